import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { decideSubmission } from './actions/decide.ts'
import { takeOnReview } from './actions/review.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})
const status = async (path: string, actor = here.publicActor) => (await here.site.as(actor).get(path)).status

describe('handing in', () => {
  test('is refused while something is missing, and says what', async () => {
    const code = await here.ready('Chưa đủ', { licence: '' })
    const page = await here.text(`/hoc-lieu/${code}/gui`)
    expect(page).toContain('Chưa gửi được: còn chỗ cần điền')
    expect(page).toContain('Chưa chọn giấy phép.')
    const one = await here.version(code)
    const sent = await here.post(`/hoc-lieu/${code}/gui`, {
      _form: 'send',
      id: String(one.id),
      version: String(one.version),
    })
    expect(sent.status).toBe(422)
    expect((await here.version(code)).state).toBe('draft')
  })

  test('closes the draft to changes; taking it back opens it again', async () => {
    const code = await here.ready('Rút lại')
    await here.handIn(code)
    const late = await here.save(code, { title: 'Đổi tên' })
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('đã được gửi nên không sửa được nữa')
    await expect(
      here.rows(`update resources.version set title = 'x' where id = $1`, [(await here.version(code)).id]),
    ).rejects.toThrow('only while it is a draft')
    await expect(
      here.rows(`delete from resources.version_file where version_id = $1`, [(await here.version(code)).id]),
    ).rejects.toThrow('only while it is a draft')
    const { id } = await here.version(code)
    expect(
      (await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'takeBack', id: String(id) })).status,
    ).toBe(303)
    expect((await here.save(code, { title: 'Đổi tên' })).status).toBe(303)
    expect((await here.version(code)).title).toBe('Đổi tên')
  })
})

