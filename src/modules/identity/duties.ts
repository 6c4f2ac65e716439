import type { Module } from '#platform/module.ts'
import { setUpPath } from './role.ts'
import { isHeldBack } from './authenticate.ts'
import { findAccountOnDay } from './store/actor.ts'

/** A role that waits for its second factor is the first thing to do: nothing else works until then. */
export const duties: NonNullable<Module['duties']> = async (_db, { actor, t, today, app }) => {
  if (actor.kind !== 'account' || actor.grants.length > 0) return []
  const account = await findAccountOnDay(app, actor.id, today)
  if (!account || !isHeldBack(account)) return []
  return [
    {
      title: t('identity.second_factor.title'),
      about: t('identity.second_factor.needed'),
      due: null,
      href: setUpPath,
      act: t('identity.second_factor.set_up'),
    },
  ]
}
