import { sql } from 'kysely'
import { exampleActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { seededRandom } from '#platform/random.ts'
import { z } from 'zod'
import { codeFrom } from './application.ts'
import { insertApplications, type NewApplication } from './store/application.ts'
import { insertIntake } from './store/intake.ts'

const actor = exampleActor
const names = [
  'Trần Bảo Ngọc',
  'Hồ Văn Thiện',
  'Nguyễn Khánh Vy',
  'Lê Quốc Đạt',
  'A Viết Rơ Liêu',
  'Phạm Gia Hân',
  'Võ Minh Khôi',
]

/** An example of the plan of admission and of a few applications, in schools that have programmes. */
export async function loadDemo(app: App): Promise<void> {
  await act(app, loadAdmissionExample, {}, actor)
}

type Programme = { programme_id: string; institution_id: string; level: string }

export const loadAdmissionExample = defineAction({
  name: 'students.load-admission-example',
  permission: 'students.edit',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { app }) {
    const today = dayOf(app.clock)
    const found =
      // the first schools by code, where the example accounts are, up to three programmes each
      await sql<Programme>`select programme_id, institution_id, level from (
          select p.programme_id, p.institution_id, p.level, p.code, i.code as school,
            row_number() over (partition by p.institution_id order by p.code) as at
          from curricula.active_on(${today}::date) p join institutions.institution i on i.id = p.institution_id where p.is_demo) p
      where at <= 3 order by school, code limit 6`.execute(tx)
    const random = seededRandom(20_261_125)
    const year = Number(today.slice(0, 4))
    const changes = []
    const applications: NewApplication[] = []
    for (const [at, programme] of found.rows.entries()) {
      const id = crypto.randomUUID()
      changes.push(
        await insertIntake(tx, programme.institution_id, {
          id,
          programme_id: programme.programme_id,
          year,
          round: 'Đợt 2',
          places: 35,
          entry: programme.level === 'cao_dang' ? 'thpt' : 'thcs',
          study_form: 'regular',
          opens_on: `${year}-09-15`,
          closes_on: `${year}-12-31`,
          starts_on: `${year + 1}-01-11`,
          is_published: true,
          is_demo: true,
        }),
      )
      for (const name of names.slice(0, at < 2 ? 3 : 1))
        applications.push(example(name, { id, institution: programme.institution_id, year, random }))
    }
    if (applications.length > 0) await insertApplications(tx, applications)
    return { result: applications.length, changes }
  },
})

function example(
  name: string,
  {
    id,
    institution,
    year,
    random,
  }: { id: string; institution: string; year: number; random: ReturnType<typeof seededRandom> },
): NewApplication {
  const born = year - 18
  const day = String(random.whole(1, 28)).padStart(2, '0')
  const month = String(random.whole(1, 12)).padStart(2, '0')
  return {
    id: crypto.randomUUID(),
    institution_id: institution,
    intake_id: id,
    code: codeFrom(Uint8Array.from({ length: 8 }, () => random.whole(0, 255))),
    source: 'public',
    full_name: name,
    birth_date: `${born}-${month}-${day}`,
    birth_year: born,
    sex: random.chance(0.5) ? 'female' : 'male',
    ethnicity: name.startsWith('A ') ? 'Tà Ôi' : 'Kinh',
    citizen_number_kind: null,
    citizen_number_sealed: null,
    citizen_number_index: null,
    citizen_number_end: null,
    phone: `0900${String(random.whole(0, 999_999)).padStart(6, '0')}`,
    email: null,
    address: null,
    unit_id: null,
    schooling: 'thpt',
    claims: name.startsWith('A ') ? ['ethnic_minority', 'hard_area'] : [],
    files: [],
    note: null,
    is_demo: true,
  }
}
