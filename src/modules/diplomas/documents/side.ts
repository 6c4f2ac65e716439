import { buildCatalog, type Lang, type Translate } from '#platform/i18n/index.ts'
import { fold } from '#platform/text/index.ts'
import type { DiplomaContent, DiplomaNumbers, KindCode } from '../diploma.ts'
import type { FieldName } from './layout.ts'
import { documentWords } from './words.ts'

type Line = { label: string; value: string; wide: boolean }

/** What a diploma says in one language, ready to be set; '' where it has nothing to say. */
export type Side = {
  lang: Lang
  country: string
  motto: string
  authority: string
  institution: string
  grants: string
  title: string
  to: string
  holder: string
  /** Label and value, in the order they are printed; long ones take the whole width. */
  lines: Line[]
  place_and_date: string
  capacity: string
  signer: string
  numbers: { label: string; value: string }[]
  check: string
  signed: string
  sample: string
}

/** Words of documents, which are in two languages whoever reads the page. */
export const speakOf = buildCatalog([documentWords])

/** Diplomas end a course of study; the other kinds attest a course. */
const isDiploma = (kind: KindCode): boolean =>
  kind === 'college_diploma' || kind === 'intermediate_diploma' || kind === 'vocational_high_school_diploma'

/** A day in words, `yyyy-mm-dd` in: vi "ngày 05 tháng 6 năm 2026" (Decree 30/2020/NĐ-CP, Appendix I), en "5 June 2026". */
export function dayInWords(day: string, t: Translate): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (t.lang === 'en') {
    const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(day))
    return t('diplomas.document.day', { day: String(Number(date)), month: name, year })
  }
  const spoken = Number(month) < 3 ? month : String(Number(month))
  return t('diplomas.document.day', { day: date, month: spoken, year })
}

const pick = (text: { vi: string; en: string | null } | null, lang: Lang): string =>
  text ? ((lang === 'en' ? text.en : null) ?? text.vi) : ''

function birthOf({ holder }: DiplomaContent, t: Translate): { label: string; value: string } {
  if (holder.birth_date) return { label: t('diplomas.document.birth'), value: t.date(holder.birth_date) }
  return {
    label: t('diplomas.document.birth_year'),
    value: holder.birth_year ? String(holder.birth_year) : '',
  }
}

/** Words for a code that comes as data; what is no code of ours stands as it is. */
const wordOf = (t: Translate, group: string, code: string | null): string =>
  code && t.has(`diplomas.document.${group}.${code}`)
    ? t.dynamic(`diplomas.document.${group}.${code}`)
    : (code ?? '')

function capacityOf({ issue }: DiplomaContent, t: Translate): string {
  if (t.lang === 'vi') return issue.signer_capacity
  const code = fold(issue.signer_capacity).replaceAll(' ', '-')
  return t.has(`diplomas.document.capacity.${code}`)
    ? t.dynamic(`diplomas.document.capacity.${code}`)
    : issue.signer_capacity
}

/** Each content by the name of its field, for forms on which fields are placed; and for the lines of our own forms. */
function textsOf(content: DiplomaContent, t: Translate) {
  const { programme, holder, graduation, issue } = content
  const days =
    programme.from_date && programme.to_date
      ? t('diplomas.document.course_days_value', {
          from: t.date(programme.from_date),
          to: t.date(programme.to_date),
        })
      : ''
  return {
    institution: (t.lang === 'en' ? content.institution.name_en : null) ?? content.institution.name,
    title: pick(content.title, t.lang),
    honour: pick(content.honour, t.lang),
    programme: pick(programme.name, t.lang),
    holder: holder.full_name,
    birth: birthOf(content, t).value,
    sex: wordOf(t, 'sex', holder.sex),
    birth_place: holder.birth_place ?? '',
    ethnicity: holder.ethnicity ?? '',
    nationality: holder.nationality ?? '',
    classification: pick(content.classification?.name ?? null, t.lang),
    year: String(graduation.year),
    study_form: wordOf(t, 'study_form', programme.study_form),
    hours: programme.hours === null ? '' : t('diplomas.document.hours_value', { hours: programme.hours }),
    course_days: days,
    decision: t('diplomas.document.decision_value', {
      number: graduation.decision_no,
      day: t.date(graduation.decision_date),
    }),
    place_and_date: t('diplomas.document.place_and_date', {
      place: issue.place,
      day: dayInWords(issue.date, t),
    }),
    capacity: capacityOf(content, t),
    signer: issue.signer_name,
  }
}

/** The whole of one side. */
export function sideOf(content: DiplomaContent, numbers: DiplomaNumbers, kind: KindCode, lang: Lang): Side {
  const t = speakOf(lang)
  const own = textsOf(content, t)
  const course = isDiploma(kind) ? '' : '_course'
  const { sex } = content.holder
  return {
    lang,
    country: t('diplomas.document.country'),
    motto: t('diplomas.document.motto'),
    authority: own.capacity,
    institution: own.institution,
    grants: t('diplomas.document.grants'),
    title: own.title,
    to: sex ? t.dynamic(`diplomas.document.to_${sex}`) : t('diplomas.document.to'),
    holder: own.holder,
    lines: linesOf(own, birthOf(content, t).label, course, t),
    place_and_date: own.place_and_date,
    capacity: own.capacity,
    signer: own.signer,
    numbers: [
      { label: t('diplomas.document.serial'), value: numbers.serial },
      { label: t.dynamic(`diplomas.document.entry_no${course}`), value: numbers.entry_no },
    ],
    check: t.dynamic(`diplomas.document.check${course}`),
    signed: t('diplomas.document.signed'),
    sample: t('diplomas.document.sample'),
  }
}

function linesOf(own: ReturnType<typeof textsOf>, birthLabel: string, course: string, t: Translate): Line[] {
  const line = (name: string, value: string, wide = false): Line => ({
    label: t.dynamic(`diplomas.document.${name}`),
    value,
    wide,
  })
  return [
    line(course ? 'course' : 'programme', own.programme, true),
    line('honour', own.honour, true),
    { label: birthLabel, value: own.birth, wide: false },
    line('birth_place', own.birth_place),
    line('ethnicity', own.ethnicity),
    line('nationality', own.nationality),
    line('study_form', own.study_form),
    line('hours', own.hours),
    line(`year${course}`, own.year),
    line(`classification${course}`, own.classification),
    line('course_days', own.course_days, true),
    line('decision', own.decision, true),
  ].filter((one) => one.value !== '')
}

/** Texts of all fields that can be placed, `qr` apart. */
export function fieldTexts(
  content: DiplomaContent,
  numbers: DiplomaNumbers,
): Record<Exclude<FieldName, 'qr'>, string> {
  const vi = textsOf(content, speakOf('vi'))
  const en = textsOf(content, speakOf('en'))
  return {
    ...vi,
    institution_en: en.institution,
    title_en: en.title,
    honour_en: en.honour,
    programme_en: en.programme,
    holder_en: en.holder,
    birth_en: en.birth,
    sex_en: en.sex,
    classification_en: en.classification,
    study_form_en: en.study_form,
    course_days_en: en.course_days,
    decision_en: en.decision,
    place_and_date_en: en.place_and_date,
    capacity_en: en.capacity,
    serial: numbers.serial,
    entry_no: numbers.entry_no,
  }
}
