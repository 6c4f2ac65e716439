import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { birthText } from '#modules/people/index.ts'
import { reach } from '#platform/access.ts'
import { planOnce } from '#platform/db/prepared.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import {
  Badge,
  Button,
  Empty,
  Filters,
  LinkButton,
  Menu,
  PageHeader,
  Pager,
  Select,
  Table,
  type FilterChip,
} from '#ui/index.ts'
import { listAddress, ListQuery, trainedFilters, trainedStates } from '../list-query.ts'
import { contracts, roles } from '../post.ts'
import { qualificationLevels } from '../qualification.ts'
import { listStaff, type StaffFilter, type StaffRow } from '../store/list.ts'
import { targets } from '../training/rule.ts'

export const pageSize = 50

/** The filter a query and the reader's reach make together. */
export function toFilter(
  query: ListQuery,
  options: readonly InstitutionOption[],
  reached: StaffFilter['reach'],
  day: string,
): StaffFilter {
  const institution = query['co-so']
    ? options.find((option) => option.code === query['co-so'])?.id
    : undefined
  return {
    text: query.q,
    role: query['vai-tro'],
    contract: query['hop-dong'],
    degree: query['trinh-do'],
    trained: Object.fromEntries(
      targets.map((target) => {
        const state = query[trainedFilters[target]]
        return [target, state && state === 'dat']
      }),
    ),
    institution,
    standing: query.dien === 'nghi' ? 'left' : 'held',
    day,
    reach: reached,
  }
}

