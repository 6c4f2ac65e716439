import { definePage } from '#platform/pages/page.ts'
import { PageHeader, Section, Table } from '#ui/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Kind } from '../kind.ts'
import { listKindVersions } from '../store/kind.ts'
import { kindPath, readings, spanText, VerifiedBadge } from './words.tsx'

/** The kinds there are today and what they were before, with their dates and readings. */
export const kindList = definePage({
  path: '/so-goc/loai',
  permission: 'diplomas.read',
  async load({ db, today }) {
    const all = await listKindVersions(db)
    return {
      now: all.filter((one) => (one.from_date ?? '') <= today && (one.to_date ?? '9999') >= today),
      later: all.filter((one) => (one.from_date ?? '') > today),
      before: all.filter((one) => one.to_date !== null && one.to_date < today),
    }
  },
  title: (_data, t) => t('diplomas.kinds.title'),
  view: ({ now, later, before }, { t }) => (
    <>
      <PageHeader
        title={t('diplomas.kinds.title')}
        lead={t('diplomas.kinds.lead')}
        breadcrumb={[{ href: '/so-goc', label: t('diplomas.registers.title') }]}
        breadcrumbLabel={t('diplomas.registers.crumbs')}
      />
      <Kinds title={t('diplomas.kinds.now')} rows={now} t={t} />
      {later.length > 0 && <Kinds title={t('diplomas.kinds.later')} rows={later} t={t} />}
      {before.length > 0 && <Kinds title={t('diplomas.kinds.before')} rows={before} t={t} />}
    </>
  ),
})

function Kinds({ title, rows, t }: { title: string; rows: readonly Kind[]; t: Translate }) {
  return (
    <Section title={title}>
      <Table
        caption={title}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => kindPath(row.id)}
        columns={[
          {
            key: 'name',
            label: t('diplomas.registers.kind'),
            render: (row) => (t.lang === 'vi' ? row.name : row.name_en),
          },
          { key: 'span', label: t('diplomas.kinds.span'), render: (row) => spanText(row, t) },
          {
            key: 'reading',
            label: t('diplomas.kinds.reading'),
            render: (row) => (
              <ul class="text-sm">
                {readings(row, t).map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
          {
            key: 'verified',
            label: t('diplomas.kinds.certainty'),
            render: (row) => <VerifiedBadge kind={row} t={t} />,
          },
        ]}
      />
    </Section>
  )
}