describe('two reviewers', () => {
  test('look with the criteria; the decision publishes and leaves minutes', async () => {
    const code = await here.ready('Hàn MIG cơ bản')
    const submission = await here.handIn(code)
    expect(await here.text('/', here.manager)).toContain('Thẩm định học liệu “Hàn MIG cơ bản”')
    expect(await here.text('/hoc-lieu/tham-dinh', here.office)).toContain('Hàn MIG cơ bản')
    expect((await here.answer(submission, here.manager)).status).toBe(303)
    expect((await here.version(code)).state).toBe('submitted')
    expect((await here.decide(submission, here.manager)).status).toBe(422)
    const missing = await here.answer(submission, here.office, { 'marks.rights': '' })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('Hãy chọn mức đạt cho tiêu chí này.')
    expect((await here.answer(submission, here.office)).status).toBe(303)
    expect((await here.version(code)).state).toBe('reviewed')
    expect(await here.text('/', here.manager)).toContain('Quyết định về học liệu “Hàn MIG cơ bản”')
    expect((await here.decide(submission, here.office)).status).toBe(403)
    expect((await here.decide(submission, here.manager, { decision_no: '5/BB' })).status).toBe(303)
    expect(await here.version(code)).toMatchObject({ state: 'published', accepted_on: '2026-11-22' })

    const minutes = await here.site.as(here.manager).get(`/hoc-lieu/tham-dinh/${submission}/bien-ban.pdf`)
    expect(minutes.status).toBe(200)
    expect(
      Buffer.from(await minutes.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await status(`/hoc-lieu/tham-dinh/${submission}/bien-ban.pdf`, here.stranger)).toBe(404)
    // Published for the school: its people see it, others do not.
    expect(await status(`/hoc-lieu/${code}`, here.colleague)).toBe(200)
    expect(await status(`/hoc-lieu/${code}`, here.stranger)).toBe(404)
    expect(await status(`/hoc-lieu/${code}`)).toBe(404)
    expect(await here.text('/hoc-lieu', here.colleague)).toContain('Hàn MIG cơ bản')
    expect(await here.text('/hoc-lieu', here.stranger)).not.toContain('Hàn MIG cơ bản')
  })

  test('nobody reviews or decides their own work; a teacher outside the team does neither', async () => {
    const own = await here.ready('Của quản lý', {}, here.manager)
    const submission = await here.handIn(own, here.manager)
    expect((await here.answer(submission, here.manager)).status).toBe(404)
    expect((await here.answer(submission, here.colleague)).status).toBe(404)
    expect((await here.answer(submission, here.stranger)).status).toBe(404)
    expect(await here.text('/hoc-lieu/tham-dinh', here.manager)).not.toContain('Của quản lý')
  })

  test('a member of the team takes a place; the third finds none', async () => {
    const search = await here.text('/hoc-lieu/to-tham-dinh?q=ban', here.manager)
    expect(search).toContain('Trần Văn Bạn')
    const person = here.colleague.kind === 'account' ? here.colleague.personId! : ''
    const added = await here.post(
      '/hoc-lieu/to-tham-dinh',
      { _form: 'add', person, institution: here.home },
      here.manager,
    )
    expect(added.status).toBe(303)
    const code = await here.ready('Có tổ thẩm định')
    const submission = await here.handIn(code)
    expect((await here.answer(submission, here.colleague)).status).toBe(303)
    expect((await here.answer(submission, here.office)).status).toBe(303)
    const third = await here.post(
      `/hoc-lieu/tham-dinh/${submission}`,
      { _form: 'take', submission },
      here.manager,
    )
    expect(third.status).toBe(422)
  })

  test('who do not agree: accepting needs a reason; a required criterion not met cannot be accepted', async () => {
    const code = await here.ready('Chưa thống nhất')
    const submission = await here.handIn(code)
    const torn = await here.answer(submission, here.manager, { 'marks.technical': 'no' })
    expect(torn.status).toBe(422)
    expect(await torn.text()).toContain('bắt buộc đạt, nên không thể chấp nhận')
    const wordless = await here.answer(submission, here.manager, { 'marks.technical': 'no', verdict: 'mend' })
    expect(await wordless.text()).toContain('Hãy viết nhận xét, hoặc góp ý tại chỗ')
    expect(
      (await here.answer(submission, here.manager, { verdict: 'mend', note: 'Thiếu hình 3' })).status,
    ).toBe(303)
    expect((await here.answer(submission, here.office)).status).toBe(303)
    const silent = await here.decide(submission, here.manager)
    expect(silent.status).toBe(422)
    expect(await silent.text()).toContain('hãy ghi lý do chấp nhận')
    expect((await here.decide(submission, here.manager, { note: 'Hình 3 không bắt buộc' })).status).toBe(303)
  })
})

describe('remarks', () => {
  test('stand at a page or a second, come back with the draft, and are settled', async () => {
    const code = await here.ready('Cần sửa')
    const submission = await here.handIn(code)
    const [file] = await here.rows(`select id, path from resources.version_file where version_id = $1`, [
      (await here.version(code)).id,
    ])
    await here.post(`/hoc-lieu/tham-dinh/${submission}`, { _form: 'take', submission }, here.office)
    const remark = (more: Record<string, string>) =>
      here.post(`/hoc-lieu/tham-dinh/${submission}`, { _form: 'remark', submission, ...more }, here.office)
    expect((await remark({ text: 'Sai đơn vị', file: String(file!.id), spot: 'trang ba' })).status).toBe(422)
    expect((await remark({ text: 'Sai đơn vị', spot: '3' })).status).toBe(422)
    expect((await remark({ text: 'Sai đơn vị', file: String(file!.id), spot: '3' })).status).toBe(303)
    expect((await remark({ text: 'Nói nhỏ quá', file: String(file!.id), spot: '1:05' })).status).toBe(303)
    expect((await remark({ text: 'Thiếu mục lục', file: String(file!.id) })).status).toBe(303)
    await here.answer(submission, here.office, { verdict: 'mend', 'marks.accuracy': 'partly' })
    await here.answer(submission, here.manager)
    expect((await here.decide(submission, here.manager, { decision: 'return' })).status).toBe(422)
    expect(
      (await here.decide(submission, here.manager, { decision: 'return', note: 'Sửa theo góp ý' })).status,
    ).toBe(303)
    expect((await here.version(code)).state).toBe('draft')
    expect(await here.text('/')).toContain('Sửa học liệu “Cần sửa”')
    const page = await here.text(`/hoc-lieu/${code}/tham-dinh`)
    expect(page).toContain(`${file!.path}, trang 3`)
    expect(page).toContain('lúc 1:05')
    const [one] = await here.rows(`select id from resources.remark where page = 3 and submission_id = $1`, [
      submission,
    ])
    expect(page).toContain(`/hoc-lieu/${code}/phien-ban/1?tep=${file!.id}`)
    const minutes = async () => {
      const sent = await here.site.as(here.manager).get(`/hoc-lieu/tham-dinh/${submission}/bien-ban.pdf`)
      return Buffer.from(await sent.arrayBuffer()).toString('latin1')
    }
    const decided = await minutes()
    expect(decided).toContain('%PDF-')
    const settled = await here.post(`/hoc-lieu/${code}/tham-dinh`, {
      _form: 'settle',
      remark: String(one!.id),
      open: 'false',
      answer: 'Đã đổi sang mm',
    })
    expect(settled.status).toBe(303)
    expect(await here.text(`/hoc-lieu/${code}/tham-dinh`)).toContain('Đã đổi sang mm')
    await here.save(code, { title: 'Tên khác hẳn', kind: 'slides', 'authors.0.name': 'Trần Văn Bạn' })
    expect(await minutes()).toBe(decided)
    const again = await here.handIn(code)
    expect(again).not.toBe(submission)
  })
})

describe('the shared repository', () => {
  test('is reviewed by a teacher of another school who is in the shared team', async () => {
    const code = await here.ready('Dùng chung', { access: 'public' })
    const submission = await here.handIn(code)
    expect(await status(`/hoc-lieu/tham-dinh/${submission}`, here.stranger)).toBe(404)
    const person = here.stranger.kind === 'account' ? here.stranger.personId! : ''
    expect((await here.post('/hoc-lieu/to-tham-dinh', { _form: 'add', person }, here.manager)).status).toBe(
      404,
    )
    expect((await here.post('/hoc-lieu/to-tham-dinh', { _form: 'add', person }, here.officer)).status).toBe(
      303,
    )
    const page = await here.text(`/hoc-lieu/tham-dinh/${submission}`, here.stranger)
    expect(page).toContain('Nhận thẩm định')
    const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [
      (await here.version(code)).id,
    ])
    expect(await status(`/hoc-lieu/tep/${file!.id}`, here.stranger)).toBe(200)
    // The manager of its school has no part in the province's review.
    expect((await here.answer(submission, here.manager)).status).toBe(404)
    expect((await here.answer(submission, here.stranger)).status).toBe(303)
    expect((await here.answer(submission, here.officer)).status).toBe(303)
    expect((await here.version(code)).state).toBe('reviewed')
    expect((await here.decide(submission, here.manager)).status).toBe(404)
    expect((await here.decide(submission, here.secondOfficer)).status).toBe(303)
    expect(await status(`/hoc-lieu/${code}`)).toBe(200)
    expect(await here.text('/hoc-lieu', here.publicActor)).toContain('Dùng chung')
  })

  test('takes over what a school published, in one step and without a new version', async () => {
    const code = await here.ready('Từ trường lên tỉnh')
    await here.publish(code)
    const { id } = await here.version(code)
    expect(await here.text(`/hoc-lieu/${code}/tham-dinh`)).toContain('Chia sẻ lên tỉnh, thành phố')
    const shared = await here.post(`/hoc-lieu/${code}/tham-dinh`, {
      _form: 'share',
      id: String(id),
      access: 'public',
    })
    expect(shared.status).toBe(303)
    const [submission] = await here.rows(
      `select id from resources.submission where version_id = $1 and state = 'waiting'`,
      [id],
    )
    expect(await status(`/hoc-lieu/${code}`, here.colleague)).toBe(200)
    expect(await status(`/hoc-lieu/${code}`)).toBe(404)
    for (const officer of [here.officer, here.secondOfficer])
      await here.answer(String(submission!.id), officer)
    expect((await here.decide(String(submission!.id), here.officer)).status).toBe(303)
    expect(await status(`/hoc-lieu/${code}`)).toBe(200)
    expect(await here.version(code)).toMatchObject({ number: 1, state: 'published', access: 'public' })
    expect(await here.rows(`select shared_on from resources.resource where code = $1`, [code])).toEqual([
      { shared_on: '2026-11-22' },
    ])
  })
})

