import type { PersonalData } from '#platform/module.ts'
import { listGrants } from './store/account.ts'

/** What is kept of a person as a user: the account and its roles; never passwords, keys or codes. */
export const accountData: PersonalData = {
  subject: 'identity.account',
  about: (personId) => ({ person: personId }),
  async collect(db, personId) {
    const accounts = await db
      .selectFrom('identity.account')
      .select(['id', 'name', 'email', 'state', 'lang', 'created_at'])
      .where('person_id', '=', personId)
      .execute()
    const found = []
    for (const account of accounts) {
      const grants = await listGrants(db, account.id)
      found.push({
        ...account,
        grants: grants.map(({ role, area_kind, area_id, from_date, to_date }) => ({
          role,
          area_kind,
          area_id,
          from_date,
          to_date,
        })),
      })
    }
    return found
  },
}
