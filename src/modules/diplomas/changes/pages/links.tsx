import type { ViewContext } from '#platform/pages/page.ts'
import { Menu } from '#ui/index.ts'
import type { Diploma } from '../../diploma.ts'

/** Acts on an issued diploma, on its page; none for who may not do them, none for one that has ended. */
export function ChangeMenu({
  diploma,
  keeper,
  context: { t, may },
}: {
  diploma: Diploma
  keeper: string
  context: ViewContext
}) {
  const { state, id } = diploma
  if (!may('diplomas.change', { institution: keeper })) return null
  if (state !== 'issued' && state !== 'delivered' && state !== 'suspended') return null
  const here = `/van-bang-cap/${id}`
  const items = [
    ...(state === 'suspended'
      ? [{ href: `${here}/thu-hoi?viec=lift`, label: t('diplomas.changes.lift.title') }]
      : [
          { href: `${here}/chinh-sua`, label: t('diplomas.changes.correct.title') },
          { href: `${here}/cap-lai`, label: t('diplomas.changes.replace.title') },
          { href: `${here}/thu-hoi?viec=suspend`, label: t('diplomas.changes.suspend.title') },
        ]),
    { href: `${here}/thu-hoi?viec=revoke`, label: t('diplomas.changes.revoke.title') },
  ]
  return <Menu label={t('diplomas.changes.menu')} icon="edit" end items={items} />
}
