import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { titleText } from '../catalogue/pages/words.tsx'
import { resourcePath } from '../resource.ts'
import { decideReach, reviewReach } from './rights.ts'
import { listToDecide, listToReview, type Submission } from './store/submission.ts'
import { listOwnWaiting } from './store/waiting.ts'

type Context = { actor: Actor; t: Translate; today: string }
const most = 10

/** Reviews to take on or answer, decisions to make, drafts that came back, accepted versions to publish. */
export async function reviewDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  if (actor.kind !== 'account' || !may(actor, 'resources.contribute')) return []
  const who = { account: actor.id, person: actor.personId }
  const duty = (one: Submission, what: 'take' | 'answer' | 'decide'): Duty => ({
    title: t.dynamic(`resources.review.duty.${what}`, { title: titleText(one, t) }),
    about: t('resources.review.duty.about', { name: one.submitted_by_name, day: t.date(one.submitted_at) }),
    due: one.due_on,
    href: `/hoc-lieu/tham-dinh/${one.id}`,
    act: t.dynamic(`resources.review.duty.${what}_act`),
  })
  const toReview = await listToReview(db, who, await reviewReach(db, actor, today), most)
  const decisions = await listToDecide(db, who, decideReach(actor), most)
  const own = await listOwnWaiting(db, who, most)
  return [
    ...decisions.map((one) => duty(one, 'decide')),
    ...toReview.map((one) => duty(one, one.is_mine ? 'answer' : 'take')),
    ...own.map((one) => ({
      title: t.dynamic(`resources.review.duty.${one.what}`, { title: one.title }),
      about: one.what === 'returned' ? t('resources.review.duty.remarks', { count: one.remarks }) : '',
      due: null,
      href: `${resourcePath(one.code)}/tham-dinh`,
      act: t.dynamic(`resources.review.duty.${one.what}_act`),
    })),
  ]
}
