import { sql } from 'kysely'
import { z } from 'zod'
import { getVersion, listActiveVersions, listUnits, type ActiveVersion } from '#modules/curricula/index.ts'
import { insertPeople } from '#modules/people/index.ts'
import { exampleActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { addDays, addMonths, today as dayOf } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { insertResults, type NewResult } from '../../marks/store/result.ts'
import { openingDay, schoolYearOf } from '../../records/demo/draw.ts'
import { seededId } from '../../records/demo/people.ts'
import { insertClass } from '../../records/store/class-group.ts'
import { insertCohort } from '../../records/store/cohort.ts'
import { dayText } from '../../records/typed.ts'
import { insertEnrolments } from '../../store/enrolment.ts'
import { listPolicies } from '../../store/policy.ts'
import { nameCouncil } from '../council/actions/name-council.ts'
import { decideReview } from '../actions/decide-review.ts'
import { freezeReview } from '../actions/freeze-review.ts'
import { reviewCohort } from '../actions/review-cohort.ts'
import { getReview } from '../store/review.ts'
import { drawExams, drawLearners, drawResults, type OldCohort } from './draw.ts'

const actor = exampleActor

/** At each example school an older cohort graduated with list and decision, and one whose draft says what is missing. */
export async function loadGraduationDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from students.graduation_review limit 1')
  if (known.rowCount) return
  const today = dayOf(app.clock)
  const random = seededRandom(2404)
  const cohorts = await app.database.read(actor, (db) => drawCohorts(db, random, today))
  if (cohorts.length === 0) return
  await act(app, loadOldCohorts, { cohorts }, actor)
  for (const cohort of cohorts) await reviewExample(app, cohort, today)
}

type Start = { version: ActiveVersion; from: string; to: string; policy: string }

/** At each example school two cohorts whose planned end has passed, on versions that were active when they began. */
async function drawCohorts(db: Db, random: Random, today: string): Promise<OldCohort[]> {
  const found = await sql<{ institution_id: string }>`select distinct c.institution_id from students.cohort c
    where c.is_demo order by 1`.execute(db)
  const cohorts: OldCohort[] = []
  for (const { institution_id: institution } of found.rows) {
    const starts = await listStarts(db, institution, today)
    // Where only one fits, evening classes began beside it.
    const [first, second = first] = starts.toSorted((a, b) => (a.version.mode > b.version.mode ? -1 : 1))
    if (first && second)
      cohorts.push(
        oldCohort(random, institution, first, { failing: 0, form: 'regular' }),
        oldCohort(random, institution, second, {
          failing: 0.4,
          form: second === first ? 'part_time' : 'regular',
        }),
      )
  }
  return cohorts
}

/** Versions with the first opening day on which they were active, where the course would be over by now. */
async function listStarts(db: Db, institution: string, today: string): Promise<Start[]> {
  const starts: Start[] = []
  for (const back of [5, 4, 3, 2]) {
    const from = openingDay(schoolYearOf(today) - back)
    const policies = await listPolicies(db, institution, from)
    for (const version of await listActiveVersions(db, from, { institution })) {
      const policy = policies.find((one) => (one.policy.levels as readonly string[]).includes(version.level))
      const { duration_months: months } = await getVersion(db, version.version_id)
      const to = addDays(addMonths(from, months ?? 24), -1)
      const isKnown = starts.some((one) => one.version.version_id === version.version_id)
      if (policy && !isKnown && addDays(to, 30) < today) starts.push({ version, from, to, policy: policy.id })
    }
  }
  return starts
}

function oldCohort(
  random: Random,
  institution_id: string,
  { version, from, to, policy }: Start,
  { failing, form }: Pick<OldCohort, 'failing' | 'form'>,
): OldCohort {
  return {
    id: seededId(random),
    class_id: seededId(random),
    institution_id,
    name: `K${from.slice(2, 4)}-${version.code}${form === 'part_time' ? '-VLVH' : ''}`,
    version_id: version.version_id,
    policy_id: policy,
    mode: version.mode,
    form,
    entry: version.level === 'cao_dang' ? 'thpt' : 'thcs',
    from,
    to,
    learners: 14,
    failing,
  }
}

