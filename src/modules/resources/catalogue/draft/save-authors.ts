import type { Tx } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import { tidyName } from '#platform/text/index.ts'
import type { Version } from '../../resource.ts'
import { listAuthors, listColleagues, replaceAuthors, type Author, type Colleague } from '../store/author.ts'
import type { AuthorLine } from './input.ts'

/** `before`: who stood there and was not taken for an earlier line. */
type Known = { before: (Author | undefined)[]; colleagues: readonly Colleague[]; institution: string | null }

/**
 * Who made it, in order. A name of a colleague links the teacher's record; a name from elsewhere says its organisation.
 * @returns the names, when they changed
 */
export async function saveAuthors(
  tx: Tx,
  target: Pick<Version, 'id' | 'institution_id'>,
  lines: readonly AuthorLine[],
  today: string,
): Promise<{ before: string[]; after: string[] } | undefined> {
  const institution = target.institution_id
  const before = await listAuthors(tx, target.id)
  const colleagues = institution ? await listColleagues(tx, institution, today) : []
  const left = [...before]
  const next = lines.flatMap((line, at) => toAuthor(line, at, { before: left, colleagues, institution }))
  if (next.length === 0) throw invalid({ 'authors.0.name': 'resources.catalogue.error.no_author' })
  const shape = (one: Omit<Author, 'position'>) => JSON.stringify([one.name, one.person_id, one.organisation])
  if (next.map(shape).join() === before.map(shape).join()) return undefined
  await replaceAuthors(tx, target.id, next)
  return { before: before.map((one) => one.name), after: next.map((one) => one.name) }
}

function toAuthor(line: AuthorLine, at: number, known: Known): Omit<Author, 'position'>[] {
  const name = tidyName(line.name ?? '')
  if (name === '') return []
  if (line.organisation)
    return [{ name, person_id: null, institution_id: null, organisation: line.organisation }]
  // Who stands there already keeps the link, also one that is no longer in post.
  const old = takeOld(known.before, name, at)
  const same = known.colleagues.filter((one) => one.label === name || one.full_name === name)
  const exact = same.find((one) => one.label === name) ?? (same.length === 1 ? same[0] : undefined)
  if (!old && !exact && same.length > 1)
    throw invalid({ [`authors.${at}.name`]: 'resources.catalogue.error.same_name' })
  return [
    {
      name: exact?.full_name ?? name,
      person_id: exact?.person_id ?? old?.person_id ?? null,
      institution_id: exact ? known.institution : (old?.institution_id ?? null),
      organisation: null,
    },
  ]
}

/** Of two of one name each line has its own: the one that stood in its place first. */
function takeOld(before: (Author | undefined)[], name: string, at: number): Author | undefined {
  const fits = (one: Author | undefined) => one?.name === name && !one.organisation
  const place = fits(before[at]) ? at : before.findIndex(fits)
  const [old] = place === -1 ? [] : before.splice(place, 1, undefined)
  return old
}
