import { expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { graduatedClass } from '../../issuing/testing/graduates.ts'
import { loadOldRegistersDemo } from './load.ts'

test('two old registers of a merged school, marked as examples, with pages in every state; loaded once', async () => {
  const here = await graduatedClass()
  const states = () =>
    here.rows('select state, count(*)::int as times from diplomas.old_page group by state order by state')
  await loadOldRegistersDemo(here.site.app)
  const all = [
    { state: 'approved', times: 1 },
    { state: 'keyed_once', times: 1 },
    { state: 'keyed_twice', times: 1 },
    { state: 'scanned', times: 3 },
  ]
  expect(await states()).toEqual(all)
  const lines = await here.rows(
    'select is_demo, is_compared, count(*)::int as times from diplomas.diploma group by 1, 2 order by 2',
  )
  expect(lines).toEqual([
    { is_demo: true, is_compared: false, times: 6 },
    { is_demo: true, is_compared: true, times: 6 },
  ])
  expect(await here.text('/so-cu', here.site.actor('department-officer'))).toContain('Dữ liệu ví dụ')
  const answer = await here.text('/van-bang?so=VD+96+001&ten=le+thi+vi+du', publicActor)
  expect(answer).toContain('Số hóa từ sổ gốc năm 1996')
  await loadOldRegistersDemo(here.site.app)
  expect(await states()).toEqual(all)
})
