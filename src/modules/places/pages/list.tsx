import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { parseDate } from '#platform/text/index.ts'
import {
  Button,
  DateField,
  Empty,
  Filters,
  LinkButton,
  PageHeader,
  RadioGroup,
  Table,
  type Column,
} from '#ui/index.ts'
import { listUnits, type ListedUnit, type UnitOrder } from '../store/search.ts'
import { findFirstDay, findUnit } from '../store/units.ts'
import { unitKinds, type Unit } from '../unit.ts'
import { codeOf, periodOf, unitHref } from '../words-of-units.ts'

/** A day in the address or typed by a person; anything else is left out. */
export const dayInQuery = z.string().transform(parseDate).optional().catch(undefined)
const sortKeys = ['name', 'code', 'area_km2', 'from_date'] as const

export const ListQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  ngay: dayInQuery,
  cap: z.enum(unitKinds).catch('commune').default('commune'),
  thuoc: z.string().max(60).optional().catch(undefined),
  xep: z.enum(sortKeys).optional().catch(undefined),
  chieu: z.enum(['asc', 'desc']).catch('asc').default('asc'),
})
export type ListQuery = z.infer<typeof ListQuery>

type Data = {
  on: string
  query: ListQuery
  units: ListedUnit[]
  parent: Unit | undefined
  /** First day that units of the level are known of. */
  since: string | undefined
}

/** Administrative units in force on a day. A province has some hundred, so the list is whole. */
export const unitList = definePage({
  path: '/dia-ban',
  permission: 'public',
  query: ListQuery,
  async load({ db, query, today }): Promise<Data> {
    const on = query.ngay ?? today
    const units = await listUnits(
      db,
      { kind: query.cap, on, text: query.q, parent: query.thuoc },
      orderOf(query),
    )
    const parent = query.thuoc ? await findUnit(db, query.thuoc, on) : undefined
    return { on, query, units, parent, since: await findFirstDay(db, query.cap) }
  },
  title: (_data, t) => t('places.list.title'),
  view: (data, context) => {
    const { t, may } = context
    const { on, query, units } = data
    return (
      <>
        <PageHeader
          title={t('places.list.title')}
          count={t.number(units.length)}
          lead={t('places.list.lead', { day: t.date(on) })}
          actions={
            <>
              <LinkButton
                href={address(query, {}, '/du-lieu-mo/dia-ban.csv')}
                kind="secondary"
                icon="download"
                download
              >
                {t('places.list.csv')}
              </LinkButton>
              {may('places.reorganise') && (
                <LinkButton href="/dia-ban/sap-xep" kind="secondary">
                  {t('places.reorganise.open')}
                </LinkButton>
              )}
              {may('places.import-boundaries') && (
                <LinkButton href="/dia-ban/ranh-gioi" kind="secondary">
                  {t('places.boundary.open')}
                </LinkButton>
              )}
            </>
          }
        />
        <ListFilters data={data} context={context} />
        <Table
          caption={t('places.list.title')}
          rows={units}
          rowKey={(unit) => unit.id}
          rowHref={(unit) => unitHref(unit, on)}
          columns={columnsOf(t, Boolean(query.q))}
          sort={{ key: orderOf(query).key, direction: orderOf(query).direction }}
          sortHref={(key) =>
            address(query, {
              xep: key,
              chieu: orderOf(query).key === key && query.chieu === 'asc' ? 'desc' : 'asc',
            })
          }
          empty={
            <Empty title={t('places.list.empty')}>
              {t('places.list.empty_hint', { day: t.date(data.since) })}
            </Empty>
          }
        />
      </>
    )
  },
})

export function orderOf(query: ListQuery): UnitOrder {
  return { key: query.xep ?? 'name', direction: query.chieu }
}

