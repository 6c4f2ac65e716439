import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { measureFigure, measureMembers, type Measure } from '#platform/measures/index.ts'
import { signLines } from '../issuing/sign-lines.ts'
import { graduatedClass, type GraduatedClass } from '../issuing/testing/graduates.ts'
import { contentOf } from '../registers/testing/school.ts'
import { diplomasDigitised, issuedInTime } from './measures.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

const today = '2026-11-25'
const figure = (measure: Measure, day = today) =>
  here.site.app.database.read(systemActor('test'), (db) => measureFigure(db, measure, day))
const reasons = async (measure: Measure, day = today) => {
  const rows = await here.site.app.database.read(systemActor('test'), (db) =>
    measureMembers(db, measure, day, {}, { limit: 100 }),
  )
  const t = here.site.app.catalog('vi')
  return Object.fromEntries(
    rows.map((row) => [row.label, t.dynamic(row.reason, row.reason_params ?? undefined)]),
  )
}
/** A decision of that day with one graduate. */
async function graduated(name: string, day: string): Promise<string> {
  const decision = await here.decision({ number: `${name}/QĐ`, signed_on: day, effective_on: day })
  const { enrolment } = await here.graduate(decision, name)
  await here.rows(`alter table students.status_event disable trigger status_event_frozen`)
  await here.rows(
    `update students.status_event set on_date = $2 where enrolment_id = $1 and kind = 'graduate'`,
    [enrolment, day],
  )
  await here.rows(`alter table students.status_event enable trigger status_event_frozen`)
  return decision
}
async function issued(decision: string): Promise<void> {
  const run = await here.start(decision)
  await here.send(run, 'number')
  await here.send(run, 'sign', {}, here.manager)
  expect(await signLines(here.site.app, run)).toMatchObject({ issued: 1 })
}

test('who has no diploma once its time is over counts against the school; a fresh decision does not yet', async () => {
  expect(await figure(diplomasDigitised)).toEqual({ numerator: 0, denominator: 0 })
  await graduated('Lê Quá Hạn', '2026-11-02')
  await graduated('Lê Mới Xong', '2026-11-24')
  expect(await figure(diplomasDigitised)).toEqual({ numerator: 0, denominator: 1 })
  const inTime = await graduated('Lê Đúng Hạn', '2026-11-23')
  const late = await graduated('Lê Cấp Muộn', '2026-11-03')
  await issued(inTime)
  await issued(late)
  expect(await reasons(diplomasDigitised)).toEqual({
    'Lê Quá Hạn':
      'Tốt nghiệp theo quyết định Lê Quá Hạn/QĐ ngày 02/11/2026, chưa có văn bằng trong sổ điện tử.',
    'Lê Đúng Hạn': 'Văn bằng cấp ngày 25/11/2026, có trong sổ điện tử.',
    'Lê Cấp Muộn': 'Văn bằng cấp ngày 25/11/2026, có trong sổ điện tử.',
  })
  expect(await figure(diplomasDigitised)).toEqual({ numerator: 2, denominator: 3 })
  expect(await figure(diplomasDigitised, '2026-11-24')).toEqual({ numerator: 0, denominator: 2 })
})

test('issued in time: five days from the decision', async () => {
  expect(await reasons(issuedInTime)).toEqual({
    'Lê Quá Hạn': 'Đã 23 ngày từ quyết định Lê Quá Hạn/QĐ, quá hạn 07/11/2026, chưa cấp.',
    'Lê Đúng Hạn': 'Cấp sau quyết định Lê Đúng Hạn/QĐ 2 ngày, trong hạn 28/11/2026.',
    'Lê Cấp Muộn': 'Cấp sau quyết định Lê Cấp Muộn/QĐ 22 ngày, quá hạn 08/11/2026.',
  })
  expect(await figure(issuedInTime)).toEqual({ numerator: 1, denominator: 3 })
  expect(await figure(issuedInTime, '2027-01-02')).toEqual({ numerator: 0, denominator: 0 })
})

test('lines of an old register count once they were compared', async () => {
  const before = await figure(diplomasDigitised)
  const [kind] = await here.rows(
    `select id from diplomas.kind where code = 'intermediate_diploma' and to_date is null`,
  )
  const id = await here.make.insert('diplomas.diploma', {
    public_id: '0123456789ABCDEF',
    institution_id: here.home,
    kind_id: kind!.id,
    kind_code: 'intermediate_diploma',
    origin: 'digitised',
    content: JSON.stringify(contentOf('Hồ Sổ Cũ')),
    name_key: 'x',
    created_at: '2026-11-20T03:00:00Z',
  })
  expect(await figure(diplomasDigitised)).toEqual({ ...before, denominator: before.denominator + 1 })
  expect((await reasons(diplomasDigitised))['Hồ Sổ Cũ']).toContain('còn chờ đối chiếu')
  await here.rows(
    `insert into diplomas.event (diploma_id, institution_id, act, on_date, by_account, by_name) values ($1, $2, 'digitise', $3, 'x', 'x')`,
    [id, here.home, today],
  )
  expect(await figure(diplomasDigitised)).toEqual({
    numerator: before.numerator + 1,
    denominator: before.denominator + 1,
  })
})

test('stands beside the two record thirds on the page of digital records', async () => {
  await here.rows(`update institutions.institution set type = 'college' where id = $1`, [here.home])
  expect(await here.text('/so-hoa', here.site.actor('department-officer'))).toContain('Văn bằng')
})