describe('versions', () => {
  test('the address shows the latest, the old one says there is a newer, and the difference is read', async () => {
    const code = await here.ready('Bài an toàn điện', { summary: 'Bản đầu' })
    await here.publish(code)
    const first = await here.version(code)
    expect((await here.post(`/hoc-lieu/${code}`, { _form: 'start', id: String(first.id) })).status).toBe(303)
    expect(await here.version(code)).toMatchObject({ number: 2, state: 'draft', summary: 'Bản đầu' })
    expect((await here.post(`/hoc-lieu/${code}`, { _form: 'start', id: String(first.id) })).status).toBe(422)
    const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [first.id])
    expect(
      (
        await here.save(code, {
          summary: 'Bản mới',
          title: 'Bài an toàn điện 2026',
          change_note: 'Thêm quy định mới',
        })
      ).status,
    ).toBe(303)
    // Readers keep the published one meanwhile.
    expect(await here.text(`/hoc-lieu/${code}`, here.colleague)).toContain('Bản đầu')
    expect(await status(`/hoc-lieu/${code}/phien-ban/2`, here.colleague)).toBe(404)
    await here.publish(code)
    expect(await here.text(`/hoc-lieu/${code}`, here.colleague)).toContain('Bản mới')
    const old = await here.text(`/hoc-lieu/${code}/phien-ban/1`, here.colleague)
    expect(old).toContain('Đã có phiên bản mới hơn')
    expect(old).toContain('Bản đầu')
    expect(await status(`/hoc-lieu/tep/${file!.id}`, here.colleague)).toBe(200)
    const difference = await here.text(`/hoc-lieu/${code}/khac-biet`, here.colleague)
    expect(difference).toContain('<del>Bài an toàn điện</del>')
    expect(difference).toContain('<ins>Bài an toàn điện 2026</ins>')
    expect(await here.text(`/hoc-lieu/${code}/phien-ban`, here.colleague)).toContain('Thêm quy định mới')
  })
})

