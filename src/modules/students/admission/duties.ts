import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { countWaiting } from './store/application.ts'

/** Applications that wait for the school's answer. */
export async function admissionDuties(db: Db, { actor, t }: { actor: Actor; t: Translate }): Promise<Duty[]> {
  const reached = reach(actor, 'students.edit')
  // The department reads; answering is the school's.
  if (reached === 'all' || reached.length === 0) return []
  const { count, oldest } = await countWaiting(db, reached)
  if (count === 0) return []
  return [
    {
      title: t('students.admission.duty', { count }),
      about: t('students.admission.duty_about', { day: t.date(oldest) }),
      due: null,
      href: '/tuyen-sinh/ho-so?trang-thai=submitted',
      act: t('students.admission.duty_act'),
    },
  ]
}
