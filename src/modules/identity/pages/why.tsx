import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { definePage } from '#platform/pages/page.ts'
import { Facts, PageHeader, Section } from '#ui/index.ts'
import { ownAccount } from '../own.ts'
import { getGrant } from '../store/account.ts'
import { areaText, roleText } from '../view/grant-text.tsx'

/** The right by which one sees a record: role, area, days, who gave it. Only one's own grants. */
export const whyPage = definePage({
  path: '/vi-sao',
  permission: 'signed-in',
  query: z.object({ quyen: z.uuid().optional().catch(undefined) }),
  async load({ db, actor, query }) {
    if (!query.quyen) throw notFound()
    const grant = await getGrant(db, query.quyen)
    if (grant.account_id !== ownAccount(actor)) throw notFound()
    const held = actor.kind === 'account' ? actor.grants.find((one) => one.id === grant.id) : undefined
    const modules = [...new Set([...(held?.permissions ?? [])].map((name) => name.split('.')[0]!))]
    return { grant, modules }
  },
  title: (_data, t) => t('identity.why.title'),
  view: ({ grant, modules }, { t }) => (
    <>
      <PageHeader
        title={t('identity.why.title')}
        lead={t('identity.why.lead', {
          role: roleText(t, grant.role),
          area: areaText(t, grant.area_kind, grant.area_id),
        })}
      />
      <Facts
        items={[
          { label: t('identity.field.role'), value: roleText(t, grant.role) },
          { label: t('identity.field.area'), value: areaText(t, grant.area_kind, grant.area_id) },
          { label: t('identity.field.from'), value: t.date(grant.from_date) },
          {
            label: t('identity.field.to'),
            value: grant.to_date ? t.date(grant.to_date) : t('identity.grant.open'),
          },
          { label: t('identity.grant.by'), value: grant.granted_by_name ?? t('identity.grant.by_system') },
          { label: t('identity.field.reason'), value: grant.reason ?? '–' },
        ]}
      />
      <Section title={t('identity.why.parts')}>
        <ul class="bullets">
          {modules.map((name) => (
            <li key={name}>{t.has(`${name}.nav`) ? t.dynamic(`${name}.nav`) : name}</li>
          ))}
        </ul>
      </Section>
    </>
  ),
})
