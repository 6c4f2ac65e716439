import { beforeAll, expect } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'

export type Made = { programme: string; version: string; path: string }

/** What tests of the pages do, on one application with the register: make a programme, fill it, take it through its life. */
export function programmeSite() {
  const given = {} as { site: TestApp; school: string; other: string; manager: Actor; officer: Actor }
  const query = async (text: string, values: unknown[] = []) =>
    (await given.site.app.database.owner.query(text, values)).rows
  const one = async (text: string, values: unknown[] = []) => (await query(text, values))[0]
  let codes = 0

  beforeAll(async () => {
    given.site = await testApp()
    const id = async (code: string) =>
      (await one('select id from institutions.institution where code = $1', [code])).id as string
    given.school = await id('cd-du-lich-hue')
    given.other = await id('cd-y-te-hue')
    given.manager = given.site.actor('school-manager', { kind: 'institution', id: given.school })
    given.officer = given.site.actor('department-officer')
  })
  const page = async (actor: Actor, path: string) => (await given.site.as(actor).get(path)).text()

  /** A programme of the school with its first draft, made through the page. */
  async function draft(more: Record<string, string> = {}): Promise<Made> {
    const answer = await given.site.as(given.manager).post('/chuong-trinh/moi', {
      _form: 'save',
      institution_id: given.school,
      name: 'Hàn',
      code: `HAN-${++codes}`,
      level: 'trung_cap',
      occupation_code: '5520123',
      ...more,
    })
    expect(answer.status).toBe(303)
    const version = /phien-ban\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!
    const { programme_id } = await one('select programme_id from curricula.programme_version where id = $1', [
      version,
    ])
    return { programme: programme_id, version, path: `/chuong-trinh/phien-ban/${version}` }
  }

  const mark = async (version: string) =>
    String((await one('select version from curricula.programme_version where id = $1', [version])).version)

  /** Fills a draft so that it may be submitted. */
  async function fill(made: { version: string; path: string }): Promise<void> {
    const texts = {
      mode: 'credit',
      study_form: 'regular',
      entry_level: 'upper_secondary',
      entry_requirement: 'Tốt nghiệp trung học phổ thông',
      duration_months: '18',
      objectives: 'Đào tạo thợ hàn',
      job_positions: 'Thợ hàn',
    }
    expect(
      (
        await given.site.as(given.manager).post(`${made.path}/noi-dung`, {
          _form: 'save',
          version: await mark(made.version),
          id: made.version,
          ...texts,
        })
      ).status,
    ).toBe(303)
    const rows: Record<string, string> = { _form: 'save' }
    for (let at = 0; at < 12; at++) {
      const given = {
        code: `MĐ${String(at + 1).padStart(2, '0')}`,
        name: `Mô đun ${at + 1}`,
        credits: '3',
        hours_total: '65',
        hours_theory: '25',
        hours_practice: '35',
        hours_test: '5',
      }
      for (const [field, value] of Object.entries(given)) rows[`fresh.${at}.${field}`] = value
    }
    expect((await given.site.as(given.manager).post(`${made.path}/mon-hoc`, rows)).status).toBe(303)
    const text =
      'Kiến thức\n- Trình bày được vật liệu hàn\nKỹ năng\n- Hàn được mối hàn góc\nNăng lực tự chủ và trách nhiệm\n- Tuân thủ an toàn'
    expect(
      (
        await given.site.as(given.manager).post(`${made.path}/chuan-dau-ra`, {
          _form: 'save',
          version: await mark(made.version),
          id: made.version,
          text,
        })
      ).status,
    ).toBe(303)
    const outcomes = await query(
      'select id from curricula.learning_outcome where version_id = $1 order by code',
      [made.version],
    )
    const unit = await one(
      'select id from curricula.course_unit where version_id = $1 order by position limit 1',
      [made.version],
    )
    const cells = outcomes.map((row) => `${row.id}:${unit.id}`)
    expect(
      (
        await given.site.as(given.manager).post(`${made.path}/ma-tran`, {
          _form: 'save',
          version: await mark(made.version),
          id: made.version,
          'cells[]': cells,
        })
      ).status,
    ).toBe(303)
  }

  async function step(
    made: { version: string; path: string },
    name: string,
    fields: Record<string, string> = {},
    actor = given.manager,
  ) {
    return given.site
      .as(actor)
      .post(made.path, { _form: name, id: made.version, version: await mark(made.version), ...fields })
  }

  async function issue(made: { version: string; path: string }, from = '1/9/2026'): Promise<void> {
    await fill(made)
    for (const [name, fields] of [
      ['submit', {}],
      ['appraise', { document_no: '12/BB', document_date: '1/7/2026' }],
      ['approve', { document_no: '34/QĐ', document_date: '15/7/2026' }],
      ['activate', { active_from: from, cohort: 'K26' }],
    ] as const)
      expect([name, (await step(made, name, fields)).status]).toEqual([name, 303])
  }
  return { given, query, one, page, mark, draft, fill, step, issue }
}
