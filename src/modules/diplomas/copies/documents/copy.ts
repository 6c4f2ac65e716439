import { birthText } from '#modules/people/index.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Diploma } from '../../diploma.ts'
import { numberName } from '../../number-name.ts'
import { qrSvg } from '../../documents/qr.ts'
import { annotationText } from '../../registers/annotation.ts'
import type { Annotation } from '../../registers/book.ts'
import type { CertifiedCopy } from '../copy.ts'
import template from './copy.typ?raw'

type Source = {
  copy: CertifiedCopy
  diploma: Diploma
  /** What was written beside the line. */
  annotations: readonly Annotation[]
  school: string
  day: string
  signer: string | null
  checkUrl: string
  at: Date
  t: Translate
}

/** A certified copy from the register: everything the line says, and what was written beside it since. */
export async function copyPdf(source: Source): Promise<Uint8Array> {
  const { copy, diploma, annotations, school, day, signer, checkUrl, at, t } = source
  const title = t('diplomas.copies.doc.title')
  const value = {
    school,
    number: copy.entry_no ?? '',
    place: diploma.content.issue.place,
    date: day,
    title,
    about: diploma.content.title.vi,
    lead: t('diplomas.copies.doc.lead', {
      school: diploma.content.institution.name,
      // It stands there by its entry number; a book without any, by its serial.
      number: numberName({ ...diploma, serial: diploma.entry_no === null ? diploma.serial : null }, t),
    }),
    facts: factsOf(diploma, t),
    notes_title: t('diplomas.copies.doc.notes'),
    notes: annotations.map((one) => annotationText(one, t)),
    basis: t('diplomas.copies.doc.basis', {
      name: copy.requester_name,
      who: t.dynamic(`diplomas.copies.requester.${copy.requester}`).toLocaleLowerCase('vi'),
      purpose: copy.purpose,
      copies: copy.copies,
    }),
    check: t('diplomas.copies.doc.check', { address: checkUrl }),
    capacity: t('diplomas.issuing.head_of_school'),
    signer: signer ?? '',
    signed: signer ? t('diplomas.copies.doc.signed') : t('diplomas.copies.doc.by_hand'),
  }
  const files = { '/qr.svg': await qrSvg(checkUrl) }
  return renderPdf({ main: template, files }, value, { title, lang: 'vi', pdfa: true, at })
}

function factsOf({ content, serial, entry_no }: Diploma, t: Translate): string[][] {
  const { holder, programme, classification, graduation, issue, honour } = content
  const rows: [string, string | null | undefined][] = [
    ['holder.full_name', holder.full_name],
    ['holder.birth', birthText(holder)],
    ['holder.sex', holder.sex && t.dynamic(`people.sex.${holder.sex}`)],
    ['holder.birth_place', holder.birth_place],
    ['holder.ethnicity', holder.ethnicity],
    ['holder.nationality', holder.nationality],
    ['honour', honour?.vi],
    ['programme.name', programme.code ? `${programme.name.vi} (${programme.code})` : programme.name.vi],
    ['programme.hours', programme.hours === null ? null : t.number(programme.hours)],
    ['classification', classification?.name.vi],
    ['graduation.year', graduation.is_year_given === false ? null : String(graduation.year)],
    [
      'graduation.decision',
      [graduation.decision_no, t.date(graduation.decision_date)].filter(Boolean).join(', '),
    ],
    ['issue.date', t.date(issue.date)],
    ['issue.signer', [issue.signer_name, issue.signer_capacity].filter(Boolean).join(', ')],
  ]
  const told = (label: string, value: string | null | undefined) => (value ? [[t.dynamic(label), value]] : [])
  return [
    ...rows.flatMap(([field, value]) => told(`diplomas.kinds.content.${field}`, value)),
    ...told('diplomas.issuing.field.serial', serial),
    ...told('diplomas.issuing.field.entry_no', entry_no),
  ]
}
