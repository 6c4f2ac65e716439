import { meets, percentOf, shortfall, type Count, type Target } from './indicator.ts'

/** How an indicator stands against its target, the most worrying first. */
export const statuses = ['behind', 'at_risk', 'on_track', 'achieved', 'not_applicable', 'no_data'] as const
export type Status = (typeof statuses)[number]

/** Below the path, but with at least this share of what the path asks for: at risk; less: behind. */
export const atRiskShare = 0.8

export type PathPoint = { day: string; value: number }

export type StatedTarget = Target & { value: number }

/** The targets whose value the source states. */
export function statedTargets(targets: readonly Target[]): StatedTarget[] {
  return targets.filter((target): target is StatedTarget => target.value !== null)
}

/** The target aimed at on a day: the first stated one not yet due, else the last stated one (to be kept). */
export function targetOn(targets: readonly Target[], day: string): StatedTarget | undefined {
  const stated = statedTargets(targets)
  return stated.find((target) => target.due_on >= day) ?? stated.at(-1)
}

/** Targets whose day has passed. */
export function closedTargets(targets: readonly Target[], day: string): StatedTarget[] {
  return statedTargets(targets).filter((target) => target.due_on < day)
}

/** Per cent the straight path from `start` to `end` asks for on a day; flat before and after. */
export function pathValue(start: PathPoint, end: PathPoint, day: string): number {
  if (day >= end.day) return end.value
  if (day <= start.day) return start.value
  const share = (time(day) - time(start.day)) / (time(end.day) - time(start.day))
  return start.value + (end.value - start.value) * share
}

function time(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

export type Standing = {
  status: Status
  target: StatedTarget | null
  /** Per cent the path asks for on the day; null without a target. */
  expected: number | null
  /** How many more must count; null when nothing was counted. */
  needed: number | null
}

/** How a count stands on a day. `start` is where the path to the target begins. */
export function standing(
  count: Count | null,
  targets: readonly Target[],
  start: PathPoint,
  day: string,
): Standing {
  const target = targetOn(targets, day) ?? null
  const expected = target ? pathValue(start, { day: target.due_on, value: target.value }, day) : null
  if (!count) return { status: 'no_data', target, expected, needed: null }
  if (count.denominator === 0) return { status: 'not_applicable', target, expected, needed: null }
  if (!target || expected === null) return { status: 'on_track', target, expected, needed: null }
  return {
    status: statusOf(count, target.value, expected, target.due_on < day),
    target,
    expected,
    needed: shortfall(count, target.value),
  }
}

function statusOf(count: Count, target: number, expected: number, isOver: boolean): Status {
  if (meets(count, target)) return 'achieved'
  if (isOver) return 'behind'
  const value = percentOf(count) ?? 0
  if (value >= expected) return 'on_track'
  return value >= expected * atRiskShare ? 'at_risk' : 'behind'
}

/** Most worrying first, then by code. */
export function compareStanding(
  a: { status: Status; code: string },
  b: { status: Status; code: string },
): number {
  return statuses.indexOf(a.status) - statuses.indexOf(b.status) || (a.code < b.code ? -1 : 1)
}
