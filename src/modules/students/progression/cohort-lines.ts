import { z } from 'zod'
import type { Db } from '#platform/db/database.ts'
import type { Period } from '../grading/periods.ts'
import { listExamLines, type ExamLine } from '../graduation/store/marks.ts'
import { listClasses } from '../records/store/class-group.ts'
import { getCohort } from '../records/store/cohort.ts'
import { judgePeriods, periodsOf, type ProgressFacts } from './judge.ts'
import { outcomes, type Outcome, type PeriodStanding } from './progression.ts'
import { readProgressFacts } from './store/facts.ts'

/** What the address of a review holds: period, class, outcome, and where the page begins. */
export const ReviewQuery = z.object({
  ky: z.string().max(60).optional(),
  lop: z.uuid().optional().catch(undefined),
  xem: z.enum(outcomes).optional().catch(undefined),
  sau: z.string().max(400).optional(),
})
export type ReviewQuery = z.output<typeof ReviewQuery>

export type Line = ExamLine & { standing: PeriodStanding }

/** The progress of everybody running in a cohort, or in one class of it, after one period. */
export async function readReview(db: Db, cohortId: string, query: ReviewQuery, today: string) {
  const cohort = await getCohort(db, cohortId)
  const facts = await readProgressFacts(db, cohortId)
  const classes = await listClasses(db, { reach: [cohort.institution_id], cohort: cohort.id })
  const periods = periodsOf(facts, today)
  const period = choose(periods, query.ky, today)
  const all = period ? linesAfter(facts, period, await listExamLines(db, cohortId), today) : []
  const group = classes.find((one) => one.id === query.lop)
  const lines = group ? all.filter((line) => line.class_group_id === group.id) : all
  return {
    cohort,
    policy: facts.policy,
    periods,
    period,
    classes,
    group,
    lines,
    counts: countOutcomes(lines),
    isOver: period !== undefined && period.to_date < today,
    query,
  }
}
export type ReviewData = Awaited<ReturnType<typeof readReview>>

/** The period named; else the latest that has ended, else the first. */
function choose(periods: readonly Period[], key: string | undefined, today: string): Period | undefined {
  return (
    periods.find((one) => one.key === key) ?? periods.findLast((one) => one.to_date < today) ?? periods[0]
  )
}

function linesAfter(facts: ProgressFacts, period: Period, names: readonly ExamLine[], today: string): Line[] {
  const learners = new Map(facts.learners.map((one) => [one.enrolment_id, one]))
  return names.flatMap((line) => {
    const learner = learners.get(line.enrolment_id)
    const [standing] = learner ? judgePeriods(facts, learner, today, period.key) : []
    return standing ? [{ ...line, standing }] : []
  })
}

function countOutcomes(lines: readonly Line[]): Record<Outcome, number> {
  const counts = Object.fromEntries(outcomes.map((one) => [one, 0])) as Record<Outcome, number>
  for (const line of lines) counts[line.standing.outcome] += 1
  return counts
}

/** The lines of one outcome, or all. */
export const shownLines = ({ lines, query }: Pick<ReviewData, 'lines' | 'query'>): Line[] =>
  query.xem ? lines.filter((line) => line.standing.outcome === query.xem) : lines
