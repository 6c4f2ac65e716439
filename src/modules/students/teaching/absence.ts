import { hoursOf, tenthsOf, tenthsText, type SessionKind } from './block.ts'
import type { TeachingRule } from './teaching-rule.ts'

export const absenceKinds = ['absent', 'late', 'excused'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** One line of the register as it is sent: `present` leaves no row. */
export type Entry = {
  kind: 'present' | AbsenceKind
  /** late: by how many minutes. */
  minutes?: number | undefined
  /** absent or excused for a part of the session only: hours missed, decimal text. */
  hours?: string | undefined
  note?: string | undefined
}

export type AbsenceRow = {
  kind: AbsenceKind
  hours: string
  late_minutes: number | null
  note: string | null
}

/**
 * What a line of the register is stored as. Absent and excused miss the whole session unless hours are given: both count as
 * time not attended (the rule of 80 % asks for attendance, Thông tư 04/2022/TT-BLĐTBXH). Late misses the minutes given, in hours of the
 * session's kind by the rule of its day, and never more than the session.
 * @returns undefined for present; hours beyond the session are cut to it
 */
export function readEntry(
  entry: Entry,
  session: { kind: SessionKind; hours: string },
  rule: TeachingRule,
): AbsenceRow | undefined {
  if (entry.kind === 'present') return undefined
  const whole = tenthsOf(session.hours)
  const note = entry.note?.trim() || null
  if (entry.kind === 'late') {
    const minutes = entry.minutes ?? 0
    const missed = minutes > 0 ? Math.min(tenthsOf(hoursOf(session.kind, minutes, rule)), whole) : 0
    return { kind: 'late', hours: tenthsText(missed), late_minutes: minutes || null, note }
  }
  const given = entry.hours === undefined ? whole : Math.min(tenthsOf(entry.hours), whole)
  return { kind: entry.kind, hours: tenthsText(given), late_minutes: null, note }
}
