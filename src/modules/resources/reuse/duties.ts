import { may, reach, type Actor } from '#platform/access.ts'
import { addDays } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { resourcePath } from '../resource.ts'
import { listNews } from './store/follow.ts'
import { listProblems } from './store/problem.ts'
import { listUnrated } from './store/unrated.ts'

const most = 10
/** Days after a lesson when its teacher is asked how it went. */
const askAfter = 14

/** Problems told and not answered; new versions of what one follows; and, two weeks after a lesson, one question about what it was taught with. */
export async function reuseDuties(
  db: Db,
  { actor, t, today }: { actor: Actor; t: Translate; today: string },
): Promise<Duty[]> {
  if (actor.kind !== 'account') return []
  const news = (await listNews(db, actor.id, most)).map((one): Duty => ({
    title: t('resources.reuse.news', { title: one.title, number: one.number }),
    about: one.change_note ?? '',
    due: null,
    href: resourcePath(one.code),
    act: t('resources.reuse.news_act'),
  }))
  if (!may(actor, 'resources.contribute')) return news
  const problems = await listProblems(
    db,
    { account: actor.id, person: actor.personId, reach: reach(actor, 'resources.decide') },
    most,
  )
  const answers = problems
    .filter((one) => one.state === 'open')
    .map((one): Duty => ({
      title: t('resources.reuse.duty', { title: one.title }),
      about: `${t.dynamic(`resources.reuse.problem.${one.kind}`)}, ${t.date(one.at)}`,
      due: null,
      href: `/hoc-lieu/su-co/${one.id}`,
      act: t('resources.reuse.duty_act'),
    }))
  const unrated = await listUnrated(db, actor, addDays(today, -askAfter), most)
  return [
    ...answers,
    ...news,
    ...unrated.map((one) => ({
      title: t('resources.reuse.ask', { title: one.title }),
      about: t('resources.reuse.ask_about', { day: t.date(one.on_date) }),
      due: null,
      href: `${resourcePath(one.code)}/da-dung`,
      act: t('resources.reuse.ask_act'),
    })),
  ]
}
