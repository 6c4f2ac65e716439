import { addMonths } from '#platform/clock.ts'

/** When a digital-technology programme counts as updated (T04 of the plan): dated settings, no formula is given. */
export type UpdateRule = {
  /** Greatest age of the decision, in months. */
  months: number
  /** The version says which new technology came in. */
  needs_note: boolean
  /** Beginnings of occupation codes that are digital technology. */
  prefixes: readonly string[]
}

/** Whether the programme is one of digital technology: by its occupation code or marked by hand. */
export function isDigitalProgramme(
  rule: Pick<UpdateRule, 'prefixes'>,
  programme: { occupation_code: string | null; is_digital: boolean },
): boolean {
  return (
    programme.is_digital ||
    rule.prefixes.some((prefix) => programme.occupation_code?.startsWith(prefix) ?? false)
  )
}

/** What keeps a version from counting as updated on the day; `updated` when nothing does. */
export function updateStanding(
  rule: UpdateRule,
  version: { decision_date: string | null; new_technology_note: string },
  day: string,
): 'updated' | 'too_old' | 'no_note' {
  if (!version.decision_date || addMonths(version.decision_date, rule.months) < day) return 'too_old'
  return rule.needs_note && version.new_technology_note.trim() === '' ? 'no_note' : 'updated'
}
