import { describe, expect, test } from 'vitest'
import { publicActor, systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { loadFramework } from '../actions/load-framework.ts'
import { learnerFramework } from '../reference.ts'
import { programmeSite } from '../testing/programme-site.ts'

const { given, query, one, page, mark, draft, fill, issue } = programmeSite()
const json = { accept: 'application/json' }

describe('the table of subjects', () => {
  const row = {
    code: 'MĐ01',
    name: 'Hàn',
    credits: '2,5',
    hours_total: '60',
    hours_theory: '15',
    hours_practice: '40',
    hours_test: '5',
  }

  test('a row is saved once however often it is sent, understands "2,5", and shows who was first', async () => {
    const { path, version } = await draft()
    const id = crypto.randomUUID()
    const send = (more: Record<string, string>) =>
      given.site.as(given.manager).post(`${path}/mon-hoc`, { _form: 'row', id, ...row, ...more }, json)
    expect(await (await send({})).json()).toEqual({ result: { id, version: 1 } })
    expect(await (await send({})).json()).toEqual({ result: { id, version: 1 } })
    expect(await (await send({ version: '1', name: 'Hàn hồ quang' })).json()).toEqual({
      result: { id, version: 2 },
    })
    expect((await send({ version: '1', name: 'Hàn khí' })).status).toBe(409)
    expect(
      await one('select name, credits, kind from curricula.course_unit where version_id = $1', [version]),
    ).toEqual({ name: 'Hàn hồ quang', credits: '2.5', kind: 'module' })
    const wrong = await send({ version: '2', hours_total: 'sáu mươi' })
    expect(wrong.status).toBe(422)
    expect((await wrong.json()).fields).toEqual({ hours_total: 'Số giờ là số nguyên' })
  })

  test('each subject has its detailed syllabus, and the table leads to the import', async () => {
    const { path, version } = await draft()
    await given.site
      .as(given.manager)
      .post(`${path}/mon-hoc`, { _form: 'row', id: crypto.randomUUID(), ...row }, json)
    const unit = await one('select id from curricula.course_unit where version_id = $1', [version])
    const table = await page(given.manager, `${path}/mon-hoc`)
    expect(table).toContain(`${path}/mon-hoc/${unit.id}`)
    const upload = /href="(\/nhap-du-lieu[^"]+)"/.exec(table.slice(table.indexOf('<main')))![1]!
    expect((await given.site.as(given.manager).get(upload)).status).toBe(200)
    const sent = await given.site
      .as(given.manager)
      .post(`${path}/mon-hoc/${unit.id}`, { _form: 'save', version: '1', syllabus: 'Bài 1: An toàn hàn' })
    expect(sent.status).toBe(303)
    expect(await page(given.manager, `${path}/mon-hoc/${unit.id}`)).toContain('Bài 1: An toàn hàn')
  })

  test('hours that do not add up are named with the circular', async () => {
    const { path } = await draft()
    await given.site
      .as(given.manager)
      .post(`${path}/mon-hoc`, { _form: 'row', id: crypto.randomUUID(), ...row, hours_total: '61' }, json)
    expect(await page(given.manager, `${path}/mon-hoc`)).toContain(
      'MĐ01: tổng 61 giờ nhưng lý thuyết, thực hành và kiểm tra cộng lại là 60 (Thông tư 03/2017/TT-BLĐTBXH)',
    )
  })

  test('as a plain form: rows change, go and come; a second editor keeps what was typed', async () => {
    const { path, version } = await draft()
    await given.site.as(given.manager).post(`${path}/mon-hoc`, {
      _form: 'save',
      'fresh.0.code': 'MH01',
      'fresh.0.name': 'Pháp luật',
      'fresh.1.code': 'MH02',
    })
    const [first, second] = await query(
      'select id, code from curricula.course_unit where version_id = $1 order by code',
      [version],
    )
    const saved = await given.site.as(given.manager).post(`${path}/mon-hoc`, {
      _form: 'save',
      [`rows.${first.id}.version`]: '1',
      [`rows.${first.id}.code`]: 'MH01',
      [`rows.${first.id}.name`]: 'Pháp luật đại cương',
      [`rows.${second.id}.version`]: '1',
      [`rows.${second.id}.remove`]: 'on',
    })
    expect(saved.status).toBe(303)
    expect(
      await query('select code, name, version from curricula.course_unit where version_id = $1', [version]),
    ).toEqual([{ code: 'MH01', name: 'Pháp luật đại cương', version: 2 }])
    const late = await given.site.as(given.manager).post(`${path}/mon-hoc`, {
      _form: 'save',
      [`rows.${first.id}.version`]: '1',
      [`rows.${first.id}.code`]: 'MH01',
      [`rows.${first.id}.name`]: 'Tên người thứ hai gõ',
    })
    expect(late.status).toBe(409)
    const shown = await late.text()
    expect(shown).toContain('value="Tên người thứ hai gõ"')
    expect(shown).toContain('Người khác vừa lưu: Pháp luật đại cương')
  })
})

