import { nameSortKey } from '#platform/text/index.ts'
import { newPublicId } from '../address.ts'
import type { DiplomaContent, KindCode } from '../diploma.ts'
import type { Kind } from '../kinds/kind.ts'
import { dayText } from '../registers/typed.ts'
import { numberOf, type OldRow, type ReadRow } from './row.ts'

export type Issuer = { id: string; code: string; name: string; name_en: string | null }

/** What a line of an old register says, as a diploma says it. The frozen shape has text where the book may say nothing: it is empty there. */
export function contentOf(
  { row, birth, year, issueDate }: ReadRow,
  kind: Kind,
  issuer: Issuer,
): DiplomaContent {
  return {
    title: { vi: kind.name, en: kind.name_en },
    institution: { id: issuer.id, code: issuer.code, name: issuer.name, name_en: issuer.name_en },
    honour: null,
    holder: {
      full_name: row.full_name,
      birth_date: birth?.date ?? null,
      birth_year: birth?.year ?? null,
      sex: null,
      birth_place: row.birth_place,
      ethnicity: null,
      nationality: null,
    },
    programme: {
      code: null,
      name: { vi: row.programme ?? '', en: null },
      level: kind.level,
      study_form: null,
      hours: null,
      from_date: null,
      to_date: null,
    },
    classification: row.classification
      ? { code: 'as_written', name: { vi: row.classification, en: null } }
      : null,
    graduation: {
      year,
      is_year_given: row.year !== null,
      decision_no: row.decision_no ?? '',
      decision_date: '',
      cohort: null,
    },
    issue: { place: '', date: issueDate ?? '', signer_name: '', signer_capacity: '' },
  }
}

/** What of a line is looked up and listed: columns of `diplomas.diploma`. */
export function lineFacts(read: ReadRow, kind: Kind, issuer: Issuer) {
  const { row, birth, issueDate } = read
  return {
    kind_id: kind.id,
    entry_no: row.entry_no ?? numberOf(row),
    serial: numberOf(row),
    has_serial: row.serial !== null,
    content: JSON.stringify(contentOf(read, kind, issuer)),
    name_key: nameSortKey(row.full_name),
    birth_date: birth?.date ?? null,
    birth_year: birth?.year ?? null,
    // A book may tell no day.
    issue_date: issueDate,
  }
}

/** A new line of an old register, as it is put into `diplomas.diploma`. */
export const newLine = (
  read: ReadRow,
  at: { kind: Kind; issuer: Issuer; kindCode: KindCode; book: string; entry: number; isDemo: boolean },
) => ({
  ...lineFacts(read, at.kind, at.issuer),
  public_id: newPublicId(),
  institution_id: at.issuer.id,
  kind_code: at.kindCode,
  origin: 'digitised' as const,
  book_id: at.book,
  entry: at.entry,
  state: 'issued' as const,
  is_demo: at.isDemo,
})

/** What was read from a book, out of the line it became: to be shown and mended before it is compared. */
export function rowOfContent(
  content: DiplomaContent,
  { serial, entry_no }: { serial: string | null; entry_no: string | null },
): OldRow {
  const { holder, graduation, issue } = content
  return {
    entry_no,
    full_name: holder.full_name,
    birth: holder.birth_date
      ? dayText(holder.birth_date)
      : holder.birth_year
        ? String(holder.birth_year)
        : null,
    birth_place: holder.birth_place,
    programme: content.programme.name.vi || null,
    classification: content.classification?.name.vi ?? null,
    year: graduation.is_year_given === false ? null : String(graduation.year),
    serial,
    issue_date: dayText(issue.date) || null,
    decision_no: graduation.decision_no || null,
  }
}
