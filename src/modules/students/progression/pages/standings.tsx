import type { Translate } from '#platform/i18n/index.ts'
import { Disclosure, Facts, Section } from '#ui/index.ts'
import type { GradingPolicy, Mode } from '../../grading/policy.ts'
import type { PeriodStanding } from '../progression.ts'
import { Owed } from './review-lines.tsx'
import { averageText, failedText, reckoning, sentences } from '../standing-words.ts'
import { OutcomeBadge } from './outcome-badge.tsx'

type Props = {
  standing: PeriodStanding
  mode: Mode
  policy: GradingPolicy
  t: Translate
  /** For the office: reasons and units lead to what tells more of them, or mends them. */
  linked: boolean
}

/** Every period of a course of study, the latest first, with its figures, what follows and the whole reckoning. */
export function Standings({
  standings,
  ...more
}: Omit<Props, 'standing'> & { standings: readonly PeriodStanding[] }) {
  return (
    <>
      {standings.toReversed().map((one) => (
        <Section key={one.period.key} title={one.period.name} level={3}>
          <OneStanding standing={one} {...more} />
          {one.owed.length > 0 && (
            <div class="mt-2">
              <Owed owed={one.owed} linked={more.linked} t={more.t} />
            </div>
          )}
        </Section>
      ))}
    </>
  )
}

/** One period: outcome, sentences, figures; the reckoning opens. */
export function OneStanding({ standing, mode, policy, t, linked }: Props) {
  return (
    <>
      <p class="mb-2 flex flex-wrap items-center gap-2">
        <OutcomeBadge outcome={standing.outcome} t={t} />
        <span>{sentences(standing, t).join(' ')}</span>
        {linked && <Looks standing={standing} t={t} />}
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

/** One link for each page that tells more of the reasons. */
function Looks({ standing, t }: { standing: PeriodStanding; t: Translate }) {
  const pages = [...new Set(standing.reasons.map((reason) => reason.href))]
  return (
    <>
      {pages.map((href) => (
        <a key={href} href={href}>
          {t.dynamic(`students.progression.look.${href.split('/')[3] ?? 'ho-so'}`)}
        </a>
      ))}
    </>
  )
}