const loadOldCohorts = defineAction({
  name: 'students.load-graduation-demo',
  permission: 'students.edit',
  input: z.object({ cohorts: z.custom<OldCohort[]>((value) => Array.isArray(value)) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input: { cohorts }, app }) {
    const context = { random: seededRandom(2405), keys: app.keys }
    const counts = { learners: 0, results: 0 }
    for (const [at, cohort] of cohorts.entries()) {
      const results = await loadCohort(tx, cohort, at * 20, context)
      counts.learners += cohort.learners
      counts.results += results
    }
    return {
      result: counts,
      changes: [{ subject: 'students.graduation-demo', id: cohorts[0]!.id, before: null, after: counts }],
    }
  },
})

type Context = Parameters<typeof drawLearners>[2]

async function loadCohort(tx: Tx, cohort: OldCohort, first: number, context: Context): Promise<number> {
  const { random } = context
  const { policy } = (await listPolicies(tx, cohort.institution_id, cohort.from)).find(
    (one) => one.id === cohort.policy_id,
  )!
  await insertCohort(
    tx,
    {
      id: cohort.id,
      institution_id: cohort.institution_id,
      name: cohort.name,
      programme_version_id: cohort.version_id,
      grading_policy_id: cohort.policy_id,
      mode: cohort.mode,
      study_form: cohort.form,
      entry: cohort.entry,
      from_date: cohort.from,
      planned_to_date: cohort.to,
    },
    true,
  )
  const group = {
    id: cohort.class_id,
    institution_id: cohort.institution_id,
    cohort_id: cohort.id,
    code: `${cohort.name}-A`,
  }
  await insertClass(tx, group, true)
  const learners = drawLearners(cohort, first, context)
  await insertPeople(
    tx,
    learners.map((one) => one.person),
    cohort.institution_id,
  )
  await insertEnrolments(
    tx,
    learners.map((one) => one.enrolment),
  )
  const units = await listUnits(tx, cohort.version_id)
  const results: NewResult[] = learners.flatMap((learner) =>
    drawResults(cohort, policy, { units, learner, random }),
  )
  const poster = { by: 'demo', byName: 'Phòng đào tạo (dữ liệu ví dụ)', at: `${cohort.to}T09:00:00Z` }
  await insertResults(tx, results, poster)
  if (cohort.mode === 'year')
    await insertExams(
      tx,
      learners.flatMap((learner) => drawExams(learner, random)),
      cohort.to,
    )
  return results.length
}

async function insertExams(tx: Tx, rows: ReturnType<typeof drawExams>, on: string): Promise<void> {
  await sql`insert into students.graduation_mark (enrolment_id, person_id, institution_id, kind, on_date, results_on, value,
      by_account)
    select e.id, e.person_id, e.institution_id, r.kind, ${on}::date, ${on}::date, r.value, 'demo'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(enrolment_id uuid, kind text, value numeric)
    join students.enrolment e on e.id = r.enrolment_id`.execute(tx)
}

/** The cohort in which nobody lacks anything is frozen and decided; the other stays a draft. */
async function reviewExample(app: App, cohort: OldCohort, today: string): Promise<void> {
  const on = [addDays(cohort.to, 20), today].toSorted()[0]!
  const { id } = await act(app, reviewCohort, { cohort: cohort.id, on_date: dayText(on) }, actor)
  if (cohort.failing > 0) return
  const { version } = await app.database.read(actor, (db) => getReview(db, id))
  const named = [addDays(cohort.to, -30), today].toSorted()[0]!
  const { council } = await act(
    app,
    nameCouncil,
    {
      cohort: cohort.id,
      kind: 'graduation',
      decision_no: `${cohort.name}/QĐ-HĐTN`,
      decision_date: dayText(named),
      signer: 'Trần Văn Đức',
      members: exampleCouncil,
    },
    actor,
  )
  await act(app, freezeReview, { review: id, version, council }, actor)
  await act(
    app,
    decideReview,
    {
      review: id,
      version: version + 1,
      decision_no: `${cohort.name}/QĐ-TN`,
      decision_date: dayText([addDays(on, 3), today].toSorted()[0]),
      signer: 'Trần Văn Đức',
    },
    actor,
  )
}

const exampleCouncil = [
  { name: 'Trần Văn Đức', role: 'chair', capacity: 'Hiệu trưởng' },
  { name: 'Lê Thị Hồng', role: 'vice_chair', capacity: 'Phó Hiệu trưởng' },
  { name: 'Phan Minh Châu', role: 'secretary', capacity: 'Trưởng phòng Đào tạo' },
  { name: 'Hồ Quang Huy', role: 'member', capacity: 'Trưởng khoa' },
  { name: 'Võ Thị Ngọc', role: 'enterprise', capacity: 'Giám đốc kỹ thuật doanh nghiệp' },
]
