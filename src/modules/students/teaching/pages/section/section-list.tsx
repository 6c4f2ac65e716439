import { z } from 'zod'
import { planOnce } from '#platform/db/prepared.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { listAddressOf } from '#platform/pages/query.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import {
  Badge,
  Button,
  Empty,
  Filters,
  LinkButton,
  PageHeader,
  Pager,
  Select,
  Table,
  type FilterChip,
} from '#ui/index.ts'
import { sectionStates } from '../../../section.ts'
import { listClassChoices, listTeacherChoices, listTerms, termOn } from '../../store/choices.ts'
import { listSections, type SectionFilter } from '../../store/sections.ts'
import { choosePlace, inPlace, PlaceField, placeName, type PlaceChoice } from '../place.tsx'
import { stateKind } from './section-words.tsx'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
  'hoc-ky': z.uuid().optional().catch(undefined),
  lop: z.uuid().optional().catch(undefined),
  gv: z.uuid().optional().catch(undefined),
  'trang-thai': z.enum(sectionStates).optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})
type Query = z.output<typeof Query>
export const pageSize = 50
const listAddress = listAddressOf<Query>('/lop-hoc-phan')

/** Course sections of a term; a teacher sees those they teach. */
export const sectionList = definePage({
  path: '/lop-hoc-phan',
  permission: 'signed-in',
  query: Query,
  load: loadList,
  title: (_data, t) => t('students.teaching.sections.title'),
  view: (data, context) => {
    const { place, rows, hasMore, term, query } = data
    const { t } = context
    const last = rows.at(-1)
    const here = (change: Partial<Query>) => listAddress(query, change)
    return (
      <>
        <PageHeader
          title={t('students.teaching.sections.title')}
          lead={[placeName(place), term?.name].filter(Boolean).join(' · ')}
          actions={place.mayEdit && <Acts place={place} context={context} />}
        />
        <Filters
          search={{
            name: 'q',
            label: t('students.teaching.sections.search'),
            value: query.q,
            button: t('students.teaching.find'),
          }}
          chips={chips(data, here, t)}
          clearHref={inPlace(place, '/lop-hoc-phan')}
          clearLabel={t('students.teaching.clear')}
          more={<MoreFilters data={data} context={context} />}
          moreLabel={t('students.teaching.filters')}
        />
        <Table
          caption={t('students.teaching.sections.title')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/lop-hoc-phan/${row.id}`}
          columns={columns(context)}
          empty={<NoSections data={data} context={context} />}
        />
        <Pager
          label={t('students.teaching.paging')}
          previous={query.sau ? here({}) : undefined}
          previousLabel={t('students.teaching.first_page')}
          next={hasMore && last ? here({ sau: writePageMark(last.code, last.id) }) : undefined}
          nextLabel={t('students.teaching.next_page')}
        />
      </>
    )
  },
})
type Data = Awaited<ReturnType<typeof loadList>>

async function loadList({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const place = await choosePlace(db, actor, today, query['co-so'])
  const terms = await listTerms(db, place.here.id)
  const term = terms.find((one) => one.id === query['hoc-ky']) ?? termOn(terms, today)
  const person = actor.kind === 'account' ? actor.personId : undefined
  const none = { place, terms, term, query, rows: [], hasMore: false, classes: [], teachers: [] }
  // A teacher whose account names no person teaches nothing we could know of.
  if (!term || (!place.isOffice && !person)) return none
  const filter: SectionFilter = {
    term: term.id,
    classGroup: query.lop,
    teacher: place.isOffice ? query.gv : undefined,
    state: query['trang-thai'],
    text: query.q,
    taughtBy: place.isOffice ? undefined : { person: person!, day: today },
  }
  await planOnce(db)
  const rows = await listSections(db, filter, today, { after: readPageMark(query.sau), limit: pageSize + 1 })
  return {
    ...none,
    rows: rows.slice(0, pageSize),
    hasMore: rows.length > pageSize,
    classes: place.isOffice ? await listClassChoices(db, place.here.id, term) : [],
    teachers: place.isOffice ? await listTeacherChoices(db, place.here.id, today) : [],
  }
}

function Acts({ place, context: { t } }: { place: PlaceChoice; context: ViewContext }) {
  return (
    <>
      <LinkButton kind="secondary" href={inPlace(place, '/lop-hoc-phan/moi')}>
        {t('students.teaching.sections.new')}
      </LinkButton>
      <LinkButton href={inPlace(place, '/lop-hoc-phan/mo-hoc-ky')}>
        {t('students.teaching.term.open')}
      </LinkButton>
    </>
  )
}

function NoSections({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const { place, term } = data
  if (!term)
    return <Empty title={t('students.teaching.no_term')}>{t('students.teaching.no_term_hint')}</Empty>
  return (
    <Empty
      title={t('students.teaching.sections.empty')}
      action={
        place.mayEdit
          ? { href: inPlace(place, '/lop-hoc-phan/mo-hoc-ky'), label: t('students.teaching.term.open') }
          : undefined
      }
    >
      {t(place.isOffice ? 'students.teaching.sections.empty_hint' : 'students.teaching.sections.empty_own')}
    </Empty>
  )
}

function columns({ t }: ViewContext) {
  type Row = Data['rows'][number]
  return [
    {
      key: 'name',
      label: t('students.teaching.field.section'),
      render: (row: Row) => `${row.name} (${row.code})`,
    },
    {
      key: 'class_code',
      label: t('students.teaching.field.class'),
      render: (row: Row) => row.class_code ?? t('students.teaching.mixed'),
    },
    {
      key: 'teachers',
      label: t('students.teaching.field.teacher'),
      render: (row: Row) => row.teachers.join(', ') || t('students.teaching.nobody'),
    },
    { key: 'learners', label: t('students.teaching.field.learners'), align: 'end' as const },
    { key: 'hours', label: t('students.teaching.field.hours'), align: 'end' as const },
    {
      key: 'state',
      label: t('students.teaching.field.state'),
      render: (row: Row) => (
        <Badge kind={stateKind[row.state]}>{t.dynamic(`students.teaching.section_state.${row.state}`)}</Badge>
      ),
    },
  ]
}

function chips(data: Data, here: (change: Partial<Query>) => string, t: ViewContext['t']): FilterChip[] {
  const { query, classes, teachers, term } = data
  const words: [keyof Query, string | undefined][] = [
    ['q', query.q && `“${query.q}”`],
    ['hoc-ky', query['hoc-ky'] && term?.name],
    ['lop', classes.find((one) => one.id === query.lop)?.code],
    ['gv', teachers.find((one) => one.person_id === query.gv)?.full_name],
    [
      'trang-thai',
      query['trang-thai'] && t.dynamic(`students.teaching.section_state.${query['trang-thai']}`),
    ],
  ]
  return words.flatMap(([name, label]) =>
    label
      ? [
          {
            label,
            removeHref: here({ [name]: undefined }),
            removeLabel: t('students.teaching.remove', { filter: label }),
          },
        ]
      : [],
  )
}

function MoreFilters({ data, context }: { data: Data; context: ViewContext }) {
  const { place, query, terms, term, classes, teachers } = data
  const { t } = context
  const any = t('students.teaching.any')
  return (
    <>
      <PlaceField place={place} context={context} />
      <Select
        name="hoc-ky"
        label={t('students.teaching.field.term')}
        value={term?.id}
        options={terms.map((one) => ({ value: one.id, label: one.name }))}
      />
      {place.isOffice && (
        <>
          <Select
            name="lop"
            label={t('students.teaching.field.class')}
            value={query.lop}
            placeholder={any}
            options={classes.map((one) => ({ value: one.id, label: one.code }))}
          />
          <Select
            name="gv"
            label={t('students.teaching.field.teacher')}
            value={query.gv}
            placeholder={any}
            options={teachers.map((one) => ({ value: one.person_id, label: one.full_name }))}
          />
        </>
      )}
      <Select
        name="trang-thai"
        label={t('students.teaching.field.state')}
        value={query['trang-thai']}
        placeholder={any}
        options={sectionStates.map((value) => ({
          value,
          label: t.dynamic(`students.teaching.section_state.${value}`),
        }))}
      />
      <Button kind="secondary">{t('students.teaching.filter')}</Button>
    </>
  )
}