describe('outcomes and digital competence', () => {
  test('lines under no heading are refused with their number, and stay in the box', async () => {
    const { path, version } = await draft()
    const sent = await given.site.as(given.manager).post(`${path}/chuan-dau-ra`, {
      _form: 'save',
      id: version,
      version: '1',
      text: 'Hàn được\nKỹ năng\n- Cắt được',
    })
    expect(sent.status).toBe(422)
    const shown = await sent.text()
    expect(shown).toContain('Dòng 1 “Hàn được” chưa nằm dưới tiêu đề nào.')
    expect(shown).toContain('Cắt được')
  })

  test('the page says what is missing; doing it passes, and the measure agrees', async () => {
    const made = await draft()
    await fill(made)
    const path = `${made.path}/nang-luc-so`
    expect(await page(given.manager, path)).toContain('Ít nhất 2 thay đổi là đạt')
    const outcome = await one(
      'select id from curricula.learning_outcome where version_id = $1 order by code limit 1',
      [made.version],
    )
    const cell = (level: string) =>
      given.site
        .as(given.manager)
        .post(path, { _form: 'save', id: made.version, [`cells.${outcome.id}.1_1`]: level, version: '0' })
    const wrong = await given.site.as(given.manager).post(path, {
      _form: 'save',
      id: made.version,
      version: await mark(made.version),
      [`cells.${outcome.id}.1_1`]: '9',
    })
    expect(await wrong.text()).toContain('Có ô ghi bậc không có trong khung.')
    expect((await cell('3')).status).toBe(409)
    await given.site.as(given.manager).post(path, {
      _form: 'save',
      id: made.version,
      version: await mark(made.version),
      [`cells.${outcome.id}.1_1`]: '3',
    })
    const unit = await one('select id from curricula.course_unit where version_id = $1 limit 1', [
      made.version,
    ])
    expect(await page(given.manager, path)).toContain('Ít nhất 1 thay đổi là đạt')
    await given.site.as(given.manager).post(path, { _form: 'ready', id: made.version, 'units[]': [unit.id] })
    expect(await page(given.manager, path)).toContain('Được tính là tích hợp năng lực số')
  })

  test('saving one domain leaves the others as they are', async () => {
    const made = await draft()
    await fill(made)
    const outcome = await one(
      'select id from curricula.learning_outcome where version_id = $1 order by code limit 1',
      [made.version],
    )
    const save = async (fields: Record<string, string>) =>
      given.site.as(given.manager).post(`${made.path}/nang-luc-so`, {
        _form: 'save',
        id: made.version,
        version: await mark(made.version),
        ...fields,
      })
    await save({ [`cells.${outcome.id}.1_1`]: '3', [`cells.${outcome.id}.2_1`]: '4' })
    await save({ domain: '2' })
    expect(
      await query('select component_code, level from curricula.outcome_component where version_id = $1', [
        made.version,
      ]),
    ).toEqual([{ component_code: '1.1', level: 3 }])
  })
})

