import { reach } from '#platform/access.ts'
import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Table } from '#ui/index.ts'
import { listSummaries } from '../store/summary.ts'

/** Totals of managers as institutions declared them, beside what the records say. */
export const staffSummary = definePage({
  path: '/nhan-su/doi-chieu',
  permission: 'staff.read',
  load: async ({ db, actor, today }) => ({
    today,
    rows: await listSummaries(db, today, reach(actor, 'staff.read')),
  }),
  title: (_data, t) => t('staff.summary.title'),
  view: ({ today, rows }, { t }) => {
    const pair = (declared: number | null, counted: number) =>
      t('staff.summary.pair', {
        declared: declared === null ? '–' : t.number(declared),
        counted: t.number(counted),
      })
    return (
      <>
        <PageHeader title={t('staff.summary.title')} lead={t('staff.summary.lead', { day: t.date(today) })} />
        <Table
          caption={t('staff.summary.title')}
          rows={rows}
          rowKey={(row) => row.institution_id}
          columns={[
            { key: 'name', label: t('staff.summary.institution') },
            {
              key: 'noted_on',
              label: t('staff.summary.noted_on'),
              render: (row) => (row.noted_on ? t.date(row.noted_on) : t('staff.summary.none')),
            },
            { key: 'total', label: t('staff.summary.total'), render: (row) => pair(row.total, row.counted) },
            {
              key: 'female',
              label: t('staff.summary.female'),
              render: (row) => pair(row.female, row.counted_female),
            },
            {
              key: 'minority',
              label: t('staff.summary.minority'),
              render: (row) => pair(row.minority, row.counted_minority),
            },
            {
              key: 'teaching',
              label: t('staff.summary.teaching'),
              render: (row) => pair(row.teaching, row.counted_teaching),
            },
          ]}
          empty={<Empty title={t('staff.summary.empty')} />}
        />
      </>
    )
  },
})
