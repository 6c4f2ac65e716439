import { systemActor } from '#platform/access.ts'
import { reviewAll } from '#modules/students/graduation/review-case.ts'
import { listResultFacts, readRunFacts } from '#modules/students/graduation/store/facts.ts'
import { fillCohort } from './cohorts.ts'
import { medianTime, note, report } from './report.ts'
import { openSite } from './site.ts'

const learners = 5_000
const units = 40
const times = 5

/** A graduation run over 5,000 learners with 40 units each, against reading their marks. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { database } = site.app
    const { cohort } = await fillCohort(database.owner, { learners, units })
    const system = systemActor('bench')
    const runOnce = () =>
      database.read(system, async (db) => reviewAll(await readRunFacts(db, cohort), '2026-11-22'))
    const cases = await runOnce()
    note(
      `${cases.filter((one) => one.is_eligible).length} of ${cases.length} eligible, ${learners * units} results`,
    )
    const reading = await medianTime(times, () =>
      database.read(system, (db) => listResultFacts(db, { cohort })),
    )
    const whole = await medianTime(times, runOnce)
    report({
      what: `graduation run over ${learners} learners with ${units} units each`,
      measured: `${(whole / reading).toFixed(2)} × reading their marks (${whole.toFixed(0)} ms to ${reading.toFixed(0)} ms)`,
      limit: '3 ×',
      isOk: whole / reading <= 3,
    })
  } finally {
    await site.close()
  }
}
