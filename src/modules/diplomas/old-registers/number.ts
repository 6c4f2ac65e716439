import { fold } from '#platform/text/index.ts'
import { numberKey } from '../registers/pattern.ts'
import { numberOf, type ReadRow } from './row.ts'

/** A line that stands in the register already under one of the numbers asked. */
export type Standing = {
  id: string
  serial_key: string
  book_id: string
  is_compared: boolean
  /** False: its number is the entry number, the book gives no serial. */
  has_serial: boolean
  name: string
}

export type Numbered = {
  /** The line of a spreadsheet that this one is; it is compared and not entered twice. */
  imported: Standing | undefined
  sharesNumber: boolean
  /** Its number stands for another line too, and nobody said why. */
  isClash: boolean
}

/**
 * What the number of each line of a page means beside those that stand already. A serial belongs to one line of a school and kind, an
 * entry number without serial to one of its book; a line that bears it nonetheless needs a reason (`twins`), and shares it then.
 */
export function judgeNumbers(
  lines: readonly { read: ReadRow; twin: string | null }[],
  standing: readonly Standing[],
  book: string,
): Numbered[] {
  const used = new Set<string>()
  const seen = new Set<string>()
  return lines.map(({ read, twin }) => {
    const key = numberKey(numberOf(read.row))
    const hasSerial = read.row.serial !== null
    const same = standing.filter((one) => one.serial_key === key)
    const imported = findImported(same, read, { used, book })
    if (imported) used.add(imported.id)
    const others = same.filter((one) => one.id !== imported?.id && !used.has(one.id))
    const isTaken =
      seen.has(`${hasSerial} ${key}`) ||
      others.some((one) => (hasSerial ? one.has_serial : one.book_id === book && !one.has_serial))
    seen.add(`${hasSerial} ${key}`)
    return { imported, sharesNumber: !hasSerial || isTaken, isClash: isTaken && twin === null }
  })
}

function findImported(
  same: readonly Standing[],
  read: ReadRow,
  { used, book }: { used: ReadonlySet<string>; book: string },
): Standing | undefined {
  const open = same.filter((one) => one.book_id === book && !one.is_compared && !used.has(one.id))
  const name = fold(read.row.full_name)
  return open.find((one) => fold(one.name) === name) ?? (open.length === 1 ? open[0] : undefined)
}
