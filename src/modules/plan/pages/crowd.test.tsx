import { expect, test } from 'vitest'
import { planSite } from '../testing/fixture.ts'

test('thirty people open the board at once and each gets it', async () => {
  const site = await planSite()
  const reader = site.actor('learner', {
    kind: 'institution',
    id: await site.addInstitution('truong-a', 'Trường A'),
  })
  const answers = await Promise.all(Array.from({ length: 30 }, () => site.as(reader).get('/chi-tieu')))
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
})
