import { invalid } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { BlankState, StandingBlank } from '../store/blank.ts'
import { toRanges } from '../range.ts'

type Wanted = {
  field: string
  serials: readonly string[]
  found: readonly StandingBlank[]
  states: readonly BlankState[]
}
const shown = 3

/** The serials as ranges in words, the first few of them. */
function rangesText(serials: readonly string[], t: Translate): string {
  const ranges = toRanges(serials)
  const words = ranges
    .slice(0, shown)
    .map((one) =>
      one.count === 1 ? one.first : t('diplomas.blanks.range', { first: one.first, last: one.last }),
    )
  return [...words, ...(ranges.length > shown ? ['…'] : [])].join(', ')
}

/** Serials the school does not hold in a state the act begins from are named, each group with why. @throws AppError invalid */
export function refuseMissing(t: Translate, { field, serials, found, states }: Wanted): void {
  const standing = new Map(found.map((one) => [one.serial, one]))
  const groups = Map.groupBy(serials, (serial) => {
    const one = standing.get(serial)
    if (!one) return 'unknown'
    if (one.is_destroyed) return 'destroyed'
    return states.includes(one.state) ? 'fine' : one.state
  })
  groups.delete('fine')
  const [first] = groups
  if (!first) return
  const [why, wrong] = first
  throw invalid({
    [field]: t('diplomas.blanks.error.standing', {
      why,
      count: wrong.length,
      serials: rangesText(wrong, t),
    }),
  })
}
