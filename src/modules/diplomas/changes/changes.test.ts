import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import type { DiplomaContent } from '../diploma.ts'
import { findStatusList } from '../credentials/status-credential.ts'
import { decodeStatusList } from '#platform/credentials/status-list.ts'
import { signLines } from '../issuing/sign-lines.ts'
import { graduatedClass, type GraduatedClass } from '../issuing/testing/graduates.ts'
import { correctContent, correctedOf, findDifferences } from './change.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

type Row = Record<string, unknown>
const row = (id: string): Promise<Row> => here.one('diploma', id)

/** Issued diplomas of so many graduates, by the run that made them. */
async function issue(names: readonly string[], more: Record<string, string> = {}): Promise<string[]> {
  const { decision } = await here.graduates(names)
  const run = await here.start(decision, more)
  expect((await here.send(run, 'number')).status).toBe(303)
  expect((await here.send(run, 'sign', {}, here.manager)).status).toBe(303)
  await signLines(here.site.app, run)
  return (await here.lines(run)).map((line) => String(line.id))
}

const decided = (more: Record<string, string> = {}) => ({
  decision_no: '12/QĐ-VB',
  decision_date: '25/11/2026',
  reason: 'Theo quyết định của cơ sở',
  ...more,
})
const newIssue = {
  medium: 'digital',
  issue_place: 'Huế',
  signer_name: 'Trần Văn Đức',
  signer_capacity: 'Hiệu trưởng',
}

async function send(id: string, path: string, form: string, values: Record<string, string>, actor?: Actor) {
  const { version } = await row(id)
  return here.post(
    `/van-bang-cap/${id}/${path}`,
    { _form: form, id, version: String(version), ...values },
    actor ?? here.manager,
  )
}
const contentOf = async (id: string) => (await row(id)).content as DiplomaContent
const typed = async (id: string, more: Record<string, string> = {}) => {
  const { holder, programme, classification } = await contentOf(id)
  return {
    full_name: holder.full_name,
    birth: holder.birth_date!.split('-').toReversed().join('/'),
    sex: holder.sex ?? '',
    programme: programme.name.vi,
    classification: classification?.code ?? '',
    ...more,
  }
}
const correct = async (id: string, more: Record<string, string>) =>
  send(id, 'chinh-sua', 'correct', {
    ...decided({ reason_code: 'civil_status' }),
    ...newIssue,
    ...(await typed(id)),
    ...more,
  })
const check = async (id: string) =>
  (await here.site.as(publicActor).get(`/van-bang/${(await row(id)).public_id as string}`)).text()
const revoked = async (id: string): Promise<boolean> => {
  const { status_list, status_index } = await row(id)
  const list = await findStatusList(here.site.app, {
    code: 'truong-nghe',
    list: status_list as number,
    purpose: 'revocation',
  })
  const { encodedList } = list!.credentialSubject as { encodedList: string }
  return (await decodeStatusList(encodedList))(status_index as number)
}

