import { describe, expect, test } from 'vitest'
import { measureMembers } from '#platform/measures/index.ts'
import { updatedTechnology } from '../measures.ts'
import { programmeSite } from '../testing/programme-site.ts'

const { given, query, one, page, mark, draft, fill, issue } = programmeSite()

describe('what people declare of a programme besides its text', () => {
  test('a programme counts as digital technology from the day it is marked to the day before the mark goes', async () => {
    const made = await draft({ name: 'Thương mại số', occupation_code: '5340122' })
    await issue(made, '1/9/2026')
    const counted = async (day: string) => {
      const members = await given.site.app.database.read(given.officer, (db) =>
        measureMembers(db, updatedTechnology, day, {}, { limit: 1000 }),
      )
      return members.some((one) => one.member_id === made.version)
    }
    const save = async (more: Record<string, string>) => {
      const { version } = await one('select version from curricula.programme where id = $1', [made.programme])
      return given.site.as(given.manager).post(`/chuong-trinh/${made.programme}/sua`, {
        _form: 'save',
        id: made.programme,
        version: String(version),
        name: 'Thương mại số',
        code: (await one('select code from curricula.programme where id = $1', [made.programme])).code,
        level: 'trung_cap',
        occupation_code: '5340122',
        ...more,
      })
    }
    const mark = { is_digital: 'on', digital_reason: 'Bán hàng trên nền tảng số' }
    expect(await (await save({ ...mark, digital_from: '1/12/2026' })).text()).toContain('Ngày này chưa đến')
    expect((await save({ ...mark, digital_from: '1/10/2026' })).status).toBe(303)
    expect([await counted('2026-09-30'), await counted('2026-10-01')]).toEqual([false, true])
    expect((await save({})).status).toBe(303)
    expect([await counted('2026-11-21'), await counted('2026-11-22')]).toEqual([true, false])
    expect(await (await save({ ...mark, digital_from: '1/11/2026' })).text()).toContain(
      'hãy chọn ngày sau đó',
    )
    expect((await save(mark)).status).toBe(303)
    expect([await counted('2026-11-21'), await counted('2026-11-22')]).toEqual([true, true])
    expect(await page(given.manager, `/chuong-trinh/${made.programme}/sua`)).toContain('value="22/11/2026"')
  })

  test('a stale page takes back nothing that somebody else declared', async () => {
    const made = await draft()
    await fill(made)
    const ids = (
      await query('select id from curricula.course_unit where version_id = $1 order by position', [
        made.version,
      ])
    ).map((row) => row.id as string)
    const declare = (units: string[], shown: string[] = []) =>
      given.site.as(given.manager).post(`${made.path}/nang-luc-so`, {
        _form: 'ready',
        id: made.version,
        'units[]': units,
        'shown[]': shown,
      })
    const ready = async () =>
      (
        await query(
          `select u.id from curricula.course_unit u join curricula.unit_readiness r on r.unit_id = u.id and r.to_date is null
           where u.version_id = $1 order by u.position`,
          [made.version],
        )
      ).map((row) => row.id)
    expect((await declare([ids[0]!])).status).toBe(303)
    expect(await page(given.manager, `${made.path}/nang-luc-so`)).toContain(
      `name="shown[]" value="${ids[0]!}"`,
    )
    // opened before the first was declared
    expect((await declare([ids[1]!])).status).toBe(303)
    expect(await ready()).toEqual([ids[0], ids[1]])
    expect((await declare([ids[1]!], [ids[0]!, ids[1]!])).status).toBe(303)
    expect(await ready()).toEqual([ids[1]])
    // the days before one that is taken back stay as they were, also once it is declared anew
    await query(
      `update curricula.unit_readiness set from_date = '2026-08-01', to_date = '2026-08-31' where unit_id = $1`,
      [ids[1]],
    )
    await declare([ids[1]!])
    await query(
      `update curricula.unit_readiness set from_date = '2026-11-01' where unit_id = $1 and to_date is null`,
      [ids[1]],
    )
    expect((await declare([], [ids[1]!])).status).toBe(303)
    expect(
      await query('select from_date, to_date from curricula.unit_readiness where unit_id = $1 order by 1', [
        ids[1],
      ]),
    ).toEqual([
      { from_date: '2026-08-01', to_date: '2026-08-31' },
      { from_date: '2026-11-01', to_date: '2026-11-21' },
    ])
    expect(await page(given.manager, `${made.path}/nang-luc-so`)).not.toContain('name="shown[]"')
  })

  test('a draft is not confirmed; what was confirmed is looked at again once it is returned', async () => {
    const made = await draft()
    await fill(made)
    await query(`update curricula.programme_version set delivery_note = 'Có học liệu số' where id = $1`, [
      made.version,
    ])
    const confirm = () =>
      given.site.as(given.officer).post(made.path, { _form: 'confirm', id: made.version, confirm: 'yes' })
    expect(await (await confirm()).text()).toContain('Bản dự thảo còn có thể đổi')
    const state = async () =>
      one('select state, delivery_confirmed_on from curricula.programme_version where id = $1', [
        made.version,
      ])
    const step = async (name: string, fields: Record<string, string>, actor = given.manager) =>
      given.site
        .as(actor)
        .post(made.path, { _form: name, id: made.version, version: await mark(made.version), ...fields })
    expect((await step('submit', {})).status).toBe(303)
    expect((await confirm()).status).toBe(303)
    expect(await state()).toEqual({ state: 'under_review', delivery_confirmed_on: '2026-11-22' })
    expect((await step('return', { note: 'Thiếu mô đun' }, given.officer)).status).toBe(303)
    expect(await state()).toEqual({ state: 'draft', delivery_confirmed_on: null })
  })
})