describe('the criteria', () => {
  test('are replaced from a day on by the department; rounds under way keep theirs', async () => {
    const code = await here.ready('Tiêu chí cũ')
    const submission = await here.handIn(code)
    const form = {
      _form: 'save',
      space: 'school',
      from_date: '22/11/2026',
      reviewers: '1',
      source: 'Quyết định thử nghiệm của Sở',
      'criteria.0.name': 'Đúng và đủ',
      'criteria.0.required': 'true',
    }
    expect((await here.post('/hoc-lieu/tieu-chi', form, here.manager)).status).toBe(403)
    expect(
      (await here.post('/hoc-lieu/tieu-chi', { ...form, from_date: '01/01/2026' }, here.officer)).status,
    ).toBe(422)
    expect((await here.post('/hoc-lieu/tieu-chi', form, here.officer)).status).toBe(303)
    expect(await here.text(`/hoc-lieu/tham-dinh/${submission}`, here.manager)).toContain(
      'Cần 2 người thẩm định',
    )
    const next = await here.handIn(await here.ready('Tiêu chí mới'))
    const page = await here.text(`/hoc-lieu/tham-dinh/${next}`, here.manager)
    expect(page).toContain('Cần 1 người thẩm định')
    expect(await here.text('/hoc-lieu/tieu-chi', here.publicActor)).toContain('Đúng và đủ')
    // What the form is filled with and where it goes are of one space.
    const filled = await here.text('/hoc-lieu/tieu-chi', here.officer)
    expect(
      /name="space"[^>]*value="province"[^>]*checked|checked[^>]*name="space"[^>]*value="province"/.test(
        filled,
      ),
    ).toBe(true)
  })
})

