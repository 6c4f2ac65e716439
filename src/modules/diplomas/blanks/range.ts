/** Most blanks one act takes in or moves. */
export const mostAtOnce = 100_000

/** A printed serial: what stands before its last digits, the digits, and what stands after them. */
type Serial = { head: string; digits: string; tail: string }

/** A serial as it is kept: capitals, single spaces. */
export const tidySerial = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toUpperCase()

function readSerial(text: string): Serial | undefined {
  const [, head = '', digits = '', tail = ''] = /^(.*?)(\d{1,12})(\D*)$/u.exec(text) ?? []
  return digits === '' || /\d$/.test(head) ? undefined : { head, digits, tail }
}

/** What is wrong with a range, as the field and a message key. */
export type RangeFault = { field: 'first_serial' | 'last_serial'; key: string }

/** The serials from one to another, both included; or why the two make no range. */
export function expandRange(
  firstText: string,
  lastText: string,
): { serials: string[]; fault?: undefined } | { serials?: undefined; fault: RangeFault } {
  const fault = (field: RangeFault['field'], name: string) => ({
    fault: { field, key: `diplomas.blanks.error.${name}` },
  })
  const [first, last] = [readSerial(tidySerial(firstText)), readSerial(tidySerial(lastText))]
  if (!first) return fault('first_serial', 'no_digits')
  if (!last) return fault('last_serial', 'no_digits')
  if (first.head !== last.head || first.tail !== last.tail) return fault('last_serial', 'other_series')
  if (first.digits.length !== last.digits.length) return fault('last_serial', 'width')
  const [from, to] = [Number(first.digits), Number(last.digits)]
  if (to < from) return fault('last_serial', 'backwards')
  if (to - from >= mostAtOnce) return fault('last_serial', 'too_many')
  return {
    serials: Array.from(
      { length: to - from + 1 },
      (_, at) => first.head + String(from + at).padStart(first.digits.length, '0') + first.tail,
    ),
  }
}

/**
 * Serials as people list them: separated by commas, semicolons or line ends, ranges with “đến”, “–” or “ - ”.
 * @returns the serials, each once and in order; or the first piece that could not be read.
 */
export function readSerialList(
  text: string,
): { serials: string[]; wrong?: undefined } | { serials?: undefined; wrong: string } {
  const found = new Set<string>()
  for (const piece of text.split(/[,;\n]+/).map((one) => one.trim())) {
    if (piece === '') continue
    const [first = '', last = first, ...more] = piece.split(/\s*(?:–|\s-\s|\sđến\s|\sto\s)\s*/i)
    const range = expandRange(first, last)
    if (more.length > 0 || !range.serials || found.size + range.serials.length > mostAtOnce)
      return { wrong: piece }
    for (const serial of range.serials) found.add(serial)
  }
  return { serials: [...found].toSorted() }
}

export type Range = { first: string; last: string; count: number }

/** Serials in order as the fewest ranges. */
export function toRanges(serials: readonly string[]): Range[] {
  const ranges: Range[] = []
  let before: Serial | undefined
  for (const text of serials) {
    const serial = readSerial(text)
    const open = ranges.at(-1)
    if (open && serial && before && follows(before, serial)) {
      open.last = text
      open.count++
    } else ranges.push({ first: text, last: text, count: 1 })
    before = serial
  }
  return ranges
}

const follows = (one: Serial, next: Serial): boolean =>
  one.head === next.head &&
  one.tail === next.tail &&
  one.digits.length === next.digits.length &&
  Number(next.digits) === Number(one.digits) + 1
