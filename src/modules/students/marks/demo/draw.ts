import type { Random } from '#platform/random.ts'
import type { Mark } from '../mark.ts'

/** How able a learner is and how steady, drawn once, so that the marks of one person fit together. */
export type Ability = { level: number; truant: boolean }

export const drawAbility = (random: Random): Ability => ({
  level: 4.6 + (random.next() + random.next() + random.next()) * 1.7,
  truant: random.chance(0.03),
})

/** A mark in halves and whole tenths near what the learner can do. */
export function drawMark(random: Random, { level }: Ability, spread = 1.6): Mark {
  if (random.chance(0.01)) return { state: 'absent', value: null }
  const drawn = level + (random.next() - 0.5) * 2 * spread
  const tenths = Math.round(Math.min(10, Math.max(1, drawn)) * 2) * 5
  return { state: 'scored', value: String(tenths / 10) }
}

/** Hours missed of those planned: few, for a truant more than the rule allows. */
export function drawMissed(random: Random, planned: number, { truant }: Ability): number {
  return Math.round(planned * (truant ? 0.25 + random.next() * 0.1 : random.next() * 0.1))
}
