import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { answerReviewAction, giveBack } from './actions/review.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})
const status = async (path: string, actor = here.publicActor) => (await here.site.as(actor).get(path)).status

/** The school publishes a second version of what is named; what is given is changed in it. */
async function publishNext(code: string, more: Record<string, string> = {}) {
  const { id } = await here.version(code)
  expect((await here.post(`/hoc-lieu/${code}`, { _form: 'start', id: String(id) })).status).toBe(303)
  expect((await here.save(code, more)).status).toBe(303)
}

describe('a superseded version', () => {
  test('is for whom it was published itself, not for all who see the newer one', async () => {
    const code = await here.ready('Nội bộ rồi mở', { licence: 'noi-bo-truong' })
    await here.publish(code)
    const first = await here.version(code)
    const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [first.id])
    await publishNext(code, { licence: 'cc-by-4.0', access: 'public' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    for (const reader of [here.publicActor, here.stranger]) {
      expect(await status(`/hoc-lieu/${code}`, reader)).toBe(200)
      expect(await status(`/hoc-lieu/${code}/phien-ban/1`, reader)).toBe(404)
      expect(await status(`/hoc-lieu/${code}/khac-biet?tu=1&den=2`, reader)).toBe(404)
      expect(await status(`/hoc-lieu/tep/${file!.id}`, reader)).toBe(404)
    }
    const kept = await here.site.as(here.colleague).get(`/hoc-lieu/tep/${file!.id}`)
    expect([kept.status, kept.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  })
})

/** Offers what is published to wider readers; answers the round. */
async function offer(code: string, access = 'public'): Promise<string> {
  const [one] = await here.rows(
    `select v.id from resources.version v join resources.resource r on r.published_id = v.id where r.code = $1`,
    [code],
  )
  const form = { _form: 'share', id: String(one!.id), access }
  expect((await here.post(`/hoc-lieu/${code}/tham-dinh`, form)).status).toBe(303)
  const [round] = await here.rows(
    `select id from resources.submission where version_id = $1 and state = 'waiting'`,
    [one!.id],
  )
  return String(round!.id)
}
const roundState = async (id: string) =>
  (await here.rows(`select state from resources.submission where id = $1`, [id]))[0]!.state

describe('a version that waits for wider readers', () => {
  test('ends its round when another takes its place, and can be taken back while that one is written', async () => {
    const code = await here.ready('Chờ chia sẻ')
    await here.publish(code)
    const first = await here.version(code)
    const round = await offer(code)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(round, officer)
    await publishNext(code)
    expect(await here.text(`/hoc-lieu/${code}/tham-dinh`)).toContain('Rút lại phiên bản 1')
    await here.publish(code)
    expect(await roundState(round)).toBe('taken_back')
    expect((await here.decide(round, here.officer)).status).toBe(422)
    expect(await here.text('/hoc-lieu/tham-dinh', here.officer)).not.toContain('Chờ chia sẻ')

    await offer(code)
    const second = await here.version(code)
    await publishNext(code)
    expect(second.id).not.toBe(first.id)
    const back = await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'takeBack', id: String(second.id) })
    expect(back.status).toBe(303)
    expect(await here.version(code)).toMatchObject({ number: 3, state: 'draft' })
  })

  test('is not decided about once the resource is taken down; what is under review goes back to its authors', async () => {
    const code = await here.ready('Gỡ khi đang thẩm định', { access: 'public' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    await publishNext(code, { access: 'public' })
    const round = await here.handIn(code)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(round, officer)
    const [resource] = await here.rows(
      `select version, published_id from resources.resource where code = $1`,
      [code],
    )
    const gone = await here.post(`/hoc-lieu/${code}/go`, {
      _form: 'down',
      id: String(resource!.published_id),
      version: String(resource!.version),
      kind: 'author',
      reason: 'Làm lại từ đầu',
    })
    expect(gone.status).toBe(303)
    expect(await roundState(round)).toBe('taken_back')
    expect(await here.version(code)).toMatchObject({ number: 2, state: 'draft' })
    expect((await here.decide(round, here.officer)).status).toBe(422)
  })
})

test.skipIf(spawnSync('pdftotext', ['-v']).error !== undefined)(
  'minutes name place and day (needs pdftotext)',
  async () => {
    const code = await here.ready('Có biên bản')
    const round = await here.handIn(code)
    for (const reviewer of [here.manager, here.office]) await here.answer(round, reviewer)
    await here.decide(round, here.manager)
    // Decided after midnight in Vietnam, the evening before elsewhere.
    await here.rows(`update resources.submission set decided_at = '2026-11-22T17:30:00Z' where id = $1`, [
      round,
    ])
    const sent = await here.site.as(here.manager).get(`/hoc-lieu/tham-dinh/${round}/bien-ban.pdf`)
    const read = spawnSync('pdftotext', ['-layout', '-', '-'], {
      input: Buffer.from(await sent.arrayBuffer()),
      encoding: 'utf8',
    })
    expect(read.stdout.replace(/\s+/g, ' ')).toMatch(/Huế, ngày 23 tháng 11 năm 2026/)
  },
)

test('two who begin a version, hand it in or offer it at one moment: one does, the other is told', async () => {
  const code = await here.ready('Hai thẻ trình duyệt')
  const both = async (path: string, form: Record<string, string>) => {
    const sent = await Promise.all([1, 2].map(() => here.post(`/hoc-lieu/${code}${path}`, form)))
    return sent.map((one) => one.status).toSorted()
  }
  const one = await here.version(code)
  const sent = await both('/gui', { _form: 'send', id: String(one.id), version: String(one.version) })
  expect(sent[0]).toBe(303)
  expect(sent[1]).toBeLessThan(500)
  const [round] = await here.rows(`select id from resources.submission where version_id = $1`, [one.id])
  for (const reviewer of [here.manager, here.office]) await here.answer(String(round!.id), reviewer)
  await here.decide(String(round!.id), here.manager)
  const id = String(one.id)
  for (const [path, form] of [
    ['/tham-dinh', { _form: 'share', id, access: 'public' }],
    ['', { _form: 'start', id }],
  ] as const) {
    const answers = await both(path, form)
    expect(answers[0]).toBe(303)
    expect(answers[1]).toBe(422)
  }
})

describe('readers', () => {
  test('are not lost by a new version: it is handed in for as many, and not accepted for fewer', async () => {
    const code = await here.ready('Không thu hẹp')
    await here.publish(code)
    const round = await offer(code)
    await publishNext(code)
    const second = await here.handIn(code)
    for (const reviewer of [here.manager, here.office]) await here.answer(second, reviewer)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(round, officer)
    expect((await here.decide(round, here.officer)).status).toBe(303)
    expect(await status(`/hoc-lieu/${code}`)).toBe(200)

    const accepted = await here.decide(second, here.manager)
    expect(accepted.status).toBe(422)
    expect(await accepted.text()).toContain('đã được mở rộng hơn phạm vi của phiên bản này')
    expect(
      (await here.decide(second, here.manager, { decision: 'return', note: 'Chọn lại người xem' })).status,
    ).toBe(303)
    const page = await here.text(`/hoc-lieu/${code}/gui`)
    expect(page).toContain('Học liệu đang mở cho mọi người; phiên bản mới không được thu hẹp.')
    expect((await here.save(code, { access: 'public' })).status).toBe(303)
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    expect(await status(`/hoc-lieu/${code}`)).toBe(200)
  })

  test('are not lost by an accepted version either: it is taken back and handed in anew', async () => {
    const code = await here.ready('Chấp nhận rồi mới mở')
    await here.publish(code)
    const round = await offer(code)
    await publishNext(code)
    const second = await here.handIn(code)
    for (const reviewer of [here.manager, here.office]) await here.answer(second, reviewer)
    expect((await here.decide(second, here.manager, { publish: 'false' })).status).toBe(303)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(round, officer)
    await here.decide(round, here.officer)
    const id = String((await here.version(code)).id)
    expect((await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'publish', id })).status).toBe(422)
    expect(await here.text(`/hoc-lieu/${code}/tham-dinh`)).toContain(
      'Hãy rút lại, chọn lại người xem rồi gửi lại.',
    )
    expect((await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'takeBack', id })).status).toBe(303)
    expect((await here.version(code)).state).toBe('draft')
  })
})

