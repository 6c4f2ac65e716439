import type { Attendance } from '../attendance.ts'
import { tenthsOf, tenthsText } from './block.ts'

/** near: half of what may be missed is gone; over: more was missed than the rule allows; unplanned: no hours to judge by. */
export type Standing = 'fine' | 'near' | 'over' | 'waived' | 'unplanned'

export type Verdict = {
  standing: Standing
  /** Hours that may be missed in all, and those that may still be: decimal text, never below 0. */
  allowed: string
  left: string
  /** Hours missed beyond what is allowed. */
  beyond: string
  /** Of what was held so far, the share attended in whole thousandths; null before the first session. */
  share: number | null
}

/**
 * The rule of attendance, live: at least `least` (a share such as 0.80) of the learning time must be attended to sit the
 * final exam (Thông tư 04/2022/TT-BLĐTBXH). The principal may relax it for a disabled learner: `isWaived`.
 * What may be missed is cut down to whole tenths, so that the promise never exceeds the rule.
 */
export function judgeAttendance(
  line: Pick<Attendance, 'hours_planned' | 'hours_held' | 'hours_missed'>,
  least: string,
  isWaived = false,
): Verdict {
  const [planned, held, missed] = [line.hours_planned, line.hours_held, line.hours_missed].map(tenthsOf) as [
    number,
    number,
    number,
  ]
  const need = basisPoints(least)
  const allowed = Math.floor((planned * (10_000 - need)) / 10_000)
  const left = Math.max(allowed - missed, 0)
  return {
    standing: standingOf({ planned, missed, allowed, isWaived }),
    allowed: tenthsText(allowed),
    left: tenthsText(left),
    beyond: tenthsText(Math.max(missed - allowed, 0)),
    share: held === 0 ? null : Math.floor((Math.max(held - missed, 0) * 1000) / held),
  }
}

function standingOf(line: { planned: number; missed: number; allowed: number; isWaived: boolean }): Standing {
  if (line.planned === 0) return 'unplanned'
  if (line.missed > line.allowed) return line.isWaived ? 'waived' : 'over'
  return line.missed * 2 >= line.allowed && line.missed > 0 ? 'near' : 'fine'
}

/** `0.80` as 8000. */
function basisPoints(share: string): number {
  const [whole = '0', part = ''] = share.split('.')
  return Number(whole) * 10_000 + Number((part + '0000').slice(0, 4))
}
