import { z } from 'zod'
import type { InstitutionOption } from '#modules/institutions/index.ts'
import { measureMembers } from '#platform/measures/index.ts'
import type { LoadContext, ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Alert, LinkButton, PageHeader, Pager, Section, Stat, Stats, Table, Tabs } from '#ui/index.ts'
import { processDigitised, resultsDigitised } from '../../measures.ts'
import { SchoolFilter } from '../../records/pages/parts.tsx'
import { findThreshold } from '../../store/threshold.ts'
import { percentOf } from '../digital-table.ts'
import { digitalParts, listPeopleOf, readShare } from '../store/digital.ts'

const pageSize = 50
const tabs = ['process', 'results'] as const
type Tab = (typeof tabs)[number]
const measures = { process: processDigitised, results: resultsDigitised }

export const SchoolQuery = z.object({
  xem: z.enum(tabs).default('process').catch('process'),
  sau: z.string().max(400).optional().catch(undefined),
})
type SchoolQuery = z.output<typeof SchoolQuery>

type Choice = { options: readonly InstitutionOption[]; school: InstitutionOption; query: SchoolQuery }

/** Shares of a school and those who are missing in one part. */
export async function loadSchool(
  { db, app, today }: Pick<LoadContext, 'db' | 'app' | 'today'>,
  { options, school, query }: Choice,
) {
  const shares = []
  for (const part of digitalParts(app)) {
    const tab = tabs.find((one) => measures[one] === part)
    shares.push({
      title: part.under!.title,
      tab,
      ...(await readShare(db, part, { institution: school.id, day: today })),
      least: tab && (await findThreshold(db, `t08.${tab}`, today)),
    })
  }
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
  return { options, school, query, shares, rows: shown, people, hasMore: rows.length > pageSize }
}

type Props = { data: Awaited<ReturnType<typeof loadSchool>>; context: ViewContext }

export function DigitalSchool(props: Props) {
  const { options, school, query, shares } = props.data
  const { t, today } = props.context
  return (
    <>
      <PageHeader
        title={t('students.digital.title')}
        lead={t('students.digital.lead', { day: t.date(today) })}
        breadcrumb={options.length > 1 ? [{ href: '/so-hoa', label: t('students.digital.all') }] : undefined}
        breadcrumbLabel={t('students.threshold.crumbs')}
        actions={
          <LinkButton kind="secondary" href="/so-hoa/nguong">
            {t('students.threshold.title')}
          </LinkButton>
        }
      />
      <SchoolFilter options={options} school={school} t={t} />
      <Shares {...props} />
      {shares.every((one) => one.tab) && (
        <Alert kind="info" title={t('students.digital.diplomas')}>
          {t('students.digital.diplomas_missing')}
        </Alert>
      )}
      <Tabs
        label={t('students.digital.title')}
        items={tabs.map((tab) => ({
          href: here(school.code, tab),
          label: t.dynamic(`students.digital.${tab}`),
          current: tab === query.xem,
        }))}
      />
      <Missing {...props} />
    </>
  )
}

const here = (school: string, tab: Tab, after?: string): string =>
  `/so-hoa?co-so=${encodeURIComponent(school)}&xem=${tab}${after ? `&sau=${encodeURIComponent(after)}` : ''}`

function Shares({ data: { school, shares }, context: { t } }: Props) {
  return (
    <div class="mb-6">
      <Stats>
        {shares.map(({ title, tab, have, all, least }) => (
          <Stat
            key={title}
            label={t.dynamic(title)}
            figure={all === 0 ? '–' : `${t.number(percentOf({ have, all }), 1)} %`}
            {...(tab ? { href: here(school.code, tab) } : {})}
            note={
              <>
                {all === 0
                  ? t('students.digital.empty')
                  : t(tab ? 'students.digital.share' : 'students.digital.share_other', { have, all })}
                {tab && ' · '}
                {tab &&
                  (least
                    ? t(least.is_verified ? 'students.digital.least_verified' : 'students.digital.least', {
                        least: Number(least.value),
                      })
                    : t('students.digital.no_rule'))}
              </>
            }
          />
        ))}
      </Stats>
    </div>
  )
}

function Missing({ data: { school, query, rows, hasMore }, context: { t } }: Props) {
  const part = t.dynamic(`students.digital.${query.xem}`)
  const title = t('students.digital.missing', { part: part.toLocaleLowerCase(t.lang) })
  const last = rows.at(-1)
  return (
    <Section title={title}>
      <Table
        caption={title}
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
        previous={query.sau ? here(school.code, query.xem) : undefined}
        previousLabel={t('students.graduation.first_page')}
        next={
          hasMore && last
            ? here(school.code, query.xem, writePageMark(last.label, last.member_id))
            : undefined
        }
        nextLabel={t('students.graduation.next_page')}
      />
    </Section>
  )
}
