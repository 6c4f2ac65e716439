import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Alert, Button, Empty, Menu, PageHeader, Pager, Select, Stat, Stats } from '#ui/index.ts'
import { readReview, ReviewQuery, shownLines, type ReviewData } from '../cohort-lines.ts'
import { LineTable } from './review-lines.tsx'
import { outcomesOf, outcomeText } from '../standing-words.ts'

const pageSize = 100
const path = '/xet-tien-do/khoa/:id'

/** Who of a cohort or class goes on after a year or term, who is adjusted or warned, who must be proposed for dismissal. */
export const progressionReview = definePage({
  path,
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: ReviewQuery,
  async load({ db, params, query, today }) {
    const data = await readReview(db, params.id, query, today)
    const after = readPageMark(query.sau)
    const all = shownLines(data)
    const start = after ? all.findIndex((line) => line.enrolment_id === after.id) + 1 : 0
    const rows = all.slice(start, start + pageSize)
    return { ...data, rows, hasMore: all.length > start + pageSize }
  },
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.map((row) => row.person_id) }),
  title: ({ cohort }, t) => t('students.progression.of', { name: cohort.name }),
  view: (data, context) => {
    const { t } = context
    const { cohort, period } = data
    return (
      <>
        <PageHeader
          title={t('students.progression.of', { name: cohort.name })}
          lead={[cohort.programme_name, t.dynamic(`students.cohort.mode.${cohort.mode}`)].join(' · ')}
          breadcrumb={[{ href: '/xet-tien-do', label: t('students.progression.title') }]}
          breadcrumbLabel={t('students.crumbs')}
          actions={period && <Papers data={data} context={context} />}
        />
        {period ? <Review data={data} context={context} /> : <NoTerm context={context} />}
      </>
    )
  },
})

export type Shown = ReviewData & { rows: ReviewData['lines']; hasMore: boolean }
type Props = { data: Shown; context: ViewContext }

/** The address of the review with some of its choices changed; the place in the list is given up. */
export function addressOf(
  { cohort, period, group, query }: ReviewData,
  change: { xem?: string | undefined; sau?: string } = { xem: query.xem },
  file = '',
): string {
  const choices = { ky: period?.key, lop: group?.id, ...change }
  const asked = new URLSearchParams(
    Object.entries(choices).filter((pair): pair is [string, string] => Boolean(pair[1])),
  )
  return `${path.replace(':id', cohort.id)}${file}?${asked}`
}

const NoTerm = ({ context: { t } }: { context: ViewContext }) => (
  <Empty title={t('students.progression.no_term')}>
    <a href="/hoc-ky">{t('students.progression.no_term_hint')}</a>
  </Empty>
)

function Papers({ data, context: { t } }: Props) {
  const file = (name: string) => addressOf(data, { xem: data.query.xem }, name)
  return (
    <Menu
      label={t('students.graduation.papers')}
      icon="print"
      end
      items={[
        { href: file('/danh-sach.pdf'), label: t('students.progression.doc.list') },
        { href: file('/danh-sach.xlsx'), label: t('students.graduation.export.xlsx') },
        { href: file('/danh-sach.csv'), label: t('students.graduation.export.csv') },
      ]}
    />
  )
}

function Review({ data, context }: Props) {
  const { t } = context
  const { period, isOver, counts, cohort, query, rows, hasMore } = data
  const last = rows.at(-1)
  return (
    <>
      <Choices data={data} context={context} />
      {!isOver && (
        <Alert
          kind="info"
          title={t('students.progression.not_over', {
            name: period!.name,
            day: t.date(period!.to_date),
          })}
        />
      )}
      <div class="my-6">
        <Stats>
          {outcomesOf(cohort.mode).map((outcome) => (
            <Stat
              key={outcome}
              label={outcomeText(outcome, t)}
              figure={t.number(counts[outcome])}
              href={addressOf(data, { xem: query.xem === outcome ? undefined : outcome })}
            />
          ))}
        </Stats>
      </div>
      {query.xem && (
        <p class="mb-3 print:hidden">
          {t('students.progression.showing', { outcome: outcomeText(query.xem, t) })}{' '}
          <a href={addressOf(data, {})}>{t('students.progression.show_all')}</a>
        </p>
      )}
      <LineTable data={data} context={context} />
      <p class="mt-4 max-w-prose text-sm text-muted">{t('students.progression.nothing_decided')}</p>
      <Pager
        label={t('students.graduation.paging')}
        previous={query.sau ? addressOf(data) : undefined}
        previousLabel={t('students.graduation.first_page')}
        next={
          hasMore && last
            ? addressOf(data, { xem: query.xem, sau: writePageMark(last.name_key, last.enrolment_id) })
            : undefined
        }
        nextLabel={t('students.graduation.next_page')}
      />
    </>
  )
}

function Choices({ data, context: { t } }: Props) {
  const { periods, period, classes, group, cohort } = data
  return (
    <form class="mb-4 flex flex-wrap items-end gap-3 print:hidden" method="get">
      <Select
        name="ky"
        label={t.dynamic(`students.progression.period.${cohort.mode}`)}
        value={period?.key}
        options={periods.toReversed().map((one) => ({ value: one.key, label: one.name }))}
      />
      {classes.length > 1 && (
        <Select
          name="lop"
          label={t('students.field.class')}
          placeholder={t('students.progression.all_classes')}
          value={group?.id}
          options={classes.map((one) => ({ value: one.id, label: one.code }))}
        />
      )}
      <div class="mb-5">
        <Button kind="secondary">{t('students.list.apply')}</Button>
      </div>
    </form>
  )
}
