import type { Translate } from '#platform/i18n/index.ts'
import { Disclosure, Facts, Section } from '#ui/index.ts'
import { say } from '../../grading/explain.ts'
import type { GradingPolicy, Mode } from '../../grading/policy.ts'
import type { PeriodStanding } from '../progression.ts'
import { Owed } from './review-lines.tsx'
import { averageText, failedText, OutcomeBadge, reckoning, sentences } from './words.tsx'

type Props = { standing: PeriodStanding; mode: Mode; policy: GradingPolicy; t: Translate }

/** Every period of a course of study, the latest first, with its figures, what follows and the whole reckoning. */
export function Standings({
  standings,
  linked,
  ...more
}: Omit<Props, 'standing'> & { standings: readonly PeriodStanding[]; linked: boolean }) {
  return (
    <>
      {standings.toReversed().map((one) => (
        <Section key={one.period.key} title={one.period.name} level={3}>
          <OneStanding standing={one} {...more} />
          {one.owed.length > 0 && <Owed owed={one.owed} linked={linked} t={more.t} />}
          {linked && <Looks standing={one} t={more.t} />}
        </Section>
      ))}
    </>
  )
}

/** One period: outcome, sentences, figures; the reckoning opens. */
export function OneStanding({ standing, mode, policy, t }: Props) {
  return (
    <>
      <p class="mb-2 flex flex-wrap items-center gap-2">
        <OutcomeBadge outcome={standing.outcome} t={t} />
        <span>{sentences(standing, t).join(' ')}</span>
      </p>
      <Facts
        items={[
          { label: t.dynamic(`students.progression.average.${mode}`), value: averageText(standing, t) },
          { label: t('students.progression.failed'), value: failedText(standing, t) },
          ...(mode === 'credit'
            ? [{ label: t('students.progression.warnings'), value: t.number(standing.warnings) }]
            : []),
          ...(standing.running > 0
            ? [
                {
                  label: t('students.progression.running'),
                  value: t('students.progression.still_running', { count: standing.running }),
                },
              ]
            : []),
        ]}
      />
      <Disclosure label={t('students.progression.why')}>
        <ol class="grid list-decimal gap-2 pl-6">
          {reckoning(standing, policy, t).map((sentence, at) => (
            <li key={`${at}${sentence}`}>{sentence}</li>
          ))}
        </ol>
      </Disclosure>
    </>
  )
}

/** For the office: each reason with the page that tells more of it. */
function Looks({ standing, t }: { standing: PeriodStanding; t: Translate }) {
  if (standing.reasons.length === 0) return null
  return (
    <ul class="mt-3 grid gap-1">
      {standing.reasons.map((reason) => (
        <li key={reason.code}>
          {say(t, reason)} <a href={reason.href}>{t('students.progression.look')}</a>
        </li>
      ))}
    </ul>
  )
}
