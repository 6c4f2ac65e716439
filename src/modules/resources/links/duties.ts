import type { Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { resourcePath } from '../resource.ts'
import { listOwnDead, type DeadLink } from './store/link-state.ts'

const most = 10

/** Why a link is said to be dead, and since when. */
export const deadText = ({ since, fault, params }: DeadLink, t: Translate): string =>
  t('resources.links.since', { day: t.date(since), why: t.dynamic(`resources.links.fault.${fault}`, params) })

/** Links of one's own resources that no longer open. */
export async function linkDuties(db: Db, { actor, t }: { actor: Actor; t: Translate }): Promise<Duty[]> {
  if (actor.kind !== 'account') return []
  return (await listOwnDead(db, actor, most)).map((one) => ({
    title: t('resources.links.duty', { title: one.title }),
    about: deadText(one, t),
    due: null,
    href: resourcePath(one.code),
    act: t('resources.links.duty_act'),
  }))
}
