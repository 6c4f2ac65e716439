import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { cutsOf, distance, readings, slips } from '../correct.ts'
import type { Filters } from '../filter.ts'
import { askFor, type Tokens } from '../question.ts'

const fewChoices = 4
/** Shorter words are taken as they are: too much lies near to them. */
const shortest = 4
/** No longer word is known. */
const longest = 30
const mostReadings = 12
const enough = 200

type Word = { word: string; shown: string }

/**
 * What somebody may have meant: words that no title or term knows, replaced by the nearest known ones, in the reading that finds most.
 * @param typed the words as they were typed, one for each of `words`
 * @returns words to ask for instead; undefined when nothing nearer finds anything
 */
export async function suggest(
  db: Db,
  asked: { words: Tokens; typed: readonly string[]; filters: Filters },
): Promise<string | undefined> {
  const { folded } = asked.words
  const known = await listWords(db, folded)
  const choices: Word[][] = []
  for (const [at, word] of folded.entries()) {
    if (known.has(word) || word.length < shortest || /^\d+$/.test(word))
      choices.push([{ word, shown: asked.typed[at] ?? word }])
    else choices.push(await nearest(db, word))
  }
  if (choices.some((one) => one.length === 0)) return undefined
  if (choices.every((one, at) => one[0]!.word === folded[at])) return undefined
  const shown = new Map(choices.flat().map((one) => [one.word, one.shown]))
  let best: { count: number; text: string } | undefined
  for (const reading of readings(
    choices.map((one) => one.map(({ word }) => word)),
    mostReadings,
  )) {
    const count = await countSome(
      db,
      reading.flatMap((word) => word.split(' ')),
      asked.filters,
    )
    if (count > (best?.count ?? 0))
      best = { count, text: reading.map((word) => shown.get(word) ?? word).join(' ') }
  }
  return best?.text
}

async function countSome(db: Db, words: string[], filters: Filters): Promise<number> {
  const question = askFor([{ tokens: { folded: words, spelled: words }, isPhrase: false }], [], filters)
  const found = await sql<{
    count: number
  }>`select resources.count_newer(${question.match ?? null}, '1970-01-01', ${enough}) as count`.execute(db)
  return found.rows[0]!.count
}

async function listWords(db: Db, words: readonly string[]): Promise<Map<string, string>> {
  const found =
    await sql<Word>`select word, shown from resources.search_word where word = any (${[...words]}::text[])`.execute(
      db,
    )
  return new Map(found.rows.map((row) => [row.word, row.shown]))
}

/** Known words one slip away, else two words written as one, else words that look alike. */
async function nearest(db: Db, word: string): Promise<Word[]> {
  if (word.length > longest + 1) return []
  const near = await listWords(db, slips(word))
  if (near.size > 0) return [...near].slice(0, fewChoices).map(([one, shown]) => ({ word: one, shown }))
  const cuts = cutsOf(word)
  const halves = await listWords(db, cuts.flat())
  const cut = cuts.find((both) => both.every((half) => halves.has(half)))
  if (cut) return [{ word: cut.join(' '), shown: cut.map((half) => halves.get(half)).join(' ') }]
  const alike =
    await sql<Word>`select word, shown from resources.search_word where word operator(public.%) ${word}
    order by public.similarity(word, ${word}) desc, word limit 8`.execute(db)
  return alike.rows
    .map((one) => ({ ...one, far: distance(one.word, word) }))
    .filter((one) => one.far <= Math.max(1, word.length / 3))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, fewChoices)
}
