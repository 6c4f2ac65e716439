import { getVersion, listActiveVersions } from '#modules/curricula/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { exampleActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { addDays, addMonths, today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { seededRandom } from '#platform/random.ts'
import { listPolicies } from '../store/policy.ts'
import { changeStatus } from './actions/change-status.ts'
import { recordConduct } from './actions/conduct.ts'
import { loadRecordsExample } from './actions/load-example.ts'
import { drawSchool, openingDay, schoolYearOf, type DemoSchool, type ExampleSchool } from './demo/draw.ts'
import { listHomeroomChoices } from './store/class-group.ts'
import { dayText } from './typed.ts'

const actor = exampleActor

/** Classes of each cohort, by type of school: a college and an intermediate school have learners in the example. */
const wanted = [
  ['college', 2],
  ['intermediate_school', 1],
] as const

/** Example cohorts with their classes and learners at two schools, the same each time. Runs once. */
export async function loadDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from students.enrolment where is_demo limit 1')
  if (known.rowCount) return
  const today = dayOf(app.clock)
  const schools = await app.database.read(actor, (db) => readSchools(db, today))
  const random = seededRandom(20_261_125)
  const examples = schools.map((school) => drawSchool(school, today, { random, keys: app.keys }))
  if (examples.length === 0) return
  await act(app, loadRecordsExample, { schools: examples }, actor)
  for (const example of examples) await tellSome(app, example, today)
}

async function readSchools(db: Db, today: string): Promise<DemoSchool[]> {
  const options = (await listInstitutionOptions(db, undefined, { on: today })).filter((one) => one.is_active)
  const schools: DemoSchool[] = []
  for (const [type, classes] of wanted) {
    for (const option of options
      .filter((one) => one.type === type)
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
      const cohorts = await readCohorts(db, option.id, today)
      if (cohorts.length === 0) continue
      const staff = await listHomeroomChoices(db, option.id, today)
      schools.push({
        id: option.id,
        code: option.code,
        classes,
        cohorts,
        homerooms: staff.slice(0, 8).map((one) => one.id),
      })
      break
    }
  }
  return schools
}

/** A cohort of this year and one of the last, each on a version active and under a policy in force on its first day. */
async function readCohorts(db: Db, institution: string, today: string): Promise<DemoSchool['cohorts']> {
  const cohorts: DemoSchool['cohorts'] = []
  for (const year of [schoolYearOf(today) - 1, schoolYearOf(today)]) {
    const from = openingDay(year)
    const policies = await listPolicies(db, institution, from)
    for (const version of await listActiveVersions(db, from, { institution })) {
      const fitting = policies.find(({ policy }) =>
        (policy.levels as readonly string[]).includes(version.level),
      )
      if (
        !fitting ||
        cohorts.some((one) => one.version.version_id === version.version_id && one.year === year)
      )
        continue
      const { duration_months: months } = await getVersion(db, version.version_id)
      cohorts.push({ year, from, version, months: months ?? 24, policy: fitting.id })
      break
    }
  }
  return cohorts
}

/** A few learners have a history: one away, one gone, one praised, one warned. */
async function tellSome(app: App, { cohorts, enrolments }: ExampleSchool, today: string): Promise<void> {
  const first = cohorts[0]
  if (!first) return
  const learners = enrolments.filter((one) => one.cohort_id === first.id)
  const day = [addMonths(first.from_date, 2), today].toSorted()[0]!
  const decision = (number: number, on: string) => ({
    decision_no: `${number}/QĐ-VD`,
    decision_date: dayText(on),
  })
  const [away, gone, praised, warned] = [learners[2], learners[9], learners[4], learners[15]]
  const change = (id: string | undefined, more: Record<string, unknown>, number: number) =>
    id &&
    act(
      app,
      changeStatus,
      { enrolments: [`${id} 1`], on_date: dayText(day), ...decision(number, day), ...more },
      actor,
    )
  await change(
    away?.id,
    { change: 'reserve', until: dayText(addDays(today, 20)), reason: 'Điều trị bệnh dài ngày' },
    31,
  )
  await change(gone?.id, { change: 'withdraw', reason: 'Đi làm xa cùng gia đình' }, 32)
  const conduct = (id: string | undefined, more: Record<string, unknown>, number: number) =>
    id &&
    act(
      app,
      recordConduct,
      { enrolment: id, on_date: dayText(day), ...decision(number, day), ...more },
      actor,
    )
  await conduct(
    praised?.id,
    { kind: 'award', award: 'Giấy khen của hiệu trưởng', reason: 'Giải ba kỳ thi kỹ năng nghề cấp trường' },
    33,
  )
  await conduct(
    warned?.id,
    { kind: 'discipline', discipline: 'khien_trach', reason: 'Nghỉ học không phép nhiều buổi' },
    34,
  )
}
