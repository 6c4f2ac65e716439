import pg from 'pg'
import { inject } from 'vitest'
import { fixture } from '#modules/students/testing/fixture.ts'
import { copyDataDir, databaseUrl, freshDataDir, removeDataDir, startServer, type Server } from '../server.ts'

export type Classroom = {
  server: () => Server
  dataDir: string
  /** A section of forty learners that the example teacher teaches, with one session today at the hour given; answers its id. */
  session: (hour: number) => Promise<string>
  section: string
  group: string
  institution: string
  /** Person who is the example teacher. */
  teacher: string
  /** The database's owner, for fixtures. */
  pool: () => pg.Pool
  rows: <R extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<R[]>
  /** Stops the server and starts it again at the same address. */
  down: () => Promise<void>
  up: () => Promise<void>
  close: () => Promise<void>
}

/** A server of one's own, so that it may be stopped, with a class in it. */
export async function openClassroom(): Promise<Classroom> {
  const dataDir = await freshDataDir()
  await copyDataDir(inject('prepared'), dataDir)
  let server = await startServer(dataDir)
  const port = new URL(server.url).port
  let pool = connect(dataDir)
  const rows: Classroom['rows'] = async (text, values = []) => (await pool.query(text, values)).rows
  const made = await furnish(pool)
  return {
    server: () => server,
    dataDir,
    async session(hour) {
      const [row] = await rows<{ id: string }>(
        `insert into students.session (institution_id, section_id, class_group_id, teacher_person_id, during, kind, hours)
         values ($1, $2, $3, $4, tsrange((now() at time zone 'Asia/Ho_Chi_Minh')::date + make_interval(hours => $5),
           (now() at time zone 'Asia/Ho_Chi_Minh')::date + make_interval(hours => $5, mins => 50)), 'theory', 1) returning id`,
        [made.institution, made.section, made.group, made.teacher, hour],
      )
      return row!.id
    },
    ...made,
    pool: () => pool,
    rows,
    async down() {
      await pool.end()
      await server.stop()
    },
    async up() {
      server = await startServer(dataDir, { env: { PORT: port } })
      pool = connect(dataDir)
    },
    async close() {
      await pool.end()
      await server.stop()
      await removeDataDir(dataDir)
    },
  }
}

function connect(dataDir: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl(dataDir) })
  pool.on('error', () => undefined)
  return pool
}

const given = ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hà', 'Hùng', 'Khánh']
const family = ['Nguyễn Văn', 'Trần Thị', 'Lê Quang', 'Phạm Thị Thu', 'Hồ Đắc']

async function furnish(pool: pg.Pool) {
  const make = fixture(pool)
  const { rows } = await pool.query(
    `select a.person_id as teacher, g.institution_id as institution from identity.account a
     join identity.grant g on g.account_id = a.id where a.email = 'nhagiao@vidu.ngheso.vn'`,
  )
  const { teacher, institution } = rows[0] as { teacher: string; institution: string }
  // The example's own timetable leaves the teacher's day to the journey.
  await pool.query('update students.session set teacher_person_id = null where teacher_person_id = $1', [
    teacher,
  ])
  const { version, units } = await make.programme(institution, [
    { name: 'Điện cơ bản', term: 1 },
    { name: 'Vẽ kỹ thuật', term: 1 },
  ])
  const term = await make.term(institution, {
    kind: 'supplementary',
    name: 'Học kỳ phụ thử',
    from_date: '2020-01-01',
    to_date: '2099-12-31',
  })
  const cohort = await make.cohort(institution, version, {
    from_date: '2020-01-01',
    planned_to_date: '2099-12-31',
  })
  const group = await make.classGroup(institution, cohort, 'THU40')
  const learners: string[] = []
  for (const last of given)
    for (const first of family)
      learners.push(
        (
          await make.learner({ institution, cohort, classGroup: group }, `${first} ${last}`, {
            enrolment: { from_date: '2020-01-01' },
            learner: { code: `TH${String(learners.length + 1).padStart(4, '0')}` },
          })
        ).enrolment,
      )
  const place = { institution, term, classGroup: group }
  const section = await make.section({ ...place, unit: units[0]! }, { code: 'MH01-THU40' })
  await make.teach(section, teacher, { from_date: '2020-01-01' })
  await make.enrol(section, learners, { from_date: '2020-01-01' })
  return { teacher, institution, section, group }
}
