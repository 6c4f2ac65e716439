import type { InstitutionOption } from '#modules/institutions/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { birthText } from '#modules/people/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import { planOnce } from '#platform/db/prepared.ts'
import type { Look } from '#platform/audit/looks.ts'
import type { Db } from '#platform/db/database.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Empty, Filters, LinkButton, Menu, PageHeader, Pager, Table } from '#ui/index.ts'
import type { ClassGroup } from '../class-group.ts'
import type { Cohort } from '../cohort.ts'
import { listAddress, ListQuery } from '../list-query.ts'
import { listClasses } from '../store/class-group.ts'
import { listCohorts } from '../store/cohort.ts'
import { listLearners, type LearnerFilter, type LearnerRow } from '../store/learner-list.ts'
import { LearnerFilters, learnerChips } from './learner-filters.tsx'
import { levelText, StateBadge } from './parts.tsx'

const pageSize = 50

export type Choices = {
  options: InstitutionOption[]
  cohorts: Cohort[]
  classes: ClassGroup[]
  maySense: boolean
}

/** The filter a query and the reader's reach make together; policy groups only as far as the reader may see them. */
export function toFilter(
  query: ListQuery,
  options: readonly InstitutionOption[],
  actor: Actor,
  day: string,
): LearnerFilter {
  const sense = reach(actor, 'students.read-sensitive')
  const kind = query['doi-tuong']
  return {
    text: query.q,
    state: query['trang-thai'],
    cohort: query.khoa,
    classGroup: query.lop === 'chua' ? 'none' : query.lop,
    programme: query.nganh,
    level: query['trinh-do'],
    group: kind ? { kind, reach: sense } : undefined,
    institution: query['co-so'] ? options.find((option) => option.code === query['co-so'])?.id : undefined,
    day,
    reach: reach(actor, 'students.read'),
  }
}

/** Who is listed; a list of one policy group tells of each that they are in it. */
export function looksOf(filter: LearnerFilter, rows: readonly Pick<LearnerRow, 'person_id'>[]): Look[] {
  const ids = rows.map((row) => row.person_id)
  const people = { subject: 'people.person', ids }
  return filter.group ? [people, { subject: 'students.policy_fact', ids }] : [people]
}

async function readChoices(db: Db, actor: Actor, query: ListQuery, today: string): Promise<Choices> {
  const options = await listInstitutionOptions(db, actor, { on: today, withEnded: true })
  const school = options.length === 1 ? options[0] : options.find((one) => one.code === query['co-so'])
  const within = { reach: reach(actor, 'students.read'), institution: school?.id }
  const sense = reach(actor, 'students.read-sensitive')
  return {
    options,
    // cohorts and classes are chosen inside one school
    cohorts: school || query.khoa ? await listCohorts(db, within) : [],
    classes: school || query.lop ? await listClasses(db, within) : [],
    maySense: sense === 'all' || sense.length > 0,
  }
}

/** Learners of the schools the reader reaches, by given name. */
export const learnerList = definePage({
  path: '/hoc-sinh',
  permission: 'students.read',
  query: ListQuery,
  async load({ db, actor, query, today }) {
    const choices = await readChoices(db, actor, query, today)
    const filter = toFilter(query, choices.options, actor, today)
    await planOnce(db)
    const rows = await listLearners(db, filter, { after: readPageMark(query.sau), limit: pageSize + 1 })
    const looks = looksOf(filter, rows.slice(0, pageSize))
    return { query, choices, rows: rows.slice(0, pageSize), looks, hasMore: rows.length > pageSize }
  },
  looks: ({ looks }) => looks,
  title: (_data, t) => t('students.list.title'),
  view: ({ query, choices, rows, hasMore }, context) => {
    const { t } = context
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('students.list.title')}
          lead={t('students.list.lead')}
          actions={<Acts query={query} context={context} />}
        />
        <Filters
          search={{
            name: 'q',
            label: t('students.list.search'),
            value: query.q,
            button: t('students.list.find'),
          }}
          lead={t('students.list.showing')}
          chips={learnerChips(query, choices, t)}
          clearHref="/hoc-sinh"
          clearLabel={t('students.list.clear')}
          more={<LearnerFilters query={query} choices={choices} context={context} />}
          moreLabel={t('students.list.filter')}
        />
        <Table
          caption={t('students.list.title')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/hoc-sinh/${row.learner_id}`}
          columns={columns(choices.options, context)}
          empty={<Empty title={t('students.list.empty')}>{t('students.list.empty_hint')}</Empty>}
        />
        <Pager
          label={t('students.list.paging')}
          previous={query.sau ? listAddress(query) : undefined}
          previousLabel={t('students.list.first')}
          next={
            hasMore && last ? listAddress(query, { sau: writePageMark(last.name_key, last.id) }) : undefined
          }
          nextLabel={t('students.list.next')}
        />
      </>
    )
  },
})

function Acts({ query, context: { t, may } }: { query: ListQuery; context: ViewContext }) {
  return (
    <>
      <Menu
        label={t('students.list.export')}
        icon="download"
        end
        items={['xlsx', 'csv'].map((kind) => ({
          href: listAddress(query, {}, `/tai-ve/hoc-sinh.${kind}`),
          label: t.dynamic(`students.list.export_${kind}`),
          download: true,
        }))}
      />
      {may('students.edit') && <LinkButton href="/hoc-sinh/moi">{t('students.learner.new')}</LinkButton>}
    </>
  )
}

function columns(options: readonly InstitutionOption[], { t }: ViewContext) {
  const names = new Map(options.map((option) => [option.id, option.name]))
  return [
    { key: 'full_name', label: t('people.field.full_name') },
    { key: 'code', label: t('students.learner.code') },
    { key: 'birth', label: t('people.field.birth'), render: (row: LearnerRow) => birthText(row) || '–' },
    { key: 'class', label: t('students.field.class'), render: (row: LearnerRow) => row.class_code ?? '–' },
    { key: 'cohort_name', label: t('students.field.cohort') },
    {
      key: 'programme',
      label: t('students.field.programme'),
      render: (row: LearnerRow) => `${row.programme_name} (${levelText(row.level, t)})`,
    },
    {
      key: 'state',
      label: t('students.field.state'),
      render: (row: LearnerRow) => <StateBadge state={row.state} t={t} />,
    },
    ...(options.length > 1
      ? [
          {
            key: 'school',
            label: t('students.field.institution'),
            render: (row: LearnerRow) => names.get(row.institution_id) ?? '–',
          },
        ]
      : []),
  ]
}
