import { invalid } from '#platform/errors.ts'

/** A change is decided after the issue and not in the future. @throws AppError invalid */
export function checkDecision(
  { decision_date }: { decision_date: string },
  issueDate: string | null,
  today: string,
): void {
  if (decision_date > today) throw invalid({ decision_date: 'diplomas.changes.error.decision_future' })
  if (issueDate !== null && decision_date < issueDate)
    throw invalid({ decision_date: 'diplomas.changes.error.decision_before' })
}
