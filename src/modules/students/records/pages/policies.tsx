import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage } from '#platform/pages/page.ts'
import { Badge, LinkButton, PageHeader, Table } from '#ui/index.ts'
import { listPolicyLines } from '../store/policy.ts'

/** Grading policies with their days: the national ones and the schools' own. */
export const policyList = definePage({
  path: '/quy-che-diem',
  permission: 'students.read',
  async load({ db, actor, today }) {
    const lines = await listPolicyLines(db, reach(actor, 'students.read'))
    const ids = lines.flatMap((line) => line.institution_id ?? [])
    return { lines, names: await institutionNames(db, [...new Set(ids)], today) }
  },
  title: (_data, t) => t('students.policy.title'),
  view: ({ lines, names }, { t }) => (
    <>
      <PageHeader
        title={t('students.policy.title')}
        lead={t('students.policy.lead')}
        actions={
          <LinkButton kind="secondary" href="/quy-che-diem-so-cap">
            {t('students.elementary.link')}
          </LinkButton>
        }
      />
      <Table
        caption={t('students.policy.title')}
        rows={lines}
        rowKey={(line) => line.id}
        rowHref={(line) => `/quy-che-diem/${line.id}`}
        columns={[
          { key: 'name', label: t('students.policy.name') },
          {
            key: 'whose',
            label: t('students.policy.whose'),
            render: (line) =>
              line.institution_id ? (names.get(line.institution_id) ?? '–') : t('students.policy.national'),
          },
          { key: 'from', label: t('students.policy.from'), render: (line) => t.date(line.from_date) },
          {
            key: 'to',
            label: t('students.policy.to'),
            render: (line) => t.date(line.to_date) || t('students.policy.open'),
          },
          { key: 'cohorts', label: t('students.policy.cohorts'), align: 'end' },
          {
            key: 'verified',
            label: t('students.policy.checked'),
            render: (line) =>
              line.is_verified ? (
                <Badge kind="success">{t('students.policy.verified')}</Badge>
              ) : (
                <Badge kind="warning">{t('students.policy.unverified')}</Badge>
              ),
          },
        ]}
        empty={<p class="text-muted">{t('students.policy.none')}</p>}
      />
    </>
  ),
})
