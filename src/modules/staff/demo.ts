import { listInstitutionOptions, listOccupations, type Occupation } from '#modules/institutions/index.ts'
import { exampleActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Keys } from '#platform/keys.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { loadExample, type Example } from './actions/load-example.ts'
import { makeManagers, makeTeacher, type School } from './demo-people.ts'

/** About how many people the example has, over all institutions that work. */
const wanted = 600
const weights: Record<string, number> = {
  college: 10,
  intermediate_school: 5,
  vocational_high_school: 3,
  vet_continuing_centre: 3,
  vet_centre: 2,
  participating_org: 1,
}

/** Example teachers and managers of the institutions that work, generated the same each time and marked as examples. */
export async function loadDemo(app: App): Promise<void> {
  const actor = exampleActor
  const today = dayOf(app.clock)
  const { options, occupations } = await app.database.read(actor, async (db) => ({
    options: (await listInstitutionOptions(db, undefined, { on: today })).filter((one) => one.is_active),
    occupations: await listOccupations(db, today),
  }))
  const schools = options.map((option): School => ({ id: option.id, type: option.type, code: option.code }))
  const example = makeExample(schools, occupations, {
    today,
    keys: app.keys,
    random: seededRandom(20_261_122),
  })
  await act(app, loadExample, { example }, actor)
}

type Context = { today: string; keys: Pick<Keys, 'seal' | 'index'>; random: Random }

/** The whole example: people, posts and qualifications of each school, a few who work at two, a few written twice. */
export function makeExample(
  schools: readonly School[],
  occupations: readonly Occupation[],
  context: Context,
): Example {
  const { random } = context
  const example: Example = { people: [], posts: [], qualifications: [] }
  const all = schools.reduce((sum, school) => sum + (weights[school.type] ?? 1), 0)
  for (const school of schools) {
    const size = Math.max(4, Math.round((wanted * (weights[school.type] ?? 1)) / all))
    const levels = school.type === 'college' ? ['cao_dang', 'trung_cap'] : ['trung_cap', 'so_cap']
    const suitable = occupations.filter((one) => levels.includes(one.level))
    const taught = Array.from({ length: Math.min(6, suitable.length) }, () => random.pick(suitable))
    makeManagers(example, school, taught, size, context)
    while (example.posts.filter((post) => post.institution_id === school.id).length < size)
      makeTeacher(example, school, taught, context)
  }
  addGuests(example, schools, random)
  addTwins(example, schools, random)
  return example
}

/** Some teach at a second school as visitors. */
function addGuests(example: Example, schools: readonly School[], random: Random): void {
  if (schools.length < 2) return
  for (const post of example.posts.filter(
    (one) => one.role === 'teacher' && one.contract === 'tenured' && random.chance(0.03),
  )) {
    const elsewhere = random.pick(schools.filter((school) => school.id !== post.institution_id))
    example.posts.push({
      ...post,
      id: crypto.randomUUID(),
      institution_id: elsewhere.id,
      contract: 'visiting',
      title: null,
      from_date: '2025-09-01',
      to_date: null,
      leave_reason: null,
    })
  }
}

/** Three people have two records, so that the queue of duplicates has work. */
function addTwins(example: Example, schools: readonly School[], random: Random): void {
  if (schools.length < 2) return
  for (const person of example.people.slice(40, 43)) {
    const post = example.posts.find((one) => one.person_id === person.id)
    const elsewhere = random.pick(schools.filter((school) => school.id !== post?.institution_id))
    const id = crypto.randomUUID()
    example.people.push({
      id,
      full_name: person.full_name,
      birth_date: person.birth_date ?? null,
      birth_year: person.birth_year ?? null,
      sex: person.sex ?? null,
    })
    example.posts.push({
      id: crypto.randomUUID(),
      person_id: id,
      institution_id: elsewhere.id,
      role: 'teacher',
      contract: 'visiting',
      from_date: '2026-02-02',
    })
  }
}
