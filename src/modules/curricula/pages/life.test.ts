import { describe, expect, test } from 'vitest'
import { spawnSync } from 'node:child_process'
import { publicActor } from '#platform/access.ts'
import { hasProgram } from '#platform/signing/testing/tools.ts'
import { programmeSite } from '../testing/programme-site.ts'

const { given, query, one, page, mark, draft, fill, step, issue } = programmeSite()

const json = { accept: 'application/json' }

describe('a programme from draft to use', () => {
  test('what is wrong keeps it a draft, in words; mended it goes its way and is public', async () => {
    const made = await draft()
    const refused = await step(made, 'submit')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('lỗi phải sửa trước khi trình')
    expect(await page(given.manager, made.path)).toContain('Chưa có chuẩn đầu ra nào')
    expect((await given.site.as(publicActor).get(made.path)).status).toBe(404)
    await issue(made)
    expect(await page(publicActor, made.path)).toContain('34/QĐ ngày 15/07/2026')
    expect(await page(publicActor, `/chuong-trinh/${made.programme}`)).toContain('Mô đun 12')
    const steps = await query(
      'select to_state from curricula.review_step where version_id = $1 order by step_no',
      [made.version],
    )
    expect(steps.map((row) => row.to_state)).toEqual(['under_review', 'appraised', 'approved', 'active'])
  })

  test('a decided version never changes: not by a form, not by whoever writes to the database', async () => {
    const made = await draft()
    await issue(made)
    const sent = await given.site
      .as(given.manager)
      .post(`${made.path}/mon-hoc`, { _form: 'save', 'fresh.0.code': 'MĐ99' })
    expect(sent.status).toBe(422)
    for (const statement of [
      `update curricula.programme_version set objectives = 'khác' where id = $1`,
      `update curricula.programme_version set state = 'draft' where id = $1`,
      `delete from curricula.programme_version where id = $1`,
      `update curricula.course_unit set hours_total = 1 where version_id = $1`,
      `delete from curricula.learning_outcome where version_id = $1`,
      `delete from curricula.outcome_unit where version_id = $1`,
      `update curricula.programme set name = 'Khác' where id = (select programme_id from curricula.programme_version where id = $1)`,
    ])
      await expect(given.site.app.database.owner.query(statement, [made.version])).rejects.toMatchObject({
        code: '23001',
      })
  })

  test('a new version begins as its copy, shows what it changes, and takes its place from a day on', async () => {
    const made = await draft()
    await issue(made)
    const started = await given.site
      .as(given.manager)
      .post(`/chuong-trinh/${made.programme}`, { _form: 'start', id: made.programme })
    const version = /phien-ban\/([0-9a-f-]{36})/.exec(started.headers.get('location')!)![1]!
    const next = { version, path: `/chuong-trinh/phien-ban/${version}` }
    expect(await page(given.manager, `${next.path}/khac-biet`)).toContain('Chưa có gì khác')
    expect(
      (
        await given.site
          .as(given.manager)
          .post(`/chuong-trinh/${made.programme}`, { _form: 'start', id: made.programme })
      ).status,
    ).toBe(422)
    const unit = await one(
      'select id, version from curricula.course_unit where version_id = $1 order by position limit 1',
      [version],
    )
    const row = {
      code: 'MĐ01',
      name: 'Hàn robot',
      credits: '3',
      hours_total: '65',
      hours_theory: '25',
      hours_practice: '35',
      hours_test: '5',
    }
    await given.site
      .as(given.manager)
      .post(
        `${next.path}/mon-hoc`,
        { _form: 'row', id: unit.id, version: String(unit.version), ...row },
        json,
      )
    const difference = await page(given.manager, `${next.path}/khac-biet`)
    expect(difference).toContain('Mô đun 1')
    expect(difference).toContain('Hàn robot')
    expect((await step(next, 'submit')).status).toBe(422)
    await given.site.as(given.manager).post(`${next.path}/noi-dung`, {
      _form: 'save',
      version: await mark(version),
      id: version,
      mode: 'credit',
      study_form: 'regular',
      entry_level: 'upper_secondary',
      entry_requirement: 'THPT',
      duration_months: '18',
      objectives: 'a',
      job_positions: 'b',
      change_note: 'Góp ý của doanh nghiệp',
    })
    for (const [name, fields] of [
      ['submit', {}],
      ['appraise', { document_no: '1', document_date: '1/10/2026' }],
      ['approve', { document_no: '2', document_date: '2/10/2026' }],
    ] as const)
      expect((await step(next, name, fields)).status).toBe(303)
    const early = await step(next, 'activate', { active_from: '1/10/2026', cohort: 'K27' })
    expect(await early.text()).toContain('Không áp dụng trước ngày quyết định')
    expect((await step(next, 'activate', { active_from: '1/11/2026', cohort: 'K27' })).status).toBe(303)
    expect(
      await one(`select state, active_to::text from curricula.programme_version where id = $1`, [
        made.version,
      ]),
    ).toEqual({ state: 'superseded', active_to: '2026-10-31' })
  })

  test('credits of electives to be chosen: said once, counted, printed, copied, compared', async () => {
    const made = await draft({ name: 'Hàn tự chọn' })
    await fill(made)
    const texts = {
      _form: 'save',
      id: made.version,
      mode: 'credit',
      study_form: 'regular',
      entry_level: 'upper_secondary',
      entry_requirement: 'Tốt nghiệp trung học phổ thông',
      duration_months: '18',
      objectives: 'Đào tạo thợ hàn',
      job_positions: 'Thợ hàn',
    }
    const say = async (elective_credits: string) =>
      given.site
        .as(given.manager)
        .post(`${made.path}/noi-dung`, { ...texts, version: await mark(made.version), elective_credits })
    await query(
      `update curricula.course_unit set unit_group = 'elective' where version_id = $1 and code in ('MĐ11', 'MĐ12')`,
      [made.version],
    )
    expect(await page(given.manager, made.path)).toContain('đang tính cả 6 tín chỉ trong bảng')
    expect((await say('7')).status).toBe(303)
    expect(await (await step(made, 'submit')).text()).toContain(
      'Phải chọn 7 tín chỉ tự chọn nhưng bảng chỉ có 6',
    )
    expect((await say('3,5')).status).toBe(303)
    // 33,5 credits are less than the 35 of the level
    expect(await (await step(made, 'submit')).text()).toContain('Cả chương trình 33,5 tín chỉ')
    expect((await say('5')).status).toBe(303)
    for (const [name, fields] of [
      ['submit', {}],
      ['appraise', { document_no: '12/BB', document_date: '1/7/2026' }],
      ['approve', { document_no: '34/QĐ', document_date: '15/7/2026' }],
      ['activate', { active_from: '1/9/2026', cohort: 'K26' }],
    ] as const)
      expect([name, (await step(made, name, fields)).status]).toEqual([name, 303])
    const shown = await page(publicActor, `/chuong-trinh/${made.programme}`)
    expect(shown).toContain('12 môn học, mô đun; 35 tín chỉ')
    expect(shown).toContain('5 trong 6 tín chỉ tự chọn')
    const api = await given.site.as(publicActor).get('/api/v1/programmes?q=hàn tự chọn')
    expect((await api.json()).programmes).toMatchObject([{ id: made.programme, credits: '35', hours: 780 }])
    expect(shown).toContain('II.3. Môn học, mô đun tự chọn (chọn 5 tín chỉ)')
    const started = await given.site
      .as(given.manager)
      .post(`/chuong-trinh/${made.programme}`, { _form: 'start', id: made.programme })
    const version = /phien-ban\/([0-9a-f-]{36})/.exec(started.headers.get('location')!)![1]!
    expect(
      await one('select elective_credits::float8 as taken from curricula.programme_version where id = $1', [
        version,
      ]),
    ).toEqual({ taken: 5 })
    await query('update curricula.programme_version set elective_credits = 4 where id = $1', [version])
    expect(await page(given.manager, `/chuong-trinh/phien-ban/${version}/khac-biet`)).toContain(
      'Tín chỉ tự chọn phải học',
    )
  })

  test.skipIf(!hasProgram('pdftotext'))(
    'the document names the electives to be chosen and counts those (needs pdftotext)',
    async () => {
      const made = await draft()
      await fill(made)
      await query(
        `update curricula.course_unit set unit_group = 'elective' where version_id = $1 and code in ('MĐ11', 'MĐ12')`,
        [made.version],
      )
      await query('update curricula.programme_version set elective_credits = 4.5 where id = $1', [
        made.version,
      ])
      const pdf = await given.site.as(given.manager).get(`${made.path}/chuong-trinh.pdf`)
      const input = Buffer.from(await pdf.arrayBuffer())
      const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' }).stdout
      expect(text).toContain('Tín chỉ tự chọn phải học: 4,5 trong 6 tín chỉ tự chọn.')
      expect(text).toContain('tự chọn (chọn 4,5 tín chỉ)')
      expect(text).toMatch(/Tổng cộng\s+34,5/)
    },
  )

  test('retired before it begins it takes no day, and the one before stays in force', async () => {
    const made = await draft()
    await issue(made)
    const started = await given.site
      .as(given.manager)
      .post(`/chuong-trinh/${made.programme}`, { _form: 'start', id: made.programme })
    const version = /phien-ban\/([0-9a-f-]{36})/.exec(started.headers.get('location')!)![1]!
    const next = { version, path: `/chuong-trinh/phien-ban/${version}` }
    await query(
      `update curricula.programme_version set state = 'approved', decision_no = '2', decision_date = '2026-10-02' where id = $1`,
      [version],
    )
    expect((await step(next, 'activate', { active_from: '1/12/2026', cohort: 'K27' })).status).toBe(303)
    expect((await step(next, 'retire', { note: 'Chưa đủ thiết bị' })).status).toBe(303)
    const days = () =>
      query(
        'select number, state, active_from, active_to from curricula.programme_version where programme_id = $1 order by number',
        [made.programme],
      )
    expect(await days()).toEqual([
      { number: 1, state: 'active', active_from: '2026-09-01', active_to: null },
      { number: 2, state: 'retired', active_from: null, active_to: null },
    ])
    expect((await step(made, 'retire', { note: 'Không tuyển nữa' })).status).toBe(303)
    expect((await days())[0]).toMatchObject({ state: 'retired', active_to: '2026-11-22' })
  })

  test('returned with a reason it waits for its authors on "Hôm nay"', async () => {
    const made = await draft({ name: 'Hàn công nghệ cao' })
    await fill(made)
    await step(made, 'submit')
    expect(await page(given.officer, '/')).toContain('Thẩm định chương trình Hàn công nghệ cao')
    expect((await step(made, 'return', {}, given.officer)).status).toBe(422)
    expect((await step(made, 'return', { note: 'Thiếu mô đun an toàn' }, given.officer)).status).toBe(303)
    const home = await page(given.manager, '/')
    expect(home).toContain('Sửa chương trình Hàn công nghệ cao bị trả lại')
    expect(home).toContain('Thiếu mô đun an toàn')
  })

  test('a review falls due three years after the decision, and is done by minutes', async () => {
    const made = await draft({ name: 'Hàn lâu năm' })
    await issue(made)
    const clock = given.site.app.clock as { now: () => Date }
    const before = clock.now
    clock.now = () => new Date('2029-06-01T03:00:00Z')
    const home = await page(given.manager, '/')
    expect(home).toContain('Rà soát chương trình Hàn lâu năm')
    expect(home).toContain('Hạn 36 tháng theo Thông tư 03/2017/TT-BLĐTBXH')
    const sent = await given.site.as(given.manager).post(`/chuong-trinh/${made.programme}`, {
      _form: 'review',
      id: made.programme,
      reviewed_on: '30/5/2029',
      minutes_no: '7/BB',
    })
    expect(sent.status).toBe(303)
    expect(await page(given.manager, '/')).not.toContain('Rà soát chương trình Hàn lâu năm')
    clock.now = before
  })
})

describe('who sees and may do what', () => {
  test('a draft is its school’s and the department’s; others do not learn that it exists', async () => {
    const made = await draft()
    const stranger = given.site.actor('school-manager', { kind: 'institution', id: given.other })
    const teacher = given.site.actor('teacher', { kind: 'institution', id: given.school })
    expect((await given.site.as(given.officer).get(made.path)).status).toBe(200)
    expect((await given.site.as(teacher).get(made.path)).status).toBe(200)
    for (const part of ['', '/mon-hoc', '/ma-tran', '/chuong-trinh.pdf'])
      expect((await given.site.as(stranger).get(`${made.path}${part}`)).status).toBe(404)
    expect(
      (await given.site.as(teacher).post(made.path, { _form: 'submit', id: made.version, version: '1' }))
        .status,
    ).toBe(403)
    expect(
      (await given.site.as(stranger).post(made.path, { _form: 'submit', id: made.version, version: '1' }))
        .status,
    ).toBe(404)
    expect(await page(publicActor, '/chuong-trinh')).not.toContain(made.programme)
  })
})
