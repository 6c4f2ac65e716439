import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Empty, Filters, LinkButton, PageHeader, Table } from '#ui/index.ts'
import { listUnits } from '../store.ts'
import { day } from '../unit.ts'

const Query = z.object({
  q: z.string().trim().max(100).optional(),
  ngay: day.optional().catch(undefined),
  cap: z.enum(['province', 'district', 'commune']).catch('commune').default('commune'),
})

/** Administrative units in force on a day. */
export const unitList = definePage({
  path: '/dia-ban',
  permission: 'public',
  query: Query,
  async load({ db, query, today }) {
    const on = query.ngay ?? today
    return { on, query, units: await listUnits(db, { kind: query.cap, on, text: query.q }) }
  },
  title: (_data, t) => t('places.list.title'),
  view: ({ on, query, units }, { t, may }) => (
    <>
      <PageHeader
        title={t('places.list.title')}
        count={t.number(units.length)}
        lead={t('places.list.lead', { day: t.date(on) })}
        actions={may('places.reorganise') && <LinkButton href="/dia-ban/sap-xep" kind="secondary">{t('places.reorganise.open')}</LinkButton>}
      />
      <Filters search={{ name: 'q', label: t('places.list.search'), value: query.q, button: t('app.search') }} hidden={{ ngay: query.ngay, cap: query.cap }} />
      <Table
        caption={t('places.list.title')}
        rows={units}
        rowKey={(unit) => unit.id}
        rowHref={(unit) => `/dia-ban/${unit.code}?ngay=${on}`}
        columns={[
          { key: 'name', label: t('places.field.name') },
          { key: 'code', label: t('places.field.code'), render: (unit) => (unit.is_official_code ? unit.code : '–') },
          { key: 'from_date', label: t('places.field.from'), render: (unit) => t.date(unit.from_date) },
          { key: 'to_date', label: t('places.field.to'), render: (unit) => (unit.to_date ? t.date(unit.to_date) : t('places.field.still')) },
        ]}
        empty={<Empty title={t('places.list.empty')}>{t('places.list.empty_hint')}</Empty>}
      />
    </>
  ),
})
