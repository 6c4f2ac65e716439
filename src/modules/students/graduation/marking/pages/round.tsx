import { z } from 'zod'
import { may } from '#platform/access.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Alert, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { getPolicy } from '../../../store/policy.ts'
import { listTeacherChoices } from '../../../teaching/store/choices.ts'
import { examKinds } from '../../graduation.ts'
import { getCohortFacts } from '../../store/facts.ts'
import { askThird, closeMarking, discardMarking, freeMarkers } from '../actions/end-marking.ts'
import { openMarking } from '../actions/open-marking.ts'
import { isDone, markerCount } from '../marking.ts'
import { findMarking, listMarkers, listPapers } from '../store.ts'
import { roleText } from '../words.ts'
import { CloseForm, DiscardForm, OpenForm, ThirdForm } from './round-acts.tsx'
import { Compared } from './round-papers.tsx'

const Query = z.object({
  phan: z.enum(examKinds).default('theory').catch('theory'),
  lan: z.coerce.number().int().min(1).max(9).default(1).catch(1),
})
type Query = z.output<typeof Query>
type Where = { cohort: string; kind: string; sitting: number }

const here = ({ cohort, kind, sitting }: Where) =>
  `/tot-nghiep/khoa/${cohort}/cham?phan=${kind}&lan=${sitting}`

/** Independent marking of one part and sitting: who marks and how far; when all have handed in, what differs. */
export const markingRound = definePage({
  path: '/tot-nghiep/khoa/:id/cham',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadRound,
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  looks: ({ papers }) => ({ subject: 'people.person', ids: papers.map((paper) => paper.person_id) }),
  title: ({ cohort }, t) => t('students.marking.title', { cohort: cohort.name }),
  forms: {
    open: defineForm({
      action: openMarking,
      then: (result) => ({
        to: here(result),
        say: 'students.marking.opened_now',
        params: { count: result.papers },
      }),
    }),
    third: defineForm({
      action: askThird,
      then: (result) => ({ to: here(result), say: 'students.marking.third_asked_now' }),
    }),
    close: defineForm({
      action: closeMarking,
      then: (result) => ({
        to: `/tot-nghiep/khoa/${result.cohort}/thi?phan=${result.kind}&lan=${result.sitting}`,
        say: 'students.marking.closed_now',
        params: { count: result.written },
      }),
    }),
    discard: defineForm({
      action: discardMarking,
      then: (result) => ({ to: here(result), say: 'students.marking.discarded_now' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { cohort, query, marking } = data
    const sheet = `/tot-nghiep/khoa/${cohort.id}/thi?phan=${query.phan}&lan=${query.lan}`
    return (
      <>
        <PageHeader
          title={t('students.marking.title', { cohort: cohort.name })}
          lead={`${t.dynamic(`students.graduation.exam.${query.phan}`)} · ${t('students.graduation.exam.sitting', { sitting: query.lan })}`}
          breadcrumb={[
            { href: '/tot-nghiep', label: t('students.graduation.title') },
            { href: sheet, label: t('students.graduation.exam.title', { cohort: cohort.name }) },
          ]}
          breadcrumbLabel={t('students.crumbs')}
          actions={
            marking &&
            data.isCompared && (
              <LinkButton
                kind="secondary"
                icon="print"
                href={`/tot-nghiep/khoa/${cohort.id}/thi/phieu-cham.pdf?phan=${query.phan}&lan=${query.lan}`}
              >
                {t('students.marking.doc.sheet')}
              </LinkButton>
            )
          }
        />
        {cohort.mode === 'credit' ? (
          <Alert kind="info" title={t('students.graduation.exam.error.credit')} />
        ) : marking ? (
          <Round data={data} context={context} />
        ) : data.mayEdit ? (
          <OpenForm data={data} context={context} />
        ) : (
          <p class="text-muted">{t('students.marking.none')}</p>
        )}
      </>
    )
  },
})

export type RoundData = Awaited<ReturnType<typeof loadRound>>

async function loadRound({ db, params, query, actor, today }: LoadContext<{ id: string }, Query>) {
  const cohort = await getCohortFacts(db, params.id)
  const { policy } = await getPolicy(db, cohort.grading_policy_id)
  const marking = await findMarking(db, cohort.id, query.phan, query.lan)
  const markers = marking ? await listMarkers(db, marking.id) : []
  // Nobody reads marks before all have been handed in.
  const isCompared = marking !== undefined && isDone(markers)
  const mayEdit = may(actor, 'students.edit', { institution: cohort.institution_id })
  const staff = mayEdit ? await listTeacherChoices(db, cohort.institution_id, today) : []
  return {
    cohort,
    policy,
    query,
    marking,
    markers,
    isCompared,
    papers: marking && isCompared ? await listPapers(db, marking.id) : [],
    mayEdit,
    staff: freeMarkers(staff, markers),
    count: markerCount(policy, query.phan),
  }
}

function Round({ data, context }: { data: RoundData; context: ViewContext }) {
  const { t } = context
  const { marking, markers, isCompared } = data
  return (
    <>
      {marking?.state === 'closed' && (
        <Alert
          kind="success"
          title={t('students.marking.closed_at', { at: t.dateTime(marking.closed_at!) })}
        />
      )}
      <Section title={t('students.marking.markers')}>
        <Table
          caption={t('students.marking.markers')}
          rows={markers}
          rowKey={(one) => one.id}
          columns={[
            { key: 'full_name', label: t('people.field.full_name') },
            { key: 'role', label: t('students.marking.role'), render: (one) => roleText(one, t) },
            {
              key: 'marked',
              label: t('students.marking.marked'),
              align: 'end',
              render: (one) => t.number(one.marked),
            },
            {
              key: 'state',
              label: t('students.field.state'),
              render: (one) =>
                one.handed_in_at
                  ? t('students.marking.handed_in', { at: t.dateTime(one.handed_in_at) })
                  : t('students.marking.still_marking'),
            },
          ]}
        />
      </Section>
      {isCompared ? (
        <Compared data={data} context={context} />
      ) : (
        <p class="max-w-prose text-muted">{t('students.marking.hidden')}</p>
      )}
      {data.mayEdit && marking?.state === 'open' && (
        <>
          <ThirdForm data={data} context={context} />
          <CloseForm data={data} context={context} />
          <DiscardForm data={data} context={context} />
        </>
      )}
    </>
  )
}
