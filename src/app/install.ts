import { demoAccounts, firstAdministratorToken, linkPerson } from '#modules/identity/index.ts'
import { exampleActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { learnDemo } from './compose.ts'

/**
 * The first start on an empty database: loads the example data, or leaves it clean for a first administrator.
 * @returns what to print when the address is known.
 */
export async function install(
  app: App,
  options: { isEmpty: boolean },
): Promise<(address: string) => string[]> {
  const known = await app.database.owner.query(`select 1 from platform.setting where name = 'installed'`)
  if (known.rowCount === 0) {
    if (app.isDemo())
      throw new Error(
        `lần nạp dữ liệu ví dụ trước bị ngắt giữa chừng; hãy xóa thư mục dữ liệu ${app.config.dataDir} rồi chạy lại`,
      )
    if (!options.isEmpty) await loadDemo(app)
    await app.database.owner.query(`insert into platform.setting (name, value) values ('installed', 'true')`)
  }
  if (app.isDemo()) {
    const accounts = await demoAccounts(app)
    return () => [
      'Dữ liệu ví dụ. Mỗi vai trò một tài khoản (có khóa thì nhập khóa vào ứng dụng xác thực để lấy mã bước hai):',
      ...accounts.map(
        (a) => `  ${a.role}: ${a.email}  ${a.password}${a.totpSecret ? `  khóa ${a.totpSecret}` : ''}`,
      ),
    ]
  }
  const token = await firstAdministratorToken(app)
  return (address) => (token ? [`Tạo quản trị viên đầu tiên tại ${address}/dau-tien?ma=${token}`] : [])
}

async function loadDemo(app: App): Promise<void> {
  await app.database.owner.query(
    `insert into platform.setting (name, value) values ('demo', 'true') on conflict do nothing`,
  )
  for (const module of app.modules) await module.demo?.(app)
  await linkTeacher(app)
  await linkLearner(app)
  await learnDemo(app)
}

/** The example teacher is one of the generated teachers of that school, so that "của tôi" has something to show. */
async function linkTeacher(app: App): Promise<void> {
  const teacher = (await demoAccounts(app)).find((account) => account.role === 'teacher')
  if (!teacher?.area.id) return
  const found = await app.database.owner.query<{ person_id: string }>(
    `select person_id from staff.post where institution_id = $1 and role = 'teacher' and is_demo order by name_key limit 1`,
    [teacher.area.id],
  )
  const person = found.rows[0]?.person_id
  if (person) await act(app, linkPerson, { email: teacher.email, person }, exampleActor)
}

/** The example learner is one of that school who has results of terms that are over, and lessons this term. */
async function linkLearner(app: App): Promise<void> {
  const accounts = await demoAccounts(app)
  const learner = accounts.find((account) => account.role === 'learner')
  const school = accounts.find((account) => account.role === 'academic-office')?.area.id
  if (!learner || !school) return
  const found = await app.database.owner.query<{ person_id: string }>(
    `select e.person_id from students.enrolment e where e.institution_id = $1 and e.state = 'studying' and e.is_demo
     order by exists (select from students.section_learner l join students.session x on x.section_id = l.section_id
         where l.enrolment_id = e.id and x.state = 'planned') desc,
       (select count(*) from students.result x where x.enrolment_id = e.id) desc, e.name_key limit 1`,
    [school],
  )
  const person = found.rows[0]?.person_id
  if (person) await act(app, linkPerson, { email: learner.email, person }, exampleActor)
}