describe('what must hold when many act at once', () => {
  test('of three who take two places at one moment, two have them', async () => {
    const code = await here.ready('Ba người nhận', { access: 'public' })
    const submission = await here.handIn(code)
    const third =
      here.officer.kind === 'account' ? { ...here.officer, id: 'account-officer-3' } : here.officer
    const takers = [here.officer, here.secondOfficer, third]
    const answers = await Promise.all(
      takers.map((actor) =>
        act(here.site.app, takeOnReview, { submission }, actor).then(
          () => 'taken',
          () => 'refused',
        ),
      ),
    )
    expect(answers.toSorted()).toEqual(['refused', 'taken', 'taken'])
    expect(
      await here.rows(`select 1 from resources.review where submission_id = $1`, [submission]),
    ).toHaveLength(2)
  })

  test('a decision sent twice decides once', async () => {
    const code = await here.ready('Quyết hai lần', { access: 'public' })
    const submission = await here.handIn(code)
    for (const officer of [here.officer, here.secondOfficer]) await here.answer(submission, officer)
    const [one] = await here.rows(`select version from resources.submission where id = $1`, [submission])
    const input = { submission, version: one!.version, decision: 'accept', publish: 'true' }
    const answers = await Promise.all(
      [1, 2].map(() =>
        act(here.site.app, decideSubmission, input, here.officer).then(
          () => 'done',
          () => 'refused',
        ),
      ),
    )
    expect(answers.toSorted()).toEqual(['done', 'refused'])
    const { id } = await here.version(code)
    const steps = await here.rows(
      `select to_state from resources.version_step where version_id = $1 order by step_no`,
      [id],
    )
    expect(steps.map((step) => step.to_state)).toEqual(['submitted', 'reviewed', 'accepted', 'published'])
  })
})

test('what was decided about is kept with its minutes; an author found to be another person moves along', async () => {
  const code = await here.ready('Trả lại rồi bỏ', { access: 'public' })
  const submission = await here.handIn(code)
  for (const officer of [here.officer, here.secondOfficer]) await here.answer(submission, officer)
  await here.decide(submission, here.officer, { decision: 'return', note: 'Không phù hợp' })
  const one = await here.version(code)
  const gone = await here.post(`/hoc-lieu/${code}/soan`, {
    _form: 'discard',
    id: String(one.id),
    version: String(one.version),
  })
  expect(gone.status).toBe(422)
  expect(await gone.text()).toContain('được giữ lại cùng biên bản')
  expect(await here.text(`/hoc-lieu/${code}/soan`)).not.toContain('Bỏ hẳn bản nháp')
  expect(await status(`/hoc-lieu/tham-dinh/${submission}/bien-ban.pdf`, here.teacher)).toBe(200)

  const kept = await here.ready('Tác giả gộp', { access: 'public' })
  await here.publish(kept, [here.officer, here.secondOfficer], here.officer)
  const from = here.teacher.kind === 'account' ? here.teacher.personId! : ''
  const to = await here.make.person('Nguyễn Thị Soạn', here.home)
  await here.rows(`select resources.move_person($1, $2, null)`, [from, to])
  const authors = await here.rows(`select person_id from resources.version_author where version_id = $1`, [
    (await here.version(kept)).id,
  ])
  expect(authors).toEqual([{ person_id: to }])
  await expect(
    here.rows(`update resources.version_author set name = 'Khác' where person_id = $1`, [to]),
  ).rejects.toThrow('only while it is a draft')
})
