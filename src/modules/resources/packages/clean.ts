import { decodeEntities } from '#platform/text/index.ts'
import { tidy } from '../files/content/text.ts'
import type { PackageFacts } from './facts.ts'

const longestLine = 500
const longestText = 5000
/** Of the database's whole numbers. */
const largest = 2 ** 31 - 1

const line = (text: string): string =>
  keepable(tidy(text).replaceAll(/\s/g, ' ').slice(0, longestLine)).trim()

/** Some packers write their description as HTML. */
const withoutTags = (text: string): string =>
  /<\/?[a-z][^<>]*>/i.test(text) ? decodeEntities(text.replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')) : text

/** What a package says of itself as it is kept: lines are lines, numbers such as the database has. */
export function cleaned(facts: PackageFacts): PackageFacts {
  const { seconds } = facts
  return {
    ...facts,
    edition: facts.edition === null ? null : line(facts.edition) || null,
    title: line(facts.title),
    summary: keepable(tidy(withoutTags(facts.summary)).slice(0, longestText)),
    seconds:
      seconds !== null && Number.isSafeInteger(seconds) && seconds > 0 && seconds <= largest ? seconds : null,
    items: facts.items.map((item) => ({ ...item, title: line(item.title) })),
  }
}

/** JSON as the database keeps it, whatever signs a package has in its names. */
export const keptJson = (value: unknown): string =>
  JSON.stringify(value, (_name, one: unknown) => (typeof one === 'string' ? keepable(one) : one))

/** Without the zero sign and halves of signs, which no text of the database holds. */
const keepable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '')