describe('a correction', () => {
  test('closes the old one with its annotation and opens the new one, signed by the same work', async () => {
    const [id] = await issue(['Nguyễn Thị Nhầm Tên'])
    const answer = await correct(id!, { full_name: 'Nguyễn Thị Nhâm', birth: '04/03/2006' })
    expect(answer.status).toBe(303)
    const old = await row(id!)
    const next = await row(old.successor_id as string)
    expect(old.state).toBe('corrected')
    expect(next).toMatchObject({
      state: 'numbered',
      person_id: old.person_id,
      enrolment_id: old.enrolment_id,
    })
    expect(next.serial).not.toBe(old.serial)
    expect(next.entry).toBe((old.entry as number) + 1)
    // Until the new one is signed the old one says so without leading anywhere.
    expect(await check(id!)).toContain('nội dung đã được chỉnh sửa')
    await signLines(here.site.app, next.run_id as string)
    expect(await row(next.id as string)).toMatchObject({ state: 'issued' })
    expect((await here.one('issue_run', next.run_id as string)).state).toBe('issued')

    const page = await check(id!)
    expect(page).toContain('thay đổi, cải chính hộ tịch')
    expect(page).toContain(`/van-bang/${next.public_id as string}`)
    expect(page).not.toContain('Theo quyết định của cơ sở')
    expect(await check(next.id as string)).toContain('Thật và đang có hiệu lực')
    expect(await revoked(id!)).toBe(true)
    expect(await revoked(next.id as string)).toBe(false)
    // The register's old line keeps what it said, with the old and new value beside it.
    const book = await here.text(`/so-goc/${old.book_id as string}`)
    expect(book).toContain('Nguyễn Thị Nhầm Tên')
    expect(book).toMatch(/03\/02\/2006.*04\/03\/2006/s)
  })

  test('of nothing, or of a diploma that is not issued, is refused; what was typed stays', async () => {
    const [id] = await issue(['Lê Văn Như Cũ'])
    const nothing = await correct(id!, { reason: 'Một lý do rất riêng' })
    expect(nothing.status).toBe(422)
    const page = await nothing.text()
    expect(page).toContain('Chưa có ô nào khác với nội dung đang ghi')
    expect(page).toContain('Một lý do rất riêng')
    const { decision } = await here.graduates(['Lê Chưa Ký'])
    const run = await here.start(decision)
    await here.send(run, 'number')
    const [line] = await here.lines(run)
    const early = await correct(String(line!.id), { full_name: 'Lê Chưa Ký Tên' })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('hãy hủy số')
    expect((await row(String(line!.id))).state).toBe('numbered')
  })

  test.each([
    ['before the issue', { decision_date: '24/11/2026' }, 'trước ngày cấp'],
    ['after today', { decision_date: '26/11/2026' }, 'sau hôm nay'],
    ['without a number', { decision_no: '' }, 'Nhập số quyết định'],
    ['without a class of reason', { reason_code: '' }, 'Chọn loại lý do'],
    ['without a reason', { reason: '' }, 'lý do'],
    ['with a name that is none', { full_name: '1' }, 'tên'],
  ])('decided %s is refused', async (_what, wrong, said) => {
    const [id] = await issue(['Bùi Quyết Định'])
    const answer = await correct(id!, { full_name: 'Bùi Quyết', ...wrong })
    expect(answer.status).toBe(422)
    expect((await answer.text()).toLowerCase()).toContain(said.toLowerCase())
    expect((await row(id!)).state).toBe('issued')
  })

  test('is the principal’s: the office may not, another school finds nothing', async () => {
    const [id] = await issue(['Phạm Không Quyền'])
    const values = { ...decided({ reason_code: 'fraud' }) }
    expect((await send(id!, 'thu-hoi', 'revoke', values, here.office)).status).toBe(403)
    expect((await send(id!, 'thu-hoi', 'revoke', values, here.at('school-manager', here.away))).status).toBe(
      404,
    )
    expect((await row(id!)).state).toBe('issued')
  })
})

describe('a replacement', () => {
  test('on paper takes the next blank; the balance of blanks holds', async () => {
    await here.blanks(100, 5)
    const [id] = await issue(['Đỗ Bản Giấy'], { medium: 'paper' })
    const answer = await send(id!, 'cap-lai', 'replace', {
      ...decided({ reason_code: 'school_error' }),
      ...newIssue,
      medium: 'paper',
    })
    expect(answer.status).toBe(303)
    const old = await row(id!)
    const next = await row(old.successor_id as string)
    expect(next).toMatchObject({ state: 'issued', serial: 'B 000101', pdf_file: null })
    expect(next.content).toMatchObject({ holder: { full_name: 'Đỗ Bản Giấy' } })
    const blanks = await here.rows(
      `select state, count(*)::int as n from diplomas.blank where institution_id = $1 group by state order by state`,
      [here.home],
    )
    expect(blanks).toEqual([
      { state: 'left', n: 3 },
      { state: 'used', n: 2 },
    ])
  })

  test('without a blank left changes nothing at all', async () => {
    await here.rows(`update diplomas.blank set state = 'used' where institution_id = $1`, [here.home])
    const [id] = await issue(['Hồ Hết Phôi'])
    const before = await row(id!)
    const answer = await send(id!, 'cap-lai', 'replace', {
      ...decided({ reason_code: 'damaged', decision_no: '99/QĐ-HP' }),
      ...newIssue,
      medium: 'both',
    })
    expect(answer.status).toBe(422)
    expect(await row(id!)).toEqual(before)
    expect(await here.rows(`select 1 from diplomas.issue_run where decision_no = '99/QĐ-HP'`)).toEqual([])
  })
})

