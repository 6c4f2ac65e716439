/** What a package reports of itself; none of it is trusted. */
export type Status = { lesson?: unknown; success?: unknown; score?: unknown; scaled?: unknown }

/** What a package reports, in words of ours: passed before completed, and the score it states. */
export function sentence(status: Status | undefined, words: Record<string, string>): string {
  if (!status) return ''
  const known = [status.success, status.lesson].find(
    (one): one is string => typeof one === 'string' && Object.hasOwn(words, one) && one !== 'score',
  )
  const score =
    typeof status.scaled === 'number' || (typeof status.scaled === 'string' && status.scaled !== '')
      ? `${Math.round(Number(status.scaled) * 100)} %`
      : typeof status.score === 'number' || (typeof status.score === 'string' && status.score !== '')
        ? String(status.score).slice(0, 12)
        : ''
  const points = score && words.score ? words.score.replace('%', () => score) : ''
  return [known && words[known], points].filter(Boolean).join(' · ')
}
