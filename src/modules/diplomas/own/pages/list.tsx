import { definePage } from '#platform/pages/page.ts'
import { Card, Cards, Empty, PageHeader } from '#ui/index.ts'
import type { Diploma } from '../../diploma.ts'
import { listOwnDiplomas } from '../store/diploma.ts'
import { said, StateTag } from './parts.tsx'

/** A holder's own diplomas and certificates. */
export const ownDiplomas = definePage<Diploma[]>({
  path: '/van-bang-cua-toi',
  permission: 'diplomas.own',
  async load({ db, actor }) {
    const person = actor.kind === 'account' ? actor.personId : undefined
    return person ? listOwnDiplomas(db, person) : []
  },
  title: (_data, t) => t('diplomas.own.title'),
  view: (all, { t }) => (
    <>
      <PageHeader title={t('diplomas.own.title')} lead={t('diplomas.own.lead')} />
      {all.length === 0 && (
        <Empty
          title={t('diplomas.own.none')}
          icon="award"
          action={{ href: '/van-bang', label: t('diplomas.check.nav') }}
        >
          {t('diplomas.own.none_hint')}
        </Empty>
      )}
      <Cards>
        {all.map((one) => (
          <Card
            key={one.id}
            title={said(one.content.title, t)}
            href={`/van-bang-cua-toi/${one.id}`}
            state={<StateTag state={one.state} t={t} />}
          >
            <p>{said(one.content.programme.name, t)}</p>
            <p class="text-muted">
              {one.content.institution.name} · {one.content.graduation.year}
            </p>
          </Card>
        ))}
      </Cards>
    </>
  ),
})
