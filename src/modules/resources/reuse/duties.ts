import { may, reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { listProblems } from './store/problem.ts'

const most = 10

/** Problems told and not answered. */
export async function reuseDuties(
  db: Db,
  { actor, t }: { actor: Actor; t: Translate; today: string },
): Promise<Duty[]> {
  if (actor.kind !== 'account' || !may(actor, 'resources.contribute')) return []
  const problems = await listProblems(
    db,
    { account: actor.id, reach: reach(actor, 'resources.decide') },
    most,
  )
  return problems
    .filter((one) => one.state === 'open')
    .map((one) => ({
      title: t('resources.reuse.duty', { title: one.title }),
      about: `${t.dynamic(`resources.reuse.problem.${one.kind}`)}, ${t.date(one.at)}`,
      due: null,
      href: `/hoc-lieu/su-co/${one.id}`,
      act: t('resources.reuse.duty_act'),
    }))
}