describe('suspension and revocation', () => {
  test('a suspended one counts again once lifted, where it stood before', async () => {
    const [id] = await issue(['Võ Xác Minh'])
    await here.post(`/van-bang-cap/${id}`, {
      _form: 'deliver',
      'diplomas[]': id!,
      on_date: '25/11/2026',
      to: 'holder',
    })
    expect((await row(id!)).state).toBe('delivered')
    expect((await send(id!, 'thu-hoi', 'suspend', decided())).status).toBe(303)
    expect(await check(id!)).toContain('Đang tạm đình chỉ hiệu lực')
    expect(await revoked(id!)).toBe(false)
    expect((await correct(id!, { full_name: 'Võ Xác' })).status).toBe(422)
    expect((await send(id!, 'thu-hoi', 'lift', decided())).status).toBe(303)
    expect((await row(id!)).state).toBe('delivered')
    expect(await check(id!)).toContain('Thật và đang có hiệu lực')
  })

  test('a revoked one stays revoked; the public sees the class of the reason, not its words', async () => {
    const [id] = await issue(['Trịnh Gian Lận'])
    const values = decided({ reason_code: 'fraud', reason: 'Biên bản số 7 về bài thi hộ' })
    expect((await send(id!, 'thu-hoi', 'revoke', values)).status).toBe(303)
    const page = await check(id!)
    expect(page).toContain('Đã bị thu hồi')
    expect(page).toContain('gian lận')
    expect(page).toContain('12/QĐ-VB')
    expect(page).not.toContain('thi hộ')
    expect(await revoked(id!)).toBe(true)
    for (const [path, form] of [
      ['thu-hoi', 'revoke'],
      ['thu-hoi', 'suspend'],
      ['thu-hoi', 'lift'],
    ] as const)
      expect((await send(id!, path, form, values)).status).toBe(422)
    expect((await row(id!)).state).toBe('revoked')
  })

  test('two officers at once: one act, the other is told', async () => {
    const [id] = await issue(['Mai Hai Người'])
    const { version } = await row(id!)
    const seen = { id: id!, version: String(version), ...decided({ reason_code: 'lent' }) }
    const answers = await Promise.all(
      ['revoke', 'suspend', 'revoke'].map((form) =>
        here.post(`/van-bang-cap/${id}/thu-hoi`, { _form: form, ...seen }, here.manager),
      ),
    )
    expect(answers.map((one) => one.status).filter((status) => status === 303)).toHaveLength(1)
    const events = await here.rows(
      `select act from diplomas.event where diploma_id = $1 and act in ('revoke', 'suspend')`,
      [id],
    )
    expect(events).toHaveLength(1)
  })
})

test('whatever is done to some, the others stay as they were, and no number comes twice', async () => {
  const ids = await issue(['Đinh Một Vân', 'Đinh Hai Vân', 'Đinh Ba Vân', 'Đinh Bốn Vân'])
  const act = fc.record({
    which: fc.nat(2),
    what: fc.constantFrom('correct', 'replace', 'suspend', 'lift', 'revoke'),
  })
  const bystander = await row(ids[3]!)
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 4 }), async (acts) => {
      for (const { which, what } of acts) await doOne(ids, which, what)
      expect(await row(ids[3]!)).toEqual(bystander)
      const numbers = await here.rows(
        `select count(*)::int as n, count(distinct (book_id, entry))::int as entries, count(distinct (kind_code, serial_key))::int as serials
         from diplomas.diploma where institution_id = $1 and entry is not null`,
        [here.home],
      )
      expect(numbers[0]!.entries).toBe(numbers[0]!.n)
      expect(numbers[0]!.serials).toBe(numbers[0]!.n)
      const standing = await here.rows(
        `select enrolment_id from diplomas.diploma where enrolment_id is not null and state in ('numbered', 'issued', 'delivered', 'suspended')
         group by enrolment_id having count(*) > 1`,
      )
      expect(standing).toEqual([])
    }),
    { numRuns: 5 },
  )
})

/** Does it to whatever stands for the diploma now; a refusal is an answer too. */
async function doOne(ids: string[], which: number, what: string): Promise<void> {
  const id = ids[which]!
  if (what === 'correct') await correct(id, { full_name: `Đinh Vân ${'ABCDEFG'[which]}n` })
  else if (what === 'replace')
    await send(id, 'cap-lai', 'replace', { ...decided({ reason_code: 'school_error' }), ...newIssue })
  else await send(id, 'thu-hoi', what, decided({ reason_code: 'altered' }))
  const { successor_id } = await row(id)
  if (!successor_id) return
  ids[which] = successor_id as string
  await signLines(here.site.app, (await row(ids[which]!)).run_id as string)
}

describe('what is different', () => {
  const content = {
    holder: {
      full_name: 'Trần Đức Hòa',
      birth_date: '2006-02-03',
      birth_year: 2006,
      sex: null,
      birth_place: null,
      ethnicity: null,
      nationality: null,
    },
    programme: { name: { vi: 'Hàn', en: 'Welding' } },
    classification: { code: 'kha', name: { vi: 'Khá', en: 'Good' } },
  } as unknown as DiplomaContent
  const now = correctedOf(content)

  test('marks typed apart are the same letter', () => {
    expect(findDifferences(now, { ...now, full_name: now.full_name.normalize('NFD') })).toEqual([])
  })

  test.each([
    [{ full_name: 'Trần Đức Hoà' }, ['holder.full_name']],
    [{ birth: { date: null, year: 2006 } }, ['holder.birth']],
    [{ sex: 'female' as const, birth_place: 'Huế' }, ['holder.sex', 'holder.birth_place']],
    [{ classification: null }, ['classification']],
  ])('%j', (change, fields) => {
    expect(findDifferences(now, { ...now, ...change }).map((one) => one.field)).toEqual(fields)
  })

  test('a programme that stays keeps its English name; another has none', () => {
    const name = () => ({ vi: '', en: null })
    expect(correctContent(content, now, name).programme.name.en).toBe('Welding')
    expect(correctContent(content, { ...now, programme: 'Tiện' }, name).programme.name.en).toBeNull()
  })
})
