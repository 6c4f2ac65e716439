import { z } from 'zod'
import { measureMembers, type MeasureRow } from '#platform/measures/index.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Alert, Empty, PageHeader, Pager, Section, Stat, Stats, Table, Tabs } from '#ui/index.ts'
import { processDigitised, resultsDigitised } from '../../measures.ts'
import { chooseSchool, SchoolFilter, schoolsFor } from '../../records/pages/parts.tsx'
import { listPeopleOf, parts, readShare, type Part } from '../store/digital.ts'

const pageSize = 50
const Query = z.object({
  'co-so': z.string().max(100).optional(),
  xem: z.enum(['process', 'results']).default('process').catch('process'),
  sau: z.string().max(400).optional(),
})
type Query = z.output<typeof Query>

const measures = { process: processDigitised, results: resultsDigitised }

/** Digitisation meter of a school: process and results, computed from records, with those who are missing. */
export const digitalPage = definePage({
  path: '/so-hoa',
  permission: 'students.read',
  query: Query,
  load: loadMeter,
  looks: ({ people }) => ({ subject: 'people.person', ids: people }),
  title: (_data, t) => t('students.digital.title'),
  view: (data, context) => {
    const { options, school, query } = data
    const { t, today } = context
    if (!school) return <Empty title={t('students.graduation.no_school')} />
    const here = (part: Part, after?: string) =>
      `/so-hoa?co-so=${encodeURIComponent(school.code)}&xem=${part}${after ? `&sau=${encodeURIComponent(after)}` : ''}`
    return (
      <>
        <PageHeader
          title={t('students.digital.title')}
          lead={t('students.digital.lead', { day: t.date(today) })}
        />
        <SchoolFilter options={options} school={school} t={t} />
        <Shares data={data} context={context} here={here} />
        <Alert kind="info" title={t('students.digital.diplomas')}>
          {t('students.digital.diplomas_missing')}
        </Alert>
        <Tabs
          label={t('students.digital.title')}
          items={parts.map((part) => ({
            href: here(part),
            label: t.dynamic(`students.digital.${part}`),
            current: part === query.xem,
          }))}
        />
        <Missing data={data} context={context} here={here} />
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadMeter>>
type Props = { data: Data; context: ViewContext; here: (part: Part, after?: string) => string }

async function loadMeter({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const options = await schoolsFor(db, actor, today, 'students.read')
  const school = chooseSchool(options, query['co-so'])
  const none = {
    options,
    school,
    query,
    shares: [],
    rows: [] as MeasureRow[],
    people: [] as string[],
    hasMore: false,
  }
  if (!school) return none
  const shares = []
  for (const part of parts)
    shares.push({ part, ...(await readShare(db, part, { institution: school.id, day: today })) })
  const after = readPageMark(query.sau)
  const rows = await measureMembers(
    db,
    measures[query.xem],
    today,
    { institution: school.id, counts: false },
    { after: after && { label: after.key, id: after.id }, limit: pageSize + 1 },
  )
  const shown = rows.slice(0, pageSize)
  const people = await listPeopleOf(
    db,
    shown.map((row) => row.member_id),
  )
  return { ...none, shares, rows: shown, people, hasMore: rows.length > pageSize }
}

function Shares({ data: { shares }, context: { t }, here }: Props) {
  return (
    <div class="mb-6">
      <Stats>
        {shares.map(({ part, have, all, least }) => (
          <Stat
            key={part}
            label={t.dynamic(`students.digital.${part}`)}
            figure={all === 0 ? '–' : `${t.number(Math.floor((have * 1000) / all) / 10, 1)} %`}
            href={here(part)}
            note={
              <>
                {all === 0 ? t('students.digital.empty') : t('students.digital.share', { have, all })}
                {' · '}
                {least === null ? t('students.digital.no_rule') : t('students.digital.least', { least })}
              </>
            }
          />
        ))}
      </Stats>
    </div>
  )
}

function Missing({ data: { query, rows, hasMore }, context: { t }, here }: Props) {
  const part = t.dynamic(`students.digital.${query.xem}`)
  const last = rows.at(-1)
  return (
    <Section title={t('students.digital.missing', { part: part.toLocaleLowerCase(t.lang) })}>
      <Table
        caption={t('students.digital.missing', { part: part.toLocaleLowerCase(t.lang) })}
        rows={rows}
        rowKey={(row) => row.member_id}
        rowHref={(row) => row.href ?? undefined}
        columns={[
          { key: 'label', label: t('people.field.full_name') },
          { key: 'cohort', label: t('students.field.cohort'), render: (row) => row.dims?.cohort ?? '–' },
          {
            key: 'reason',
            label: t('students.digital.why'),
            render: (row) => t.dynamic(row.reason, row.reason_params ?? undefined),
          },
        ]}
        empty={<p class="text-muted">{t('students.digital.none_missing')}</p>}
      />
      <Pager
        label={t('students.graduation.paging')}
        previous={query.sau ? here(query.xem) : undefined}
        previousLabel={t('students.graduation.first_page')}
        next={hasMore && last ? here(query.xem, writePageMark(last.label, last.member_id)) : undefined}
        nextLabel={t('students.graduation.next_page')}
      />
    </Section>
  )
}
