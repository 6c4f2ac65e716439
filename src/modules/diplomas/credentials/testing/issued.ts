import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { getDiploma } from '../../store/diploma.ts'
import { twoSchools, today } from '../../registers/testing/school.ts'
import { issueCredential } from '../issue.ts'
import { credentialKeyOf } from '../keys.ts'
import { takeStatusPlaces } from '../status.ts'

/** The credential of a diploma as it is issued: with the school's key, at the diploma's place. */
async function credentialOf(app: App, id: string) {
  return app.database.read(systemActor('test'), async (db) => {
    const diploma = await getDiploma(db, id)
    const key = await credentialKeyOf(app, db, diploma.institution_id, today)
    const status = { list: diploma.status_list!, index: diploma.status_index! }
    return issueCredential({ diploma, origin: app.publicUrl(), key, status })
  })
}

/** Two schools, and diplomas of the first that have their places in the lists of status. */
export async function issuingSchools() {
  const schools = await twoSchools()
  const { app } = schools.site
  const issue = (names: readonly string[]) =>
    schools.write(async (tx) => {
      const ids = await schools.enter(tx, names)
      const places = await takeStatusPlaces(tx, schools.home, names.length)
      for (const [at, id] of ids.entries())
        await tx
          .updateTable('diplomas.diploma')
          .set({ status_list: places[at]!.list, status_index: places[at]!.index })
          .where('id', '=', id)
          .execute()
      return ids
    })
  /** One that is corrected or replaced has another in its place. */
  const state = (id: string, to: string) =>
    schools.rows(
      `update diplomas.diploma set state = $2,
         successor_id = (select min(o.id::text)::uuid from diplomas.diploma o
           where o.id <> $1 and $2 in ('corrected', 'replaced')) where id = $1`,
      [id, to],
    )
  return { ...schools, app, issue, state, credential: (id: string) => credentialOf(app, id) }
}
