import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { countOpenDataRequests } from './store/data-request.ts'

/** Requests of learners that wait for the office of a school. */
export async function requestDuties(db: Db, { actor, t }: { actor: Actor; t: Translate }): Promise<Duty[]> {
  const within = reach(actor, 'students.edit')
  if (within === 'all' || within.length === 0) return []
  const count = await countOpenDataRequests(db, within)
  if (count === 0) return []
  return [
    {
      title: t('students.request.duty', { count }),
      about: t('students.request.duty_about'),
      due: null,
      href: '/de-nghi-du-lieu',
      act: t('students.request.duty_act'),
    },
  ]
}
