import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Book, Line } from '../book.ts'
import { lineColumns, lineText } from '../line-text.ts'
import { kindText } from '../pages/schools.tsx'
import type { Counts } from '../store/line.ts'
import template from './book.typ?raw'

type Source = {
  book: Book
  counts: Counts
  lines: readonly Line[]
  names: ReadonlyMap<string, string>
  t: Translate
  at: Date
}

/**
 * The register as a book: landscape, 25 lines a page, pages numbered, at the end how many lines there are and room for the signature.
 * Always in Vietnamese, as the register is.
 */
export async function bookPdf({ book, counts, lines, names, t, at }: Source): Promise<Uint8Array> {
  const kind = kindText(book.kind_code, t)
  const year = String(book.year)
  const title = t('diplomas.registers.named', { kind, year })
  const keeper = names.get(book.keeper_id) ?? ''
  const issuer = names.get(book.issuer_id) ?? ''
  const value = {
    school: issuer,
    title: t('diplomas.registers.doc.title', { kind: lowerFirst(kind) }),
    year: t('diplomas.registers.doc.year', { year }),
    kept: book.keeper_id === book.issuer_id ? null : t('diplomas.registers.doc.kept_by', { keeper }),
    head: lineColumns.map((key) => t.dynamic(`diplomas.registers.column.${key}`)),
    rows: lines.map((line) => {
      const text = lineText(line, t)
      return { void: line.state === 'void', cells: lineColumns.map((key) => text[key]) }
    }),
    end: [
      t('diplomas.registers.doc.end', { lines: counts.lines, voided: counts.voided }),
      book.closed_on
        ? t('diplomas.registers.doc.closed', {
            day: t.date(book.closed_on),
            name: book.closed_by_name ?? '',
          })
        : t('diplomas.registers.doc.open', { at: t.dateTime(at) }),
    ],
    page: t('diplomas.registers.doc.page'),
    capacity: t('diplomas.registers.doc.head'),
  }
  return renderPdf(template, value, { title, lang: 'vi', pdfa: true, at })
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