/** The list's address with other filters; those that are the default are left out. */
function address(
  query: ListQuery,
  change: Partial<Record<keyof ListQuery, string | undefined>>,
  path = '/dia-ban',
): string {
  const all = { ...query, ...change }
  const usual: Partial<Record<keyof ListQuery, string>> = { cap: 'commune', chieu: 'asc' }
  const entries = Object.entries(all).filter(
    ([key, value]) => value && value !== usual[key as keyof ListQuery],
  )
  const search = new URLSearchParams(entries as [string, string][]).toString()
  return search ? `${path}?${search}` : path
}

function ListFilters({ data, context }: { data: Data; context: ViewContext }) {
  const { query, parent } = data
  const { t } = context
  const chip = (label: string, without: keyof ListQuery) => ({
    label,
    removeHref: address(query, { [without]: undefined }),
    removeLabel: t('places.list.remove', { label }),
  })
  const chips = [
    ...(query.cap === 'commune' ? [] : [chip(t(`places.kind.${query.cap}`), 'cap')]),
    ...(parent ? [chip(t('places.list.under', { name: parent.name }), 'thuoc')] : []),
    ...(query.ngay ? [chip(t('places.list.on', { day: t.date(query.ngay) }), 'ngay')] : []),
  ]
  return (
    <Filters
      search={{
        name: 'q',
        label: t('places.list.search'),
        placeholder: t('places.list.search'),
        value: query.q,
        button: t('places.list.find'),
      }}
      hidden={{ thuoc: query.thuoc, xep: query.xep, chieu: query.xep ? query.chieu : undefined }}
      lead={t('places.list.seeing')}
      chips={chips}
      clearHref={query.q ? `/dia-ban?q=${encodeURIComponent(query.q)}` : '/dia-ban'}
      clearLabel={t('places.list.clear')}
      moreLabel={t('places.list.more')}
      moreOpen={chips.length > 0}
      more={
        <>
          <RadioGroup
            name="cap"
            label={t('places.field.kind')}
            value={query.cap}
            inline
            options={unitKinds.map((kind) => ({ value: kind, label: t(`places.kind.${kind}`) }))}
          />
          <DateField
            name="ngay"
            label={t('places.list.day')}
            hint={t('places.list.day_hint')}
            value={query.ngay ? t.date(query.ngay) : ''}
          />
          <Button kind="secondary">{t('places.list.apply')}</Button>
        </>
      }
    />
  )
}

function columnsOf(t: Translate, isSearch: boolean): Column<ListedUnit>[] {
  return [
    { key: 'name', label: t('places.field.name'), sort: true },
    ...(isSearch
      ? [
          {
            key: 'found_by',
            label: t('places.field.found_by'),
            render: (unit: ListedUnit) => <FoundBy unit={unit} t={t} />,
          },
        ]
      : []),
    { key: 'code', label: t('places.field.code'), sort: true, render: (unit) => codeOf(unit, t) },
    { key: 'parent_name', label: t('places.field.parent') },
    {
      key: 'area_km2',
      label: t('places.field.area'),
      sort: true,
      align: 'end' as const,
      render: (unit) => (unit.area_km2 ? t.number(Number(unit.area_km2)) : ''),
    },
    { key: 'from_date', label: t('places.field.period'), sort: true, render: (unit) => periodOf(unit, t) },
  ]
}

/** By which name of another day the search found it. */
function FoundBy({ unit, t }: { unit: ListedUnit; t: Translate }) {
  if (unit.found_by.length === 0) return null
  const names = (list: readonly { name: string }[]) => list.map((each) => each.name).join(', ')
  const earlier = unit.found_by.filter((each) => each.from_date < unit.from_date)
  const later = unit.found_by.filter((each) => each.from_date > unit.from_date)
  return (
    <>
      {earlier.length > 0 && t('places.list.before', { day: t.date(unit.from_date), names: names(earlier) })}
      {later.length > 0 && t('places.list.after', { day: t.date(later[0]!.from_date), names: names(later) })}
    </>
  )
}
