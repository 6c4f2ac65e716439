import { birthText } from '#modules/people/index.ts'
import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import {
  Button,
  Empty,
  Filters,
  LinkButton,
  Menu,
  PageHeader,
  Pager,
  Select,
  Table,
  type Column,
  type FilterChip,
} from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import { listAddress, ListQuery, shownStates } from '../list-query.ts'
import { listDiplomas, listYears, type ListFilter, type ListRow } from '../store/list.ts'
import { DiplomaBadge, Numbers } from './words.tsx'

const pageSize = 50
const permission = 'diplomas.read'

/** The filter a query and the reader's reach make together. */
export function toFilter(query: ListQuery, options: readonly InstitutionOption[], actor: Actor): ListFilter {
  return {
    text: query.q,
    kind: query.loai,
    year: query.nam,
    state: query['trang-thai'],
    institution: options.find((one) => one.code === query['co-so'])?.id,
    reach: reach(actor, permission),
  }
}

/** Every diploma and certificate with a number that the reader reaches, by given name of the holder. */
export const diplomaList = definePage({
  path: '/van-bang-cap',
  permission,
  query: ListQuery,
  async load({ db, actor, query, today }) {
    const options = await listInstitutionOptions(db, actor, { on: today, withEnded: true })
    const filter = toFilter(query, options, actor)
    const after = readPageMark(query.sau)
    const rows = await listDiplomas(db, filter, { after, limit: pageSize + 1 })
    const years = await listYears(db, filter.institution ? [filter.institution] : filter.reach)
    return { query, options, years, rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
  },
  looks: ({ rows }) => ({
    subject: 'people.person',
    ids: rows.flatMap((row) => row.person_id ?? []),
  }),
  title: (_data, t) => t('diplomas.issuing.list.title'),
  view: ({ query, options, years, rows, hasMore }, context) => {
    const { t, may } = context
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('diplomas.issuing.list.title')}
          lead={t('diplomas.issuing.list.lead')}
          actions={
            <>
              <ExportMenu query={query} t={t} />
              {may('diplomas.register') && (
                <LinkButton href="/cap-bang">{t('diplomas.issuing.runs.title')}</LinkButton>
              )}
            </>
          }
        />
        <Filters
          search={{
            name: 'q',
            label: t('diplomas.issuing.list.search'),
            value: query.q,
            button: t('diplomas.issuing.list.find'),
          }}
          lead={t('diplomas.issuing.list.showing')}
          chips={chips(query, options, t)}
          clearHref="/van-bang-cap"
          clearLabel={t('diplomas.issuing.list.clear')}
          more={<MoreFilters query={query} options={options} years={years} context={context} />}
          moreLabel={t('diplomas.issuing.list.filter')}
        />
        <Table
          caption={t('diplomas.issuing.list.title')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/van-bang-cap/${row.id}`}
          columns={columns(options, t)}
          empty={
            <Empty title={t('diplomas.issuing.list.empty')}>{t('diplomas.issuing.list.empty_hint')}</Empty>
          }
        />
        <Pager
          label={t('diplomas.issuing.list.paging')}
          previous={query.sau ? listAddress(query) : undefined}
          previousLabel={t('diplomas.issuing.list.first')}
          next={
            hasMore && last ? listAddress(query, { sau: writePageMark(last.name_key, last.id) }) : undefined
          }
          nextLabel={t('diplomas.issuing.list.next')}
        />
      </>
    )
  },
})

function ExportMenu({ query, t }: { query: ListQuery; t: Translate }) {
  return (
    <Menu
      label={t('diplomas.issuing.list.export')}
      icon="download"
      end
      items={['xlsx', 'csv'].map((kind) => ({
        href: listAddress(query, {}, `/tai-ve/van-bang-cap.${kind}`),
        label: t.dynamic(`diplomas.issuing.list.export_${kind}`),
        download: true,
      }))}
    />
  )
}

function columns(options: readonly InstitutionOption[], t: Translate): Column<ListRow>[] {
  const names = new Map(options.map((one) => [one.id, one.name]))
  return [
    {
      key: 'name',
      label: t('people.field.full_name'),
      render: ({ content: { holder } }) => (
        <>
          {holder.full_name}
          <span class="block text-sm font-normal text-muted">{birthText(holder)}</span>
        </>
      ),
    },
    {
      key: 'kind',
      label: t('diplomas.issuing.field.kind'),
      render: (row) => (
        <div>
          {row.content.title.vi}
          <span class="block text-sm text-muted">{row.content.programme.name.vi}</span>
          {names.size > 1 && (
            <span class="block text-sm text-muted">
              {names.get(row.institution_id) ?? row.content.institution.name}
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'numbers',
      label: t('diplomas.issuing.field.serial'),
      render: (row) => <Numbers one={row} t={t} />,
    },
    {
      key: 'state',
      label: t('diplomas.issuing.field.state'),
      render: (row) => (
        <div>
          <DiplomaBadge state={row.state} t={t} />
          {row.issue_date && (
            <span class="block text-sm text-muted">
              {t('diplomas.issuing.of_day', { day: t.date(row.issue_date) })}
            </span>
          )}
        </div>
      ),
    },
  ]
}

function chips(query: ListQuery, options: readonly InstitutionOption[], t: Translate): FilterChip[] {
  const words: [keyof ListQuery, string | undefined][] = [
    ['q', query.q && `“${query.q}”`],
    ['loai', query.loai && t.dynamic(`diplomas.kind.${query.loai}`)],
    [
      'nam',
      query.nam === undefined ? undefined : t('diplomas.issuing.list.of_year', { year: String(query.nam) }),
    ],
    ['trang-thai', query['trang-thai'] && t.dynamic(`diplomas.state.${query['trang-thai']}`)],
    ['co-so', query['co-so'] && (options.find((one) => one.code === query['co-so'])?.name ?? query['co-so'])],
  ]
  return words.flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: listAddress(query, { [name]: undefined }),
            removeLabel: t('diplomas.issuing.list.remove', { filter: label }),
          },
        ]
      : [],
  )
}

function MoreFilters({
  query,
  options,
  years,
  context: { t },
}: {
  query: ListQuery
  options: readonly InstitutionOption[]
  years: readonly number[]
  context: ViewContext
}) {
  const select = (name: keyof ListQuery, label: string, choices: { value: string; label: string }[]) => (
    <Select
      name={name}
      label={label}
      value={query[name]}
      placeholder={t('diplomas.issuing.list.any')}
      options={choices}
    />
  )
  return (
    <>
      {select(
        'loai',
        t('diplomas.issuing.field.kind'),
        kindCodes.map((value) => ({ value, label: t.dynamic(`diplomas.kind.${value}`) })),
      )}
      {select(
        'nam',
        t('diplomas.issuing.field.year'),
        years.map((year) => ({ value: String(year), label: String(year) })),
      )}
      {select(
        'trang-thai',
        t('diplomas.issuing.field.state'),
        shownStates.map((value) => ({ value, label: t.dynamic(`diplomas.state.${value}`) })),
      )}
      {options.length > 1 &&
        select(
          'co-so',
          t('diplomas.issuing.field.school'),
          options.map((one) => ({ value: one.code, label: one.name })),
        )}
      <Button kind="secondary">{t('diplomas.issuing.list.apply')}</Button>
    </>
  )
}
