import type { TestApp } from '#app/testing.ts'
import { fixture } from '../testing/fixture.ts'

/** Codes that no form gives. */
let number = 0

/** A school with an active programme, a running term, a cohort and two classes; and who works in its office. */
export async function makeSchool(site: TestApp, code: string) {
  const make = fixture(site.app.database.owner)
  const institution = await make.institution(code)
  const { programme, version, units } = await make.programme(institution, [{}, {}])
  const term = await make.term(institution)
  const cohort = await make.cohort(institution, version, { name: `K26-${code}` })
  const classA = await make.classGroup(institution, cohort, `A-${code}`)
  const classB = await make.classGroup(institution, cohort, `B-${code}`)
  const area = { kind: 'institution' as const, id: institution }
  return {
    make,
    institution,
    programme,
    version,
    units,
    term,
    cohort,
    classA,
    classB,
    office: site.actor('academic-office', area),
    manager: site.actor('school-manager', area),
    learner: (name: string, more: Parameters<typeof make.learner>[2] = {}, classGroup = classA) =>
      make.learner({ institution, cohort, classGroup }, name, {
        ...more,
        learner: { code: `L${(number += 1)}`, ...more.learner },
      }),
  }
}
