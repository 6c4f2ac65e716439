import { definePage, type ViewContext } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { Badge, Empty, LinkButton, PageHeader, Table, type BadgeKind } from '#ui/index.ts'
import { defineSection } from '../../records/section-of-learner.ts'
import { ownPerson } from '../actions/data-request.ts'
import { listOwnRequests, type OwnRequest } from '../store/own.ts'

const most = 200

/** Everything a learner asked for, with what became of it, and the ways to ask. */
export const ownRequests = definePage({
  path: '/hoc-tap/de-nghi',
  permission: 'students.learn',
  async load({ db, actor }) {
    const person = ownPerson(actor)
    return person ? listOwnRequests(db, person, most) : []
  },
  title: (_data, t) => t('students.request.own_title'),
  view: (rows, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.request.own_title')}
          lead={t('students.request.own_lead')}
          breadcrumb={[{ href: '/hoc-tap', label: t('students.own.title') }]}
          breadcrumbLabel={t('students.threshold.crumbs')}
          actions={
            <>
              <LinkButton href="/hoc-tap/de-nghi/cong-nhan">{t('students.request.recognition')}</LinkButton>
              <LinkButton kind="secondary" href="/hoc-tap/de-nghi/du-lieu">
                {t('students.request.data')}
              </LinkButton>
            </>
          }
        />
        <p class="mb-4 max-w-prose">
          {t('students.request.remark_way')} <a href="/hoc-tap/ket-qua">{t('students.marks.own.title')}</a>
        </p>
        <RequestTable rows={rows} context={context} />
      </>
    )
  },
})

function RequestTable({ rows, context: { t } }: { rows: readonly OwnRequest[]; context: ViewContext }) {
  return (
    <Table
      caption={t('students.request.own_title')}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={hrefOf}
      columns={[
        {
          key: 'kind',
          label: t('students.request.what'),
          render: (row) => t.dynamic(`students.request.kind.${row.kind}`),
        },
        {
          key: 'about',
          label: t('students.request.about'),
          render: (row) => (
            <span>
              {aboutText(row, t)}
              {row.has_paper && (
                <>
                  {' · '}
                  <a href={`/hoc-tap/de-nghi/cong-nhan/${row.id}/tep`}>{t('students.request.paper')}</a>
                </>
              )}
            </span>
          ),
        },
        { key: 'asked', label: t('students.request.asked'), render: (row) => t.dateTime(row.asked_at) },
        {
          key: 'state',
          label: t('students.field.state'),
          render: (row) => <RequestBadge state={row.state} t={t} />,
        },
        { key: 'answer', label: t('students.request.answer'), render: (row) => answerText(row, t) },
      ]}
      empty={<Empty title={t('students.request.none')}>{t('students.request.none_hint')}</Empty>}
    />
  )
}

function hrefOf(row: OwnRequest): string | undefined {
  if (row.kind === 'data') return `/hoc-tap/de-nghi/du-lieu/${row.id}`
  if (row.kind === 'remark') return `/de-nghi-diem/${row.id}`
  return row.result_id ? `/ket-qua/${row.result_id}` : undefined
}

const aboutText = (row: OwnRequest, t: Translate): string => row.unit_name ?? fieldNames(row.fields ?? [], t)

/** "họ và tên, ngày sinh". */
export const fieldNames = (fields: readonly string[], t: Translate): string =>
  fields.map((field) => t.dynamic(`students.request.field.${field}`)).join(', ')

const answerText = (row: OwnRequest, t: Translate): string =>
  [
    row.decision_no &&
      t('students.event.decision', { number: row.decision_no, day: t.date(row.decision_date) }),
    row.answer,
  ]
    .filter(Boolean)
    .join(' · ') || '–'

const kinds: Record<string, BadgeKind> = {
  open: 'warning',
  asked: 'warning',
  accepted: 'success',
  granted: 'success',
  refused: 'error',
  withdrawn: 'neutral',
}

/** Where a request stands, with icon and word. */
export function RequestBadge({ state, t }: { state: string; t: Translate }) {
  return <Badge kind={kinds[state] ?? 'neutral'}>{t.dynamic(`students.request.state.${state}`)}</Badge>
}

const shown = 3

/** The latest requests on the learner's start page; a guardian reads along and sends none. */
export const requestsSection = defineSection({
  title: 'students.request.own_title',
  for: ['self', 'guardian'],
  href: '/hoc-tap/de-nghi',
  more: 'students.request.all',
  async load(db, { personId }) {
    const rows = await listOwnRequests(db, personId, shown)
    return rows.length > 0 ? rows : undefined
  },
  view: (rows, t) => (
    <ul class="grid gap-2">
      {rows.map((row) => (
        <li key={row.id} class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span>
            {t.dynamic(`students.request.kind.${row.kind}`)}: {aboutText(row, t)}
          </span>
          <RequestBadge state={row.state} t={t} />
        </li>
      ))}
    </ul>
  ),
})
