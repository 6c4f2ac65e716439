import type { Translate } from '#platform/i18n/index.ts'
import { Badge } from '#ui/index.ts'
import { isOpen, type Intake, type QuotaStanding } from '../intake.ts'

/** Whether one may apply to the round today. */
export function IntakeState({ intake, today, t }: { intake: Intake; today: string; t: Translate }) {
  if (!intake.is_published) return <Badge kind="neutral">{t('students.admission.state.hidden')}</Badge>
  if (isOpen(intake, today))
    return (
      <Badge kind="success" icon="success">
        {t('students.admission.state.open', { day: t.date(intake.closes_on) })}
      </Badge>
    )
  return intake.opens_on > today ? (
    <Badge kind="info">{t('students.admission.state.soon', { day: t.date(intake.opens_on) })}</Badge>
  ) : (
    <Badge kind="neutral">{t('students.admission.state.closed', { day: t.date(intake.closes_on) })}</Badge>
  )
}

/** The quota of the licence in a sentence; nothing when the plan lies within it. */
export function quotaSentence(standing: QuotaStanding, t: Translate): string | undefined {
  switch (standing.kind) {
    case 'within':
      return undefined
    case 'beyond':
      return t('students.admission.quota.beyond', { planned: standing.planned, quota: standing.quota })
    case 'unlicensed':
      return t('students.admission.quota.unlicensed')
    case 'unknown':
      return t('students.admission.quota.unknown')
  }
}
