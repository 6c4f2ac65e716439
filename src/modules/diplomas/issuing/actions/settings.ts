import { invalid } from '#platform/errors.ts'
import type { Medium } from '../../diploma.ts'
import type { Kind } from '../../kinds/kind.ts'

export type Setting = { issue_date: string; medium: Medium; decision_date: string }

/** What is wrong with the day and the medium, by field; `today` is `yyyy-mm-dd`. @throws AppError invalid */
export function checkSetting(setting: Setting, kind: Kind): void {
  const faults: Record<string, string> = {}
  if (setting.issue_date < setting.decision_date) faults.issue_date = 'diplomas.issuing.error.before_decision'
  if (setting.medium !== 'paper' && !kind.is_digital) faults.medium = 'diplomas.issuing.error.no_digital'
  if (Object.keys(faults).length > 0) throw invalid(faults)
}
