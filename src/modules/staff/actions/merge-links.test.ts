import { beforeAll, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { mergePeople, undoMerge } from '#modules/people/actions/merge-people.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../module.ts'
import { fixture, type Fixture } from '../training/testing.ts'

let site: TestApp
let make: Fixture
let home: string
let other: string
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
  home = await make.institution('truong-nha')
  other = await make.institution('truong-khac')
})

/** Merges two people, lets something happen to the one that stays, and takes the merge apart. */
async function mergeAndUndo(meanwhile: (winner: string) => Promise<unknown>): Promise<string> {
  const [winner, loser] = [await make.person('Lê Thị Ở', home), await make.person('Lê Thị Đi', other)]
  await make.post(loser, other)
  const officer = site.actor('department-officer')
  const { id } = await act(site.app, mergePeople, { winner, loser, reason: 'cùng một cô giáo' }, officer)
  await meanwhile(winner)
  await act(site.app, undoMerge, { id, reason: 'nhầm, là hai người' }, officer)
  return winner
}
const statusFor = async (institution: string, person: string) =>
  (
    await site
      .as(site.actor('school-manager', { kind: 'institution', id: institution }))
      .get(`/nguoi/${person}`)
  ).status

test('undoing a merge leaves the school its person when a post was given there meanwhile', async () => {
  const winner = await mergeAndUndo((person) => make.post(person, other, { role: 'manager' }))
  expect(await statusFor(other, winner)).toBe(200)
  expect(await statusFor(home, winner)).toBe(200)
})

test('without one the school no longer reaches the other person', async () => {
  const winner = await mergeAndUndo(async () => undefined)
  expect(await statusFor(other, winner)).toBe(404)
  expect(await statusFor(home, winner)).toBe(200)
})

test('a certificate sent meanwhile keeps the link too', async () => {
  const winner = await mergeAndUndo((person) => make.certificate(person, other))
  expect(await statusFor(other, winner)).toBe(200)
})
