import type { Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { searchPath } from './filter.ts'
import { listNews } from './news.ts'

/** A word for each saved search when something new has come. */
export async function searchDuties(
  db: Db,
  { actor, t, today }: { actor: Actor; t: Translate; today: string },
): Promise<Duty[]> {
  if (actor.kind !== 'account') return []
  return (await listNews(db, actor.id, today))
    .filter((one) => one.news > 0)
    .map((one) => ({
      title: t('resources.search.duty', { count: one.news, name: one.name }),
      about: t('resources.search.saved'),
      due: null,
      href: `${searchPath}?${one.query}&xep=moi`,
      act: t('resources.search.duty_act'),
    }))
}
