import { tidy } from './content/text.ts'
import type { Findings } from './looker.ts'

/** Of the database's whole numbers. */
const largest = 2 ** 31 - 1
const longestLine = 300

/** What was found as it is kept: files say of themselves what they like, the database keeps whole numbers and whole letters. */
export function keptFindings(found: Findings): Findings {
  const { pages, seconds, width, height, title, codec, text, fault, ...rest } = found
  const params = Object.entries(fault?.params ?? {}).map(
    ([name, value]) => [name, typeof value === 'string' ? line(value) : value] as const,
  )
  return {
    ...rest,
    pages: count(pages),
    seconds: count(seconds),
    width: count(width),
    height: count(height),
    title: line(title),
    codec: line(codec),
    text: text && tidy(text),
    fault: fault && { ...fault, params: Object.fromEntries(params) as Record<string, string | number> },
  }
}

const count = (value: number | undefined): number | undefined =>
  Number.isInteger(value) && value! > 0 && value! <= largest ? value : undefined

const line = (text: string | undefined): string | undefined =>
  text === undefined
    ? undefined
    : tidy(text).replaceAll(/\s+/g, ' ').slice(0, longestLine).toWellFormed() || undefined
