import { sql } from 'kysely'
import { exampleActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { addDays, today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { kinds, receive, type Received } from '#platform/files/index.ts'
import { seededRandom, type Random } from '#platform/random.ts'
import { filePurpose } from '../catalogue/upload.ts'
import { drawExamples, type Colleague, type Example, type Taught } from './draw.ts'
import template from './lesson.typ?raw'
import { loadResourceExample, loadUseExample, type ExampleUse, type Loaded } from './load-example.ts'

const actor = exampleActor
/** Schools that have example resources. */
const most = 12

/** Example resources at several schools, from the first draft to what is shared and used. Loads once. */
export async function loadResourcesDemo(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from resources.resource where is_demo limit 1')
  if (known.rowCount) return
  const random = seededRandom(2611)
  const today = dayOf(app.clock)
  const taught = await app.database.read(actor, (db) => listTaught(db, today))
  const people = await app.database.read(actor, (db) => listTeachers(db, today))
  const examples = drawExamples(taught, people, { random, today, most })
  if (examples.length === 0) return
  const account = await exampleTeacher(app)
  const loaded: Loaded[] = []
  for (const example of examples)
    loaded.push({
      ...example,
      files: await makeFiles(app, example),
      reviewers: reviewersOf(example, people),
      // The example teacher's own work is what they see under "my resources".
      owner:
        account?.institution === example.institution_id
          ? account.id
          : `example:${example.authors[0]!.person_id}`,
    })
  const made = await act(app, loadResourceExample, { examples: loaded }, actor)
  const byExample = new Map(made.map((one) => [one.example, one]))
  const shared = loaded.filter((one) => one.stage === 'shared')
  const uses = shared.flatMap((one) =>
    drawUses(one, byExample.get(one.id)!, { people, taught, random, today }),
  )
  if (uses.length > 0) await act(app, loadUseExample, { uses: await withSections(app, uses) }, actor)
}

/** Subjects of example programmes in force, the schools in the order of their codes. */
async function listTaught(db: Db, day: string): Promise<Taught[]> {
  const found =
    await sql<Taught>`select a.institution_id, i.name as school, u.id as unit_id, u.name as unit, a.name as programme,
      coalesce((select jsonb_agg(o.statement order by o.position) from curricula.outcome_unit l
        join curricula.learning_outcome o on o.id = l.outcome_id where l.unit_id = u.id), '[]') as aims
    from curricula.active_on(${day}::date) a join curricula.course_unit u on u.version_id = a.version_id and u.unit_group = 'specialised'
    join institutions.on_day(${day}::date) i on i.id = a.institution_id
    where a.is_demo and i.is_active order by i.code, a.programme_id, u.position`.execute(db)
  return found.rows
}

async function listTeachers(db: Db, day: string): Promise<Colleague[]> {
  const found =
    await sql<Colleague>`select distinct on (s.institution_id, p.name_key, p.id) p.id as person_id, p.full_name, s.institution_id
    from staff.post s join people.person p on p.id = s.person_id
    where s.is_demo and s.role = 'teacher' and s.contract is distinct from 'visiting' and (s.to_date is null or s.to_date >= ${day}::date)
    order by s.institution_id, p.name_key, p.id`.execute(db)
  return found.rows
}

/** Two who are not its authors: of its school, or of others where it is for all. */
function reviewersOf(example: Example, people: readonly Colleague[]): Colleague[] {
  const authors = new Set(example.authors.map((one) => one.person_id))
  const isShared = example.access !== 'school'
  return people
    .filter(
      (one) => !authors.has(one.person_id) && (one.institution_id === example.institution_id) !== isShared,
    )
    .slice(0, 2)
}

/** The example account of a teacher and its school. */
async function exampleTeacher(app: App): Promise<{ id: string; institution: string } | undefined> {
  const found = await app.database.owner.query<{ id: string; institution: string }>(
    `select a.id::text as id, g.institution_id::text as institution from identity.account a join identity.grant g on g.account_id = a.id
     where a.email = 'nhagiao@vidu.ngheso.vn' and g.role = 'teacher'`,
  )
  return found.rows[0]
}

async function makeFiles(app: App, example: Example): Promise<Received[]> {
  if (example.kind === 'question_set') {
    const lines = example.lesson.questions.map((question, at) => `${at + 1}. ${question}`)
    const text = new TextEncoder().encode(`${example.title}\n\n${lines.join('\n\n')}\n`)
    const stored = await app.files.put(text)
    return [{ ...stored, name: 'cau-hoi.txt', kind: 'text', mime: kinds.text.mime }]
  }
  const at = new Date(`${example.day}T01:00:00Z`)
  const bytes = await renderPdf(template, example.lesson, { title: example.title, lang: 'vi', at })
  return [await receive(app.files, bytes, 'bai-hoc.pdf', filePurpose)]
}

type Drawing = { people: readonly Colleague[]; taught: readonly Taught[]; random: Random; today: string }

/** Teachers of other schools who taught with it. */
function drawUses(example: Example, made: { id: string; version: string }, drawing: Drawing): ExampleUse[] {
  const { people, taught, random, today } = drawing
  const others = people.filter((one) => one.institution_id !== example.institution_id)
  const names = new Map(taught.map((one) => [one.institution_id, one.school]))
  return Array.from({ length: Math.min(others.length, random.whole(0, 4)) }, () => {
    const teacher = random.pick(others)
    return {
      resource_id: made.id,
      version_id: made.version,
      teacher,
      school: names.get(teacher.institution_id) ?? '',
      section_id: null,
      on_date: addDays(today, -random.whole(0, 2)),
      stars: random.chance(0.6) ? random.whole(3, 5) : null,
    }
  })
}

/** A section of the teacher's school, where it has one: its roster says how many learners were reached. */
async function withSections(app: App, uses: readonly ExampleUse[]): Promise<ExampleUse[]> {
  const schools = [...new Set(uses.map((use) => use.teacher.institution_id))]
  const found = await app.database.owner.query<{ institution_id: string; id: string }>(
    `select distinct on (institution_id) institution_id::text, id::text from students.course_section
     where institution_id = any($1) and state <> 'cancelled' order by institution_id, code`,
    [schools],
  )
  const sections = new Map(found.rows.map((row) => [row.institution_id, row.id]))
  return uses.map((use) => ({ ...use, section_id: sections.get(use.teacher.institution_id) ?? null }))
}
