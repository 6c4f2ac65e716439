import { fold } from '#platform/text/index.ts'
import { isSame, keyOf, rowFields, type OldRow, type RowField } from './row.ts'

/** A line of a page as two people read it; null: that one has no such line. */
export type Pair = { first: OldRow | null; second: OldRow | null }

/** A field in which the two readings of a line differ. */
export type Difference = { row: number; field: RowField; first: string | null; second: string | null }

type Key = (row: OldRow) => string | null

const both = (one: string | null, other: string | null): string | null =>
  one !== null && other !== null ? `${one} ${other}` : null
const nameOf: Key = (row) => (row.full_name === null ? null : fold(row.full_name))
const entryOf: Key = (row) => keyOf('entry_no', row.entry_no)
const serialOf: Key = (row) => keyOf('serial', row.serial)

/** By what two readings are known to be of one line, the surest first. */
const keys: readonly Key[] = [
  (row) => both(entryOf(row), serialOf(row)),
  (row) => both(serialOf(row), nameOf(row)),
  (row) => both(entryOf(row), nameOf(row)),
  serialOf,
  entryOf,
  (row) => both(nameOf(row), keyOf('birth', row.birth)),
  nameOf,
]
/** So many fields must agree for two lines without a key in common to be one. */
const likeness = 3

/**
 * Which line of one keying is which of the other: by entry number, serial and name, wherever it stands; what is left over by what the
 * rest of the line says. The order is the first's; lines of the second alone stand behind the line they followed there.
 */
export function alignRows(first: readonly OldRow[], second: readonly OldRow[]): Pair[] {
  const found = new Map<number, number>()
  const taken = new Set<number>()
  const take = (at: number, other: number) => {
    found.set(at, other)
    taken.add(other)
  }
  for (const key of keys) matchBy(key, { first, second, found, taken, take })
  for (const at of first.keys()) {
    if (found.has(at)) continue
    const best = [...second.keys()]
      .filter((other) => !taken.has(other))
      .map((other) => ({ other, agree: countSame(first[at]!, second[other]!) }))
      .toSorted((a, b) => b.agree - a.agree || a.other - b.other)[0]
    if (best && best.agree >= likeness) take(at, best.other)
  }
  return inOrder(first, second, { found, taken })
}

type Matching = {
  first: readonly OldRow[]
  second: readonly OldRow[]
  found: Map<number, number>
  taken: Set<number>
  take: (at: number, other: number) => void
}

/** Pairs what has the same key; several of one key go in their order, so that numbers the book gives twice stay apart. */
function matchBy(key: Key, { first, second, found, taken, take }: Matching): void {
  const waiting = new Map<string, number[]>()
  for (const [other, row] of second.entries()) {
    const value = taken.has(other) ? null : key(row)
    if (value !== null) waiting.set(value, [...(waiting.get(value) ?? []), other])
  }
  for (const [at, row] of first.entries()) {
    const value = found.has(at) ? null : key(row)
    const other = value === null ? undefined : waiting.get(value)?.shift()
    if (other !== undefined) take(at, other)
  }
}

const countSame = (one: OldRow, other: OldRow): number =>
  rowFields.filter((field) => one[field] !== null && isSame(field, one[field], other[field])).length

function inOrder(
  first: readonly OldRow[],
  second: readonly OldRow[],
  { found, taken }: Pick<Matching, 'found' | 'taken'>,
): Pair[] {
  const placeOf = new Map([...found].map(([at, other]) => [other, at]))
  const behind = new Map<number, OldRow[]>()
  let last = -1
  for (const [other, row] of second.entries()) {
    if (taken.has(other)) last = placeOf.get(other)!
    else behind.set(last, [...(behind.get(last) ?? []), row])
  }
  const alone = (at: number): Pair[] => (behind.get(at) ?? []).map((row) => ({ first: null, second: row }))
  return [
    ...alone(-1),
    ...first.flatMap((row, at): Pair[] => {
      const other = found.get(at)
      return [{ first: row, second: other === undefined ? null : second[other]! }, ...alone(at)]
    }),
  ]
}

/** Every field in which the readings differ; a line that one alone has differs in all it says. */
export function findDifferences(pairs: readonly Pair[]): Difference[] {
  return pairs.flatMap((pair, row) =>
    rowFields.flatMap((field): Difference[] => {
      const [first, second] = [pair.first?.[field] ?? null, pair.second?.[field] ?? null]
      return isSame(field, first, second) ? [] : [{ row, field, first, second }]
    }),
  )
}

/** How many fields of a keying are otherwise in what was settled, and of how many; a line it missed or made up counts in full. */
export function countWrong(
  typed: readonly OldRow[],
  settled: readonly OldRow[],
): { wrong: number; fields: number } {
  const pairs = alignRows(settled, typed)
  return { wrong: findDifferences(pairs).length, fields: pairs.length * rowFields.length }
}
