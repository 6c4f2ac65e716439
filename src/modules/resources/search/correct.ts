const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Every word one slip of the finger away: a letter more, less, another, or two changed over. */
export function slips(word: string): string[] {
  const cuts = Array.from(
    { length: word.length + 1 },
    (_, at) => [word.slice(0, at), word.slice(at)] as const,
  )
  const all = cuts.flatMap(([before, after]) => [
    ...(after ? [before + after.slice(1)] : []),
    ...(after.length > 1 ? [before + after[1] + after[0] + after.slice(2)] : []),
    ...[...letters].flatMap((letter) => [
      before + letter + after,
      ...(after ? [before + letter + after.slice(1)] : []),
    ]),
  ])
  return [...new Set(all)].filter((one) => one !== word && one !== '')
}

/** The places a word can be cut in two: `laptrinh` gives lap + trinh among others. */
export function cutsOf(word: string): [string, string][] {
  return Array.from({ length: Math.max(0, word.length - 3) }, (_, at) => [
    word.slice(0, at + 2),
    word.slice(at + 2),
  ])
}

/** How many slips lie between two words; changing two neighbours over is one. */
export function distance(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1]
      now[at] = Math.min(last[at]! + 1, now[at - 1]! + 1, last[at - 1]! + (isSame ? 0 : 1))
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        now[at] = Math.min(now[at]!, beforeLast[at - 2]! + 1)
    }
    beforeLast = last
    last = now
  }
  return last[other.length]!
}

/** Readings of a question whose words are each replaced by one of their choices; at most `most`, the nearest first. */
export function readings(choices: readonly (readonly string[])[], most: number): string[][] {
  let all: { words: string[]; far: number }[] = [{ words: [], far: 0 }]
  for (const words of choices)
    all = all
      .flatMap((one) => words.map((word, at) => ({ words: [...one.words, word], far: one.far + at })))
      .toSorted((a, b) => a.far - b.far)
      .slice(0, most)
  return all.map((one) => one.words)
}
