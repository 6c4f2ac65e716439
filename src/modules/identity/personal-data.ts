import type { PersonalData } from '#platform/module.ts'
import { listGrants } from './store/account.ts'
import { listSessions } from './store/own.ts'

/** What is kept of a person as a user: the account, its roles, and where it is signed in; never passwords, keys or codes. */
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
      const sessions = await listSessions(db, account.id)
      found.push({
        ...account,
        sessions: sessions.map(({ created_at, updated_at, ip_address, user_agent }) => ({
          created_at,
          updated_at,
          ip_address,
          user_agent,
        })),
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
