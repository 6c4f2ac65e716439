/**
 * Hours of one learner in one section, as decimal text. Planned are the hours of the section (theory, practice, tests).
 * `hours_attended` counts what was really attended so far; once every session of the section has been held, hours that were
 * planned but never taught are not held against the learner, so that it is planned minus missed.
 */
export type Attendance = {
  enrolment_id: string
  hours_planned: string
  /** Hours of the sessions with attendance taken, up to the learner's last day on the roster. */
  hours_held: string
  hours_missed: string
  /** Of those missed: taught before the learner came, and not attended elsewhere. */
  hours_before: string
  hours_attended: string
  /** Every session of the section has been held and its attendance taken. */
  is_complete: boolean
  /** Sessions past whose attendance nobody has taken. */
  sessions_untaken: number
  sessions_held: number
  /** The principal relaxed the rule of attendance for this learner, who is disabled (TT 04/2022). */
  is_waived: boolean
}
