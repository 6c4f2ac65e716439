import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import {
  Badge,
  Button,
  Empty,
  Filters,
  Form,
  LinkButton,
  Menu,
  PageHeader,
  Pager,
  Section,
  Select,
  Table,
} from '#ui/index.ts'
import { acceptApplications } from '../actions/accept.ts'
import { ApplicationQuery, toFilter } from '../application-filter.ts'
import { applicationStates } from '../application.ts'
import type { Intake } from '../intake.ts'
import { countAccepted, listApplications, type ApplicationLine } from '../store/application.ts'
import { findIntake } from '../store/intake.ts'
import { listAdmissionPlaces, type AdmissionPlace } from '../store/place.ts'
import { AcceptFields } from './accept-form.tsx'
import { ApplicationBadge } from './application-facts.tsx'

type Query = ApplicationQuery

const path = '/tuyen-sinh/ho-so'
const pageSize = 50

/** The list runs by the moment of applying: a mark with another key begins anew. */
function readMoment(text: string | undefined): { at: string; id: string } | undefined {
  const mark = readPageMark(text)
  const at = z.iso.datetime({ offset: true }).safeParse(mark?.key)
  return mark && at.success ? { at: at.data, id: mark.id } : undefined
}

function address(query: Query, change: Partial<Query> = {}): string {
  const next = Object.entries({ ...query, sau: undefined, ...change })
  const params = new URLSearchParams(next.flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return params.size > 0 ? `${path}?${params}` : path
}

type Data = {
  query: Query
  rows: ApplicationLine[]
  hasMore: boolean
  intake: Intake | undefined
  accepted: number
  places: AdmissionPlace[]
}

/** Applications that wait or were answered; those of one round can be accepted together. */
export const applicationList = definePage<Data, Record<string, string>, Query>({
  path,
  permission: 'students.read',
  query: ApplicationQuery,
  async load({ db, actor, query, today }) {
    const rows = await listApplications(db, toFilter(query, actor), {
      after: readMoment(query.sau),
      limit: pageSize + 1,
    })
    const intake = query.dot ? await findIntake(db, query.dot, today) : undefined
    return {
      query,
      rows: rows.slice(0, pageSize),
      hasMore: rows.length > pageSize,
      intake,
      accepted: intake ? await countAccepted(db, intake.id) : 0,
      places: intake ? await listAdmissionPlaces(db, intake.programme_id, today) : [],
    }
  },
  looks: ({ rows }) => ({ subject: 'students.application', ids: rows.map((row) => row.id) }),
  title: (_data, t) => t('students.admission.queue.title'),
  forms: {
    accept: defineForm({
      action: acceptApplications,
      then: ({ accepted, doubtful }) => ({
        to: path,
        say: doubtful > 0 ? 'students.admission.said.accepted_some' : 'students.admission.said.accepted',
        params: { accepted, doubtful },
      }),
    }),
  },
  view: (data, context) => {
    const { query, rows, intake } = data
    const { t, may } = context
    const last = rows.at(-1)
    const mayAccept = intake !== undefined && may('students.edit', { institution: intake.institution_id })
    return (
      <>
        <PageHeader
          title={t('students.admission.queue.title')}
          lead={
            intake
              ? `${intake.programme_name} · ${intake.year} · ${intake.round}`
              : t('students.admission.queue.lead')
          }
          actions={
            <>
              <LinkButton href="/tuyen-sinh/ke-hoach" kind="ghost">
                {t('students.admission.nav.plan')}
              </LinkButton>
              {rows.length > 0 && <Downloads query={query} t={t} />}
              {intake && data.accepted > 0 && (
                <LinkButton
                  href={`/tuyen-sinh/ke-hoach/${intake.id}/trung-tuyen.pdf`}
                  kind="secondary"
                  icon="print"
                >
                  {t('students.admission.admitted.title')}
                </LinkButton>
              )}
            </>
          }
        />
        {intake && (
          <p class="mb-4 text-muted">
            {t('students.admission.queue.places', { accepted: data.accepted, places: intake.places })}
            {data.accepted > intake.places && (
              <>
                {' '}
                <Badge kind="warning">{t('students.admission.queue.over')}</Badge>
              </>
            )}
          </p>
        )}
        <ApplicationFilters query={query} context={context} />
        <ApplicationTable rows={rows} mayAccept={mayAccept} context={context} />
        <Pager
          label={t('students.admission.queue.pages')}
          previous={query.sau ? address(query) : undefined}
          previousLabel={t('students.admission.queue.first')}
          next={data.hasMore && last ? address(query, { sau: writePageMark(last.mark, last.id) }) : undefined}
          nextLabel={t('students.admission.queue.next')}
        />
        {mayAccept && rows.some((row) => row.state === 'submitted') && (
          <Section
            title={t('students.admission.accept.many')}
            lead={t('students.admission.accept.many_lead')}
          >
            <Form id="nhan" hidden={context.form.hidden('accept')}>
              <AcceptFields
                places={data.places}
                act={t('students.admission.accept.act_many')}
                context={context}
              />
            </Form>
          </Section>
        )}
      </>
    )
  },
})

function Downloads({ query, t }: { query: Query; t: ViewContext['t'] }) {
  const search = address(query).slice(path.length)
  return (
    <Menu
      label={t('students.admission.export.open')}
      end
      items={(['csv', 'xlsx'] as const).map((kind) => ({
        href: `/tai-ve/ho-so-du-tuyen.${kind}${search}`,
        label: t(`students.admission.export.${kind}`),
      }))}
    />
  )
}

function ApplicationFilters({ query, context: { t } }: { query: Query; context: ViewContext }) {
  const state = query['trang-thai']
  const chips = [
    ...(query.q ? [{ label: `“${query.q}”`, name: 'q' as const }] : []),
    ...(state
      ? [{ label: t.dynamic(`students.admission.status.${state}`), name: 'trang-thai' as const }]
      : []),
    ...(query.dot ? [{ label: t('students.admission.queue.one_round'), name: 'dot' as const }] : []),
  ]
  return (
    <Filters
      search={{
        name: 'q',
        label: t('students.admission.queue.search'),
        value: query.q,
        button: t('app.search'),
      }}
      hidden={{ dot: query.dot }}
      lead={t('students.admission.plan.showing')}
      chips={chips.map(({ label, name }) => ({
        label,
        removeHref: address(query, { [name]: undefined }),
        removeLabel: t('students.admission.queue.remove', { label }),
      }))}
      clearHref={chips.length > 1 ? path : undefined}
      clearLabel={t('students.admission.plan.clear')}
      moreLabel={t('students.admission.plan.filter')}
      more={
        <>
          <Select
            name="trang-thai"
            label={t('students.admission.field.state')}
            value={state}
            placeholder={t('students.admission.any')}
            options={applicationStates.map((value) => ({
              value,
              label: t.dynamic(`students.admission.status.${value}`),
            }))}
          />
          <Button kind="secondary">{t('students.admission.apply_filter')}</Button>
        </>
      }
    />
  )
}

function ApplicationTable({
  rows,
  mayAccept,
  context: { t, form },
}: {
  rows: readonly ApplicationLine[]
  mayAccept: boolean
  context: ViewContext
}) {
  const ticked = [form.values['applications[]'] ?? []].flat()
  return (
    <Table
      caption={t('students.admission.queue.title')}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${path}/${row.id}`}
      select={
        mayAccept
          ? {
              name: 'applications[]',
              value: (row) => `${row.id} ${row.version}`,
              label: (row) => t('students.admission.queue.tick', { name: row.full_name }),
              columnLabel: t('students.admission.queue.tick_column'),
              form: 'nhan',
              isOffered: (row) => row.state === 'submitted',
              checked: (row) => ticked.some((one) => one.startsWith(row.id)),
            }
          : undefined
      }
      columns={[
        { key: 'full_name', label: t('people.field.full_name') },
        { key: 'birth_date', label: t('people.field.birth'), render: (row) => t.date(row.birth_date) || '–' },
        {
          key: 'programme_name',
          label: t('students.admission.field.programme'),
          render: (row) => `${row.programme_name} · ${row.year} · ${row.round}`,
        },
        {
          key: 'code',
          label: t('students.admission.field.code'),
          render: (row) => <span class="whitespace-nowrap">{row.code}</span>,
        },
        {
          key: 'submitted_at',
          label: t('students.admission.field.submitted_at'),
          render: (row) => t.dateTime(row.submitted_at),
        },
        {
          key: 'state',
          label: t('students.admission.field.state'),
          render: (row) => <ApplicationBadge state={row.state} t={t} />,
        },
      ]}
      empty={
        <Empty title={t('students.admission.queue.empty')}>{t('students.admission.queue.empty_hint')}</Empty>
      }
    />
  )
}
