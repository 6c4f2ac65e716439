import { fold } from '#platform/text/index.ts'

/** A text with the words that were asked for marked, whatever marks they carry. */
export function Marked({ text, words }: { text: string; words: ReadonlySet<string> }) {
  if (words.size === 0) return <>{text}</>
  return (
    <>
      {text
        .split(/([\p{L}\p{N}\p{M}]+)/u)
        .map((part, at) => (at % 2 === 1 && words.has(fold(part)) ? <mark key={at}>{part}</mark> : part))}
    </>
  )
}

/** The part of a text round the first words that were asked for, and its ends. */
export function excerpt(text: string, words: ReadonlySet<string>, size: number): string {
  const parts = text.split(/\s+/)
  const places = parts.flatMap((part, at) => (words.has(bare(part)) ? [at] : []))
  // The place with most of them near.
  const near = (at: number) => places.filter((place) => place >= at && place < at + size / 2).length
  const best = places.reduce((one, other) => (near(other) > near(one) ? other : one), places[0] ?? 0)
  const from = Math.max(0, best - Math.floor(size / 4))
  const cut = parts.slice(from, from + size).join(' ')
  return `${from > 0 ? '… ' : ''}${cut}${from + size < parts.length ? ' …' : ''}`
}

const bare = (part: string) => fold(part).replaceAll(/[^\p{L}\p{N}]/gu, '')
