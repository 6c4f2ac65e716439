import type { Filters } from './filter.ts'

/** Words of a question as the index has them; `spelled` keeps the marks. The two lists go word by word. */
export type Tokens = { folded: string[]; spelled: string[] }

/** Terms that mean the same, folded: `['o to', 'xe hoi']`. */
export type Synonyms = readonly (readonly string[])[]

/** A question to the index. Texts are queries of words (`tsquery`), checked and quoted. */
export type Question = {
  /** What is found; undefined: everything. */
  match: string | undefined
  /** Ways to be found, the best first; the last is `match`. Empty where nothing was asked in words. */
  tiers: string[]
  /** Words to rank by. */
  ranking: string
  /** Phrases to look for in the text of files, folded. */
  phrases: string[]
}

/** A phrase in quotes, or loose words. */
export type Piece = { tokens: Tokens; isPhrase: boolean }

/**
 * Without marks a syllable says little: `han` is hàn, hạn and hận. In titles and descriptions each word counts alone; in the text of files it
 * counts beside its neighbour in the question, and alone only where it is the whole question or no Vietnamese syllable (CNC, Python).
 */
export function askFor(pieces: readonly Piece[], synonyms: Synonyms, filters: Filters): Question {
  const narrowed = Object.entries(filters).map(([facet, value]) =>
    or(value.split(',').map((one) => lexeme(`${facet}:${one}`)))!,
  )
  const words = pieces.flatMap((piece) => piece.tokens.folded)
  const spelled = pieces.flatMap((piece) => piece.tokens.spelled)
  if (words.length === 0) return { match: and(narrowed), tiers: [], ranking: '', phrases: [] }
  const isAlone = words.length === 1
  const found = and(
    pieces.map((piece) =>
      piece.isPhrase ? phrase(piece.tokens.folded) : loose(piece.tokens.folded, isAlone, synonyms),
    ),
  )!
  const isMarked = spelled.some((one, at) => one !== words[at])
  const within = (query: string) => and([query, ...narrowed])!
  const together = pieces.filter((piece) => piece.isPhrase).map((piece) => phrase(piece.tokens.folded))
  const marked = [each('^', spelled), each('~', spelled)]
  const tiers = isMarked
    ? [...marked, each('^', words), each('', words)]
    : [each('^', words), each('', words)]
  const meant = synonyms.flatMap((group) => group.flatMap((term) => term.split(' ')))
  return {
    match: within(found),
    tiers: [...tiers.map((tier) => and([tier, ...together])!), found].map(within),
    ranking: or([...new Set([...words, ...spelled, ...meant])].map(lexeme))!,
    phrases: phrasesOf(pieces, synonyms),
  }
}

/** Cuts a question as it was typed into phrases in quotes and the rest. */
export function cutQuestion(text: string): { text: string; isPhrase: boolean }[] {
  return text
    .split(/["“”]/)
    .map((part, at) => ({ text: part.trim(), isPhrase: at % 2 === 1 }))
    .filter((part) => part.text !== '')
}

/** Every run of up to four words, to look synonyms up by. */
export function runsOf(words: readonly string[]): string[] {
  return words.flatMap((_, from) =>
    [1, 2, 3, 4]
      .filter((size) => from + size <= words.length)
      .map((size) => words.slice(from, from + size).join(' ')),
  )
}

function loose(words: readonly string[], isAlone: boolean, synonyms: Synonyms): string {
  const parts: string[] = []
  let at = 0
  while (at < words.length) {
    const same = synonymsAt(words, at, synonyms)
    const own = words.slice(at, at + (same?.size ?? 1)).map((_, offset) => one(words, at + offset, isAlone))
    parts.push(same ? or([and(own)!, ...same.others.map((term) => phrase(term.split(' ')))])! : own[0]!)
    at += same?.size ?? 1
  }
  return and(parts)!
}

/** The longest term of a synonym that stands in the question from here on. */
function synonymsAt(words: readonly string[], at: number, synonyms: Synonyms) {
  for (const size of [4, 3, 2, 1]) {
    const run = words.slice(at, at + size)
    if (run.length < size) continue
    const text = run.join(' ')
    const others = synonyms
      .filter((group) => group.includes(text))
      .flatMap((group) => group.filter((term) => term !== text))
    if (others.length > 0) return { size, others: [...new Set(others)] }
  }
  return undefined
}

function one(words: readonly string[], at: number, isAlone: boolean): string {
  const word = words[at]!
  const pairs = [
    ...(at > 0 ? [`${words[at - 1]}_${word}`] : []),
    ...(at < words.length - 1 ? [`${word}_${words[at + 1]}`] : []),
  ]
  return or([word, ...(isAlone || !isSyllable(word) ? [`=${word}`] : []), ...pairs].map(lexeme))!
}

/** Words one behind the other, wherever they stand. */
function phrase(words: readonly string[]): string {
  if (words.length === 1) return or([words[0]!, `=${words[0]}`].map(lexeme))!
  return and(words.slice(1).map((word, at) => lexeme(`${words[at]}_${word}`)))!
}

function phrasesOf(pieces: readonly Piece[], synonyms: Synonyms): string[] {
  const words = pieces.flatMap((piece) => piece.tokens.folded)
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`)
  const own =
    words.length === 1 ? words : [words.join(' '), ...pairs, ...words.filter((word) => !isSyllable(word))]
  const text = ` ${words.join(' ')} `
  const meant = synonyms.filter((group) => group.some((term) => text.includes(` ${term} `))).flat()
  return [...new Set([...own, ...meant])]
}

const syllable = /^(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?$/

/** Could it be a Vietnamese syllable without its marks? */
export const isSyllable = (word: string): boolean => syllable.test(word)

const each = (prefix: string, words: readonly string[]) => and(words.map((word) => lexeme(prefix + word)))!

export function lexeme(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

export const and = (parts: readonly string[]): string | undefined => join(parts, ' & ')
export const or = (parts: readonly string[]): string | undefined => join(parts, ' | ')

function join(parts: readonly string[], sign: string): string | undefined {
  if (parts.length < 2) return parts[0]
  return `(${parts.join(sign)})`
}
