import { expect, test } from 'vitest'
import { testApp } from '#app/testing.ts'

test('an indicator leads whoever keeps the rule it reads to that rule, and nobody else', async () => {
  const site = await testApp()
  const read = async (role: string, code: string) =>
    (await site.as(site.actor(role)).get(`/chi-tieu/${code}`)).text()
  for (const [code, rule] of [
    ['T06', '/danh-muc-ha-tang'],
    ['T01', '/boi-duong/quy-tac'],
  ] as const) {
    expect(await read('department-officer', code)).toContain(`href="${rule}"`)
    expect(await read('department-leader', code)).not.toContain(`href="${rule}"`)
  }
})
