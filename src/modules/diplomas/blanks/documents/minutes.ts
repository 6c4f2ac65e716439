import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { kindText } from '../../registers/pages/schools.tsx'
import { toRanges } from '../range.ts'
import type { Movement } from '../stock.ts'
import template from './minutes.typ?raw'

type Source = {
  movement: Movement
  /** Where the blanks name the movement; else its first and last serial say all. */
  serials: readonly string[]
  names: ReadonlyMap<string, string>
  t: Translate
}

/** Who signs for which side, by act. */
const sides: Record<Movement['act'], [string, string]> = {
  receive: ['gives', 'takes'],
  move_out: ['gives', 'takes'],
  move_in: ['gives', 'takes'],
  spoil: ['keeper', 'head'],
  destroy: ['clerk', 'council'],
}

/** Minutes of a movement of blanks, as a PDF/A to be signed by both sides. */
export async function minutesPdf({ movement, serials, names, t }: Source): Promise<Uint8Array> {
  const { act, institution_id, other_id, first_serial, last_serial, count } = movement
  const name = (id: string | null) => (id ? (names.get(id) ?? '') : '')
  const ranges = serials.length > 0 ? toRanges(serials) : [{ first: first_serial, last: last_serial, count }]
  const [from, to] = act === 'move_in' ? [other_id, institution_id] : [institution_id, other_id]
  const title = t.dynamic(`diplomas.blanks.minutes.${act}`)
  const value = {
    school: name(institution_id),
    number: movement.paper_no,
    date: movement.on_date,
    title,
    about: kindText(movement.kind_code, t),
    facts: [
      ...(other_id ? [[t('diplomas.blanks.minutes.from'), name(from)]] : []),
      ...(other_id ? [[t('diplomas.blanks.minutes.to'), name(to)]] : []),
      ...(act === 'receive' ? [[t('diplomas.blanks.minutes.to'), name(institution_id)]] : []),
      ...(movement.reason
        ? [[t(act === 'destroy' ? 'diplomas.blanks.destroy.how' : 'diplomas.blanks.reason'), movement.reason]]
        : []),
      [t('diplomas.blanks.minutes.count'), t.number(count)],
    ],
    head: [
      t('diplomas.blanks.minutes.no'),
      t('diplomas.blanks.first'),
      t('diplomas.blanks.last'),
      t('diplomas.blanks.count'),
    ],
    rows: ranges.map((range, at) => [String(at + 1), range.first, range.last, t.number(range.count)]),
    sides: sides[act].map((side) => t.dynamic(`diplomas.blanks.minutes.side.${side}`)),
  }
  return renderPdf(template, value, { title, lang: 'vi', pdfa: true, at: movement.at })
}