describe('the queue', () => {
  test('a decider who is the author waits for the department, which sees it', async () => {
    const code = await here.ready('Bài của hiệu phó', {}, here.manager)
    const submission = await here.handIn(code, here.manager)
    for (const reviewer of [here.office, here.colleague]) {
      if (reviewer === here.colleague) {
        const person = reviewer.kind === 'account' ? reviewer.personId! : ''
        const form = { _form: 'add', person, institution: here.home }
        await here.post('/hoc-lieu/to-tham-dinh', form, here.manager)
      }
      expect((await here.answer(submission, reviewer)).status).toBe(303)
    }
    expect(await here.text('/hoc-lieu/tham-dinh', here.manager)).not.toContain('Bài của hiệu phó')
    expect(await here.text('/hoc-lieu/tham-dinh', here.officer)).toContain('Bài của hiệu phó')
    expect(await here.text('/', here.officer)).toContain('Quyết định về học liệu “Bài của hiệu phó”')
    expect((await here.decide(submission, here.officer)).status).toBe(303)
  })

  test('a place that nobody answers is freed by who decides; who left the team may give it back', async () => {
    const submission = await here.handIn(await here.ready('Bỏ dở', { access: 'public' }))
    const person = here.stranger.kind === 'account' ? here.stranger.personId! : ''
    await here.post('/hoc-lieu/to-tham-dinh', { _form: 'add', person }, here.officer)
    const path = `/hoc-lieu/tham-dinh/${submission}`
    for (const actor of [here.stranger, here.officer])
      expect((await here.post(path, { _form: 'take', submission }, actor)).status).toBe(303)
    expect(await here.text('/hoc-lieu/tham-dinh', here.secondOfficer)).toContain('Chờ người đã nhận trả lời')
    expect(await here.text(path, here.secondOfficer)).toContain('Bỏ chỗ của Lê Xa')
    const held = await here.rows(`select id, account_name from resources.review where submission_id = $1`, [
      submission,
    ])
    const review = String(held.find((one) => one.account_name === 'Lê Xa')!.id)
    expect((await here.post(path, { _form: 'free', submission, review }, here.stranger)).status).toBe(403)
    expect((await here.post(path, { _form: 'free', submission, review }, here.secondOfficer)).status).toBe(
      303,
    )
    expect((await here.answer(submission, here.secondOfficer)).status).toBe(303)

    const second = await here.handIn(await here.ready('Rời tổ', { access: 'public' }))
    await here.post(`/hoc-lieu/tham-dinh/${second}`, { _form: 'take', submission: second }, here.stranger)
    const [member] = await here.rows(
      `select id, version from resources.team_member where person_id = $1 and institution_id is null and to_date is null`,
      [person],
    )
    const ended = { _form: 'end', id: String(member!.id), version: String(member!.version) }
    expect((await here.post('/hoc-lieu/to-tham-dinh', ended, here.officer)).status).toBe(303)
    // Over at once, on the day it began too.
    const late = { submission: second, verdict: 'refuse', note: 'x', marks: {} }
    await expect(act(here.site.app, answerReviewAction, late, here.stranger)).rejects.toThrow()
    expect(await here.text('/hoc-lieu/tham-dinh', here.stranger)).not.toContain('Rời tổ')
    await act(here.site.app, giveBack, { submission: second }, here.stranger)
    expect(await here.rows(`select 1 from resources.review where submission_id = $1`, [second])).toEqual([])
  })

  test('a first opinion is not shown to who may still give the second, nor is what was remarked', async () => {
    const submission = await here.handIn(await here.ready('Kín ý kiến', { access: 'public' }))
    const path = `/hoc-lieu/tham-dinh/${submission}`
    await here.post(path, { _form: 'take', submission }, here.officer)
    await here.post(path, { _form: 'remark', submission, text: 'Góp ý riêng của người đầu' }, here.officer)
    await here.answer(submission, here.officer, { verdict: 'mend', note: 'Lời của người đầu' })
    const blind = await here.text(path, here.secondOfficer)
    expect(blind).not.toContain('Lời của người đầu')
    expect(blind).not.toContain('Góp ý riêng của người đầu')
    // A remark of somebody else is no reason of one's own.
    const bare = await here.answer(submission, here.secondOfficer, { verdict: 'mend' })
    expect(bare.status).toBe(422)
    expect((await here.answer(submission, here.secondOfficer)).status).toBe(303)
    const open = await here.text(path, here.officer)
    expect(open).toContain('Lời của người đầu')
    expect(open).toContain('Góp ý riêng của người đầu')
  })

  test('shows what a collection holds, for whom it is, and the way there for who has no menu entry', async () => {
    const held = await here.ready('Bài trong bộ', { access: 'public' })
    await here.publish(held, [here.officer, here.secondOfficer], here.officer)
    const made = await here.post('/hoc-lieu/moi', {
      _form: 'create',
      kind: 'collection',
      title: 'Bộ chờ xem',
    })
    const code = /\/hoc-lieu\/([0-9a-z]{10})\//.exec(made.headers.get('location') ?? '')![1]!
    const collection = String((await here.version(code)).id)
    const id = String((await here.version(held)).id)
    await here.post(`/hoc-lieu/${held}`, { _form: 'collect', id, collection })
    await here.save(code, { licence: 'cc-by-4.0', access: 'public', 'levels[]': ['cao_dang'] })
    const page = await here.text(`/hoc-lieu/tham-dinh/${await here.handIn(code)}`, here.officer)
    expect(page).toContain('Bài trong bộ')
    expect(page).toContain('Cao đẳng')
    const leader = here.site.actor('department-leader')
    expect(await here.text('/hoc-lieu/cua-toi', leader)).toContain('href="/hoc-lieu/tham-dinh"')
    const newcomer = here.site.actor('teacher', { kind: 'institution', id: here.away })
    expect(await here.text('/hoc-lieu/cua-toi', newcomer)).not.toContain('href="/hoc-lieu/tham-dinh"')
  })
})
