import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { checkPdf } from '#platform/signing/index.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { signLines } from '../issuing/sign-lines.ts'
import { graduatedClass, type GraduatedClass } from '../issuing/testing/graduates.ts'
import { dueDay } from './copy.ts'
import { resumeCopies } from './jobs.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

type Row = Record<string, unknown>
type Issued = { id: string; person: string }

async function issue(name: string): Promise<Issued> {
  const { decision, people } = await here.graduates([name])
  const run = await here.start(decision)
  await here.send(run, 'number')
  await here.send(run, 'sign', {}, here.manager)
  await signLines(here.site.app, run)
  const [line] = await here.lines(run)
  return { id: String(line!.id), person: people[0]!.person }
}
const holder = (person: string): Actor => here.site.actor('learner', { kind: 'self', id: person }, person)
const ask = (one: Issued, values: Row = {}, actor = holder(one.person)) =>
  here.post(
    `/van-bang-cua-toi/${one.id}/ban-sao`,
    { _form: 'ask', purpose: 'Nộp hồ sơ xin việc', copies: '2', ...(values as Record<string, string>) },
    actor,
  )
const copiesOf = (id: string) =>
  here.rows(`select * from diplomas.certified_copy where diploma_id = $1 order by asked_at`, [id])

describe('a holder who asks for a copy', () => {
  test('has it at once: entered, signed, theirs to take, and its QR code tells of the original', async () => {
    const one = await issue('Nguyễn Xin Bản Sao')
    const answer = await ask(one)
    expect(answer.status).toBe(303)
    const [copy] = await copiesOf(one.id)
    expect(copy).toMatchObject({ state: 'issued', requester: 'holder', copies: 2, is_signed: true })
    const file = await here.site
      .as(holder(one.person))
      .get(`/van-bang-cua-toi/ban-sao/${copy!.id as string}/ban-sao.pdf`)
    expect(file.status).toBe(200)
    const check = await checkPdf(new Uint8Array(await file.arrayBuffer()))
    expect(check).toMatchObject({ altered: false, signatures: [{ valid: true, coversWholeFile: true }] })
    const page = await here.text(`/van-bang/ban-sao/${copy!.public_id as string}`, publicActor)
    expect(page).toContain('Đây là bản sao từ sổ gốc')
    expect(page).toContain('Thật và đang có hiệu lực')
    const events = await here.rows(`select act from diplomas.event where diploma_id = $1 and act = 'copy'`, [
      one.id,
    ])
    expect(events).toHaveLength(1)
  })

  test('numbers follow one another without a gap, also for many at once', async () => {
    const all = [await issue('Lê Sao Một'), await issue('Lê Sao Hai'), await issue('Lê Sao Ba')]
    await Promise.all(all.map((one) => ask(one)))
    const rows = await here.rows(
      `select entry from diplomas.certified_copy where entry is not null order by entry`,
    )
    expect(rows.map((row) => row.entry)).toEqual(rows.map((_, at) => at + 1))
  })

  test('of a diploma that does not stand waits for the keeper, who refuses with a reason the holder reads', async () => {
    const one = await issue('Trần Bị Đình Chỉ')
    await here.rows(`update diplomas.diploma set state = 'suspended' where id = $1`, [one.id])
    expect((await ask(one)).status).toBe(303)
    const [copy] = await copiesOf(one.id)
    expect(copy).toMatchObject({ state: 'asked', entry: null })
    const id = copy!.id as string
    expect(await here.text(`/ban-sao/${id}`)).not.toContain('value="grant"')
    const granted = await here.post(`/ban-sao/${id}`, { _form: 'grant', id })
    expect(granted.status).toBe(422)
    expect(await granted.text()).toContain('tạm đình chỉ')
    expect((await here.post(`/ban-sao/${id}`, { _form: 'refuse', id, reason: 'Đang xác minh' })).status).toBe(
      303,
    )
    const own = await here.text(`/van-bang-cua-toi/${one.id}/ban-sao`, holder(one.person))
    expect(own).toContain('Đang xác minh')
  })

  test('of somebody else’s diploma finds nothing', async () => {
    const one = await issue('Phạm Của Tôi')
    const other = await issue('Phạm Người Khác')
    expect((await ask(one, {}, holder(other.person))).status).toBe(404)
    expect(await copiesOf(one.id)).toEqual([])
  })

  test.each([
    [{ copies: '0' }, 'từ 1 đến 20'],
    [{ copies: '21' }, 'từ 1 đến 20'],
    [{ copies: 'hai' }, 'từ 1 đến 20'],
    [{ purpose: '' }, 'mục đích'],
  ])('%j is told what is wrong', async (wrong, said) => {
    const one = await issue('Vũ Nhập Sai')
    const answer = await ask(one, wrong)
    expect(answer.status).toBe(422)
    expect((await answer.text()).toLowerCase()).toContain(said)
  })
})

describe('at the counter', () => {
  const counter = (id: string, values: Record<string, string>, actor = here.office) =>
    here.post(
      `/van-bang-cap/${id}/ban-sao`,
      {
        _form: 'make',
        requester: 'holder',
        requester_paper: 'CCCD 046200001234',
        purpose: 'Đi học',
        copies: '1',
        ...values,
      },
      actor,
    )

  test('somebody authorised is named; the register tells who asked by what paper', async () => {
    const one = await issue('Đỗ Ủy Quyền')
    const nameless = await counter(one.id, { requester: 'authorised' })
    expect(nameless.status).toBe(422)
    expect(await nameless.text()).toContain('CCCD 046200001234')
    expect((await counter(one.id, { requester: 'authorised', requester_name: 'Đỗ Thị Em' })).status).toBe(303)
    const [copy] = await copiesOf(one.id)
    expect(copy).toMatchObject({ state: 'issued', requester_name: 'Đỗ Thị Em' })
    const csv = await (await here.site.as(here.office).get('/tai-ve/so-cap-ban-sao.csv')).text()
    expect(csv).toContain('Đỗ Thị Em')
    expect(csv).toContain('CCCD 046200001234')
    expect(await here.text('/ban-sao')).toContain('Đỗ Ủy Quyền')
  })

  test('another school’s office finds nothing', async () => {
    const one = await issue('Hồ Trường Khác')
    expect((await counter(one.id, {}, here.at('academic-office', here.away))).status).toBe(404)
  })
})

test('a copy that was entered when the machine stopped is made afterwards, once', async () => {
  const one = await issue('Bùi Dừng Máy')
  await ask(one)
  await here.rows(
    `update diplomas.certified_copy set state = 'numbered', pdf_file = null, answered_on = null where diploma_id = $1`,
    [one.id],
  )
  await runJob(here.site.app, resumeCopies, undefined)
  await runJob(here.site.app, resumeCopies, undefined)
  expect((await copiesOf(one.id)).map((copy) => copy.state)).toEqual(['issued'])
})

test.each([
  ['2026-11-25', '2026-11-26'],
  ['2026-11-27', '2026-11-30'],
  ['2026-11-28', '2026-11-30'],
  ['2026-12-31', '2027-01-01'],
])('asked on %s, answered by %s', (asked, due) => expect(dueDay(asked)).toBe(due))