/** Teachers and managers of the institutions the reader reaches, by given name. */
export const staffList = definePage({
  path: '/nhan-su',
  permission: 'staff.read',
  query: ListQuery,
  async load({ db, actor, query, today }) {
    const options = await listInstitutionOptions(db, actor, { on: today, withEnded: true })
    const filter = toFilter(query, options, reach(actor, 'staff.read'), today)
    await planOnce(db)
    const rows = await listStaff(db, filter, { after: readPageMark(query.sau), limit: pageSize + 1 })
    return { query, options, rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
  },
  looks: (data) => ({ subject: 'people.person', ids: data.rows.map((row) => row.person_id) }),
  title: (_data, t) => t('staff.list.title'),
  view: (data, context) => {
    const { query, options, rows, hasMore } = data
    const { t } = context
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('staff.list.title')}
          lead={query.dien ? t('staff.list.lead_left') : t('staff.list.lead')}
          actions={<Acts query={query} context={context} />}
        />
        <Filters
          search={{ name: 'q', label: t('staff.list.search'), value: query.q, button: t('staff.list.find') }}
          lead={t('staff.list.showing')}
          chips={chips(query, options, context)}
          clearHref="/nhan-su"
          clearLabel={t('staff.list.clear')}
          more={<MoreFilters query={query} options={options} context={context} />}
          moreLabel={t('staff.list.filter')}
        />
        <Table
          caption={t('staff.list.title')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/nhan-su/${row.person_id}`}
          columns={columns(options, context)}
          empty={<Empty title={t('staff.list.empty')}>{t('staff.list.empty_hint')}</Empty>}
        />
        <Pager
          label={t('staff.list.paging')}
          previous={query.sau ? listAddress(query) : undefined}
          previousLabel={t('staff.list.first')}
          next={
            hasMore && last ? listAddress(query, { sau: writePageMark(last.name_key, last.id) }) : undefined
          }
          nextLabel={t('staff.list.next')}
        />
      </>
    )
  },
})

function Acts({ query, context: { t, may } }: { query: ListQuery; context: ViewContext }) {
  return (
    <>
      <LinkButton kind="ghost" href="/nhan-su/doi-chieu">
        {t('staff.summary.open')}
      </LinkButton>
      {may('staff.export') && (
        <Menu
          label={t('staff.list.export')}
          icon="download"
          end
          items={['xlsx', 'csv'].map((kind) => ({
            href: listAddress(query, {}, `/tai-ve/nhan-su.${kind}`),
            label: t.dynamic(`staff.list.export_${kind}`),
            download: true,
          }))}
        />
      )}
      {may('staff.edit') && <LinkButton href="/nhan-su/moi">{t('staff.new.open')}</LinkButton>}
    </>
  )
}

function columns(options: readonly InstitutionOption[], { t }: ViewContext) {
  const names = new Map(options.map((option) => [option.id, option.name]))
  const isMany = options.length > 1
  return [
    { key: 'full_name', label: t('people.field.full_name') },
    { key: 'birth', label: t('people.field.birth'), render: (row: StaffRow) => birthText(row) || '–' },
    { key: 'role', label: t('staff.field.role'), render: (row: StaffRow) => <Post row={row} t={t} /> },
    {
      key: 'degree',
      label: t('staff.field.degree'),
      render: (row: StaffRow) => (row.degree ? t.dynamic(`staff.level.degree.${row.degree}`) : '–'),
    },
    ...targets.map((target) => ({
      key: target,
      label: t.dynamic(`staff.field.trained_${target}`),
      render: (row: StaffRow) => <Trained counts={row.trained[target]} t={t} />,
    })),
    ...(isMany
      ? [
          {
            key: 'institution_id',
            label: t('staff.field.institution'),
            render: (row: StaffRow) => names.get(row.institution_id) ?? '–',
          },
        ]
      : []),
  ]
}

function Post({ row, t }: { row: StaffRow; t: ViewContext['t'] }) {
  return (
    // One element: on a phone it is one cell beside its label.
    <div>
      {row.title ?? t.dynamic(`staff.role.${row.role}`)}
      {row.contract && (
        <span class="block text-sm text-muted">{t.dynamic(`staff.contract.${row.contract}`)}</span>
      )}
    </div>
  )
}

function Trained({ counts, t }: { counts: boolean | null; t: ViewContext['t'] }) {
  if (counts === null) return <>–</>
  return (
    <Badge kind={counts ? 'success' : 'warning'}>
      {t(counts ? 'staff.training.status.yes' : 'staff.training.status.no')}
    </Badge>
  )
}

type TrainedName = (typeof trainedFilters)[keyof typeof trainedFilters]
type FilterName = TrainedName | 'vai-tro' | 'hop-dong' | 'trinh-do' | 'co-so' | 'dien' | 'q'

function chips(query: ListQuery, options: readonly InstitutionOption[], { t }: ViewContext): FilterChip[] {
  const trainedWords = (target: string, value: string) =>
    `${t.dynamic(`staff.field.trained_${target}`)}: ${t.dynamic(`staff.list.trained.${value}`)}`
  const words: Record<FilterName, (value: string) => string> = {
    q: (value) => `“${value}”`,
    'vai-tro': (value) => t.dynamic(`staff.role.${value}`),
    'hop-dong': (value) => t.dynamic(`staff.contract.${value}`),
    'trinh-do': (value) => t.dynamic(`staff.level.degree.${value}`),
    'co-so': (value) => options.find((option) => option.code === value)?.name ?? value,
    'su-pham-so': (value) => trainedWords('pedagogy', value),
    'hoc-lieu-so': (value) => trainedWords('materials', value),
    dien: () => t('staff.list.left'),
  }
  return (Object.keys(words) as FilterName[]).flatMap((name) => {
    const value = query[name]
    if (!value) return []
    const label = words[name](value)
    return [
      {
        label,
        removeHref: listAddress(query, { [name]: undefined }),
        removeLabel: t('staff.list.remove', { filter: label }),
      },
    ]
  })
}

function MoreFilters({
  query,
  options,
  context: { t },
}: {
  query: ListQuery
  options: readonly InstitutionOption[]
  context: ViewContext
}) {
  const any = t('staff.list.any')
  const choices = (values: readonly string[], words: string) =>
    values.map((value) => ({ value, label: t.dynamic(`${words}.${value}`) }))
  return (
    <>
      <Select
        name="vai-tro"
        label={t('staff.field.role')}
        value={query['vai-tro']}
        placeholder={any}
        options={choices(roles, 'staff.role')}
      />
      <Select
        name="hop-dong"
        label={t('staff.field.contract')}
        value={query['hop-dong']}
        placeholder={any}
        options={choices(contracts, 'staff.contract')}
      />
      <Select
        name="trinh-do"
        label={t('staff.field.degree')}
        value={query['trinh-do']}
        placeholder={any}
        options={choices(qualificationLevels.degree, 'staff.level.degree')}
      />
      {targets.map((target) => (
        <Select
          key={target}
          name={trainedFilters[target]}
          label={t.dynamic(`staff.field.trained_${target}`)}
          value={query[trainedFilters[target]]}
          placeholder={any}
          options={choices(trainedStates, 'staff.list.trained')}
        />
      ))}
      {options.length > 1 && (
        <Select
          name="co-so"
          label={t('staff.field.institution')}
          value={query['co-so']}
          placeholder={any}
          options={options.map((option) => ({ value: option.code, label: option.name }))}
        />
      )}
      <Select
        name="dien"
        label={t('staff.list.standing')}
        value={query.dien}
        placeholder={t('staff.list.held')}
        options={[{ value: 'nghi', label: t('staff.list.left') }]}
      />
      <Button kind="secondary">{t('staff.list.apply')}</Button>
    </>
  )
}