describe('public pages and machines', () => {
  test('search finds without marks; documents are PDF; the API has programmes, versions, outcomes', async () => {
    const made = await draft({ name: 'Kỹ thuật máy nông nghiệp', occupation_code: '5520102' })
    await issue(made)
    expect(await page(publicActor, '/chuong-trinh?q=ky+thuat+may')).toContain('Kỹ thuật máy nông nghiệp')
    expect(await page(publicActor, '/tim?q=may+nong+nghiep')).toContain(`/chuong-trinh/${made.programme}`)
    for (const name of ['chuong-trinh', 'chuan-dau-ra']) {
      const pdf = await given.site.as(publicActor).get(`${made.path}/${name}.pdf`)
      expect(pdf.status).toBe(200)
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
    const api = async (path: string) => (await given.site.as(publicActor).get(`/api/v1/${path}`)).json()
    expect((await api('programmes?q=may nong nghiep')).programmes).toMatchObject([
      { id: made.programme, institution: 'cd-du-lich-hue', credits: '36' },
    ])
    expect((await api(`programmes/${made.programme}`)).versions).toMatchObject([
      { id: made.version, state: 'active' },
    ])
    expect((await api(`programme-versions/${made.version}`)).units).toHaveLength(12)
    expect((await api(`programme-versions/${made.version}/outcomes`)).outcomes[0]).toMatchObject({
      code: 'CĐR-01',
      kind: 'knowledge',
      units: ['MĐ01'],
    })
  })

  test('an occupation names its list, schools and programmes; with or without marks', async () => {
    expect(await page(publicActor, '/nganh-nghe?q=cong nghe o to')).toContain('/nganh-nghe/6510216')
    const shown = await page(publicActor, '/nganh-nghe/5520123')
    expect(shown).toContain('Danh mục')
    expect(shown).toContain('Hàn')
    expect((await given.site.as(publicActor).get('/nganh-nghe/0000000')).status).toBe(404)
  })

  test('a rule is replaced from a day on, never changed; figures of an earlier day keep the earlier one', async () => {
    const fields = {
      min_outcomes: '3',
      min_level: '2',
      min_domains: '2',
      needs_unit: 'on',
      min_digital_units: '1',
      source: 'Công văn ví dụ',
    }
    const early = await given.site
      .as(given.officer)
      .post('/quy-dinh-chuong-trinh', { _form: 'integration', ...fields, from_date: '1/1/2020' })
    expect(await early.text()).toContain('Phải sau ngày bắt đầu của quy định đang có')
    expect(
      (
        await given.site
          .as(given.officer)
          .post('/quy-dinh-chuong-trinh', { _form: 'integration', ...fields, from_date: '1/1/2027' })
      ).status,
    ).toBe(303)
    const days = await query(
      'select min_outcomes, from_date::text, to_date::text from curricula.integration_rule order by from_date',
    )
    expect(days).toEqual([
      { min_outcomes: 1, from_date: '2022-01-01', to_date: '2026-12-31' },
      { min_outcomes: 3, from_date: '2027-01-01', to_date: null },
    ])
    expect(await page(publicActor, '/quy-dinh-chuong-trinh')).toContain(
      'ít nhất 3 chuẩn đầu ra gắn với năng lực số từ bậc 2 trở lên',
    )
    const bound = await one(
      `select id from curricula.structure_rule where kind = 'theory_percent' and level = 'cao_dang'`,
    )
    expect(
      (
        await given.site.as(given.officer).post(`/quy-dinh-chuong-trinh/${bound.id}`, {
          _form: 'save',
          id: bound.id,
          minimum: '30',
          maximum: '60',
          severity: 'warning',
          citation: 'Văn bản mới',
          source: 'Ví dụ',
          from_date: '1/1/2027',
        })
      ).status,
    ).toBe(303)
  })

  test('a second framework takes over from a day on, and a rule names the one it reads by', async () => {
    const first = learnerFramework()
    const second = { ...first, id: 'khung-thu', title: 'Khung thử', title_en: 'Trial framework' }
    const from = { ...second, rule: { ...first.rule, from_date: '2030-01-01' } }
    await act(given.site.app, loadFramework, from, systemActor('test'))
    const rules = () =>
      query(
        'select framework_id, from_date, to_date from curricula.integration_rule order by from_date desc limit 2',
      )
    expect(await rules()).toMatchObject([
      { framework_id: 'khung-thu', from_date: '2030-01-01', to_date: null },
      { framework_id: first.id, to_date: '2029-12-31' },
    ])
    const path = '/quy-dinh-chuong-trinh'
    expect(await page(given.officer, path)).toContain('Khung thử')
    const sent = await given.site.as(given.officer).post(path, {
      _form: 'integration',
      framework: first.id,
      min_outcomes: '1',
      min_level: '1',
      min_domains: '1',
      min_digital_units: '0',
      from_date: '1/1/2031',
      source: 'Công văn ví dụ',
    })
    expect(sent.status).toBe(303)
    expect((await rules())[0]).toMatchObject({ framework_id: first.id, from_date: '2031-01-01' })
  })
})
