import { Disclosure } from '#ui/index.ts'
import type { Db } from '#platform/db/database.ts'
import { hasEnded, type Enrolment } from '../enrolment.ts'
import { defineSection } from '../records/section-of-learner.ts'
import { classText, figureText } from './case-words.ts'
import { Reasons } from './pages/words.tsx'
import { reviewAll } from './review-case.ts'
import { readRunFacts } from './store/facts.ts'

/** In the first year nearly every subject is still to come: the rest is folded. */
const shownAtOnce = 5

/** The learner's own card "Tốt nghiệp": what is still missing, by the very rules of the review, as of today. */
export const ownGraduation = defineSection({
  title: 'students.graduation.own.title',
  for: ['self', 'guardian'],
  async load(db, { enrolments, today }) {
    const current = enrolments.find((one) => !hasEnded(one.state))
    return current && standingOf(db, current, today)
  },
  view: (live, t) =>
    live.is_eligible ? (
      <p>
        {t('students.graduation.own.yes', {
          score: figureText(live.score, t),
          classification: classText(live.classification, t),
        })}
      </p>
    ) : (
      <>
        <p class="mb-2">{t('students.graduation.own.no')}</p>
        <Reasons reasons={live.reasons.slice(0, shownAtOnce)} t={t} linked={false} />
        {live.reasons.length > shownAtOnce && (
          <Disclosure label={t('students.graduation.own.more', { count: live.reasons.length - shownAtOnce })}>
            <Reasons reasons={live.reasons.slice(shownAtOnce)} t={t} linked={false} />
          </Disclosure>
        )}
      </>
    ),
})

async function standingOf(db: Db, enrolment: Enrolment, today: string) {
  const facts = await readRunFacts(db, enrolment.cohort_id, { enrolments: [enrolment.id] })
  return reviewAll(facts, today)[0]
}
