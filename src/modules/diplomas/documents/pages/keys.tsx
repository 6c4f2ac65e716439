import { reach } from '#platform/access.ts'
import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Table } from '#ui/index.ts'
import { schoolsFor } from '../../registers/pages/schools.tsx'
import { factsOf, isUsable, standingOf } from '../key.ts'
import { listKeys } from '../store/key.ts'
import { keysPath, StandingBadge } from './key-parts.tsx'

/** Which school can sign, with which certificate, until when. */
export const keysOverview = definePage({
  path: '/khoa-ky',
  permission: 'diplomas.keys',
  async load({ db, actor, today }) {
    const schools = await schoolsFor(db, actor, today, 'diplomas.keys')
    const bySchool = Map.groupBy(
      await listKeys(db, reach(actor, 'diplomas.keys')),
      (key) => key.institution_id,
    )
    return schools.map((school) => {
      const keys = (bySchool.get(school.id) ?? []).map((key) => ({ key, standing: standingOf(key, today) }))
      const best =
        keys.find((one) => isUsable(one.standing)) ??
        keys.find((one) => one.standing === 'waiting') ??
        keys.find((one) => one.standing === 'expired')
      return { ...school, standing: best?.standing, key: best?.key, facts: best && factsOf(best.key) }
    })
  },
  title: (_rows, t) => t('diplomas.keys.title'),
  view: (rows, { t }) => (
    <>
      <PageHeader title={t('diplomas.keys.title')} lead={t('diplomas.keys.lead')} />
      <Table
        caption={t('diplomas.keys.title')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => keysPath(row.id)}
        columns={[
          { key: 'name', label: t('diplomas.keys.school') },
          {
            key: 'standing',
            label: t('diplomas.keys.state'),
            render: (row) => <StandingBadge standing={row.standing} t={t} />,
          },
          { key: 'subject', label: t('diplomas.keys.subject'), render: (row) => row.facts?.subject ?? '–' },
          { key: 'issuer', label: t('diplomas.keys.issuer'), render: (row) => row.facts?.issuer ?? '–' },
          {
            key: 'to',
            label: t('diplomas.keys.to'),
            render: (row) => (row.key?.to_date ? t.date(row.key.to_date) : '–'),
          },
        ]}
        empty={<Empty title={t('diplomas.keys.no_school')} />}
      />
    </>
  ),
})
