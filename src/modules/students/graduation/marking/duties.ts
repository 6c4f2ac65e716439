import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { listOwnMarkings } from './store.ts'

const most = 10

/** Rounds in which the person has papers to mark. */
export async function markingDuties(db: Db, { actor, t }: { actor: Actor; t: Translate }): Promise<Duty[]> {
  const person = actor.kind === 'account' && may(actor, 'students.teach') ? actor.personId : undefined
  if (!person) return []
  return (await listOwnMarkings(db, person, most)).map((one) => ({
    title: t('students.marking.duty', {
      part: t.dynamic(`students.graduation.exam.${one.kind}`),
      cohort: one.cohort_name,
    }),
    about: t('students.marking.duty_about', { sitting: one.sitting, day: t.date(one.held_on) }),
    due: null,
    href: `/cham-thi/${one.id}`,
    act: t('students.marking.duty_act'),
  }))
}
