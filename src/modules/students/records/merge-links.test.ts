import { expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { testApp } from '#app/testing.ts'
import { mergePeople, undoMerge } from '#modules/people/actions/merge-people.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { fixture } from '../testing/fixture.ts'

test('undoing a merge leaves the school the person who became its learner meanwhile, and only them', async () => {
  const site = await testApp()
  const make = fixture(site.app.database.owner)
  const [home, other] = [await make.institution('truong-nha'), await make.institution('truong-khac')]
  const officer = site.actor('department-officer')
  const linksAfter = async (isEnrolled: boolean) => {
    const [winner, loser] = [await make.person('Lê Thị Ở', home), await make.person('Lê Thị Đi', other)]
    const { id } = await act(site.app, mergePeople, { winner, loser, reason: 'cùng một người học' }, officer)
    if (isEnrolled)
      await make.insert('students.learner', {
        person_id: winner,
        name_key: nameSortKey('Lê Thị Ở'),
        institution_id: other,
        code: '26009999',
      })
    await act(site.app, undoMerge, { id, reason: 'nhầm, là hai người' }, officer)
    const found = await site.app.database.owner.query(
      'select institution_id from people.link where person_id = $1',
      [winner],
    )
    return found.rows.map((row) => row.institution_id).toSorted()
  }
  expect(await linksAfter(true)).toEqual([home, other].toSorted())
  expect(await linksAfter(false)).toEqual([home])
})
