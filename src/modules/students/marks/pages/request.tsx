import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Facts,
  Form,
  FormActions,
  PageHeader,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { GraduatedAlert } from '../../graduation/pages/graduated.tsx'
import { findGraduation } from '../../graduation/store/own.ts'
import {
  answerRemark,
  assignMarker,
  decideRequest,
  listMarkers,
  mayDecide,
  withdrawRequest,
} from '../actions/requests.ts'
import { shownMark } from '../mark.ts'
import { mayWithdraw, waitsFor } from '../request.ts'
import { signerOf } from '../sheet.ts'
import { reasonText } from '../stored-words.ts'
import { getRequest } from '../store/request.ts'
import { listColumns } from '../store/sheet.ts'
import { RequestState } from './request-list-part.tsx'

const ofRequest = (body: Record<string, unknown>, { params }: { params: Record<string, string> }) => ({
  ...body,
  request: params.id,
})
const back = (say: string) => (result: { id: string }) => ({ to: `/de-nghi-diem/${result.id}`, say })

/** One request: what is asked, who marks it again, what was decided. */
export const requestPage = definePage({
  path: '/de-nghi-diem/:id',
  permission: 'signed-in',
  params: z.object({ id: z.uuid() }),
  load: loadRequest,
  title: ({ request }, t) =>
    t('students.marks.request.of', { unit: request.unit_name, name: request.full_name }),
  looks: ({ request, isOwn }) => (isOwn ? undefined : { subject: 'people.person', ids: [request.person_id] }),
  forms: {
    assign: defineForm({
      action: assignMarker,
      input: ofRequest,
      then: back('students.marks.said.assigned'),
    }),
    answer: defineForm({
      action: answerRemark,
      input: ofRequest,
      then: back('students.marks.said.answered'),
    }),
    decide: defineForm({
      action: decideRequest,
      input: ofRequest,
      then: back('students.marks.said.decided'),
    }),
    withdraw: defineForm({
      action: withdrawRequest,
      input: ofRequest,
      then: back('students.marks.said.withdrawn'),
    }),
  },
  view: (data, context) => {
    const { request, columns, isOwn } = data
    const { t } = context
    // What nobody has agreed to is not told to the learner it is about.
    const isTold = !isOwn || request.state !== 'open'
    const proposed = Object.entries((isTold && request.proposed) || {}).map(
      ([column, text]) =>
        `${columns.find((one) => one.id === column)?.name ?? ''}: ${shownMark(text, t.lang) || t('students.marks.empty')}`,
    )
    return (
      <>
        <PageHeader
          title={t.dynamic(`students.marks.request_kind.${request.kind}`)}
          lead={`${request.full_name} (${request.learner_code}) · ${request.unit_code} ${request.unit_name}`}
          state={<RequestState one={request} t={t} />}
          breadcrumb={[
            isOwn
              ? { href: '/hoc-tap/ket-qua', label: t('students.marks.own.title') }
              : { href: '/de-nghi-diem', label: t('students.marks.request.title') },
            { href: `/ket-qua/${request.result_id}`, label: t('students.marks.result.short') },
          ]}
          breadcrumbLabel={t('students.marks.crumbs')}
        />
        <Facts
          items={[
            {
              label: t('students.marks.field.asked'),
              value: `${t.dateTime(request.asked_at)} · ${request.asked_by_name}`,
            },
            { label: t('students.marks.field.reason'), value: reasonText(t, request.reason), wide: true },
            ...(proposed.length > 0
              ? [{ label: t('students.marks.field.proposed'), value: proposed.join('; ') }]
              : []),
            ...(isTold && request.marker_name
              ? [{ label: t('students.marks.field.marker'), value: request.marker_name }]
              : []),
            ...(isTold && request.answer
              ? [{ label: t('students.marks.field.answer'), value: request.answer, wide: true }]
              : []),
            ...(request.decided_at
              ? [
                  {
                    label: t('students.marks.field.decided'),
                    value: `${t.dateTime(request.decided_at)} · ${request.decided_by_name}`,
                  },
                ]
              : []),
          ]}
        />
        {request.new_result_id && (
          <p class="mt-4">
            <a href={`/ket-qua/${request.new_result_id}`}>{t('students.marks.request.new_result')}</a>
          </p>
        )}
        <GraduatedAlert by={data.graduation} t={t} />
        <Acts data={data} context={context} />
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadRequest>>

async function loadRequest({ db, actor, params, today }: LoadContext<{ id: string }>) {
  const request = await getRequest(db, params.id)
  const person = actor.kind === 'account' ? actor.personId : undefined
  const isOwn = person === request.person_id
  const isMarker = person !== undefined && person === request.marker_person_id
  const isAsker = signerOf(actor).by === request.asked_by
  const place = { institution: request.institution_id }
  if (!isOwn && !isMarker && !isAsker && !may(actor, 'students.read', place)) throw notFound()
  const wait = waitsFor(request)
  const mayAssign = may(actor, 'students.edit', place) && (wait === 'marker' || wait === 'marking')
  const decides = wait === 'decision' && mayDecide(actor, request) && !isMarker
  return {
    request,
    graduation: decides ? await findGraduation(db, request.enrolment_id) : undefined,
    isOwn,
    isAsker,
    columns: request.section_id ? await listColumns(db, request.section_id) : [],
    markers: mayAssign ? await listMarkers(db, request, today) : [],
    mayMark: isMarker && wait === 'marking',
    mayDecide: decides,
  }
}

function Acts({
  data: { request, markers, mayMark, mayDecide: decides, isAsker },
  context: { t, form },
}: {
  data: Data
  context: ViewContext
}) {
  const seen = { version: request.version }
  return (
    <>
      {markers.length > 0 && (
        <Section title={t('students.marks.request.assign')} lead={t('students.marks.request.assign_lead')}>
          <Form hidden={form.hidden('assign', seen)}>
            <Select
              {...form.field('marker', request.marker_person_id)}
              label={t('students.marks.field.marker')}
              placeholder={t('students.marks.choose')}
              options={markers.map((one) => ({ value: one.person_id, label: one.full_name }))}
            />
            <Button>{t('students.marks.request.assign')}</Button>
          </Form>
        </Section>
      )}
      {mayMark && (
        <Section title={t('students.marks.request.mark')}>
          <Form hidden={form.hidden('answer', seen)}>
            <TextField
              {...form.field('mark')}
              label={t('students.marks.request.mark_again')}
              width="short"
              inputmode="decimal"
            />
            <TextArea
              {...form.field('answer')}
              label={t('students.marks.field.reason')}
              rows={3}
              maxlength={500}
            />
            <Button>{t('students.marks.request.send')}</Button>
          </Form>
        </Section>
      )}
      {decides && (
        <Section title={t('students.marks.request.decide')}>
          <Form hidden={form.hidden('decide', seen)}>
            <RadioGroup
              {...form.field('verdict')}
              label={t('students.marks.request.verdict')}
              options={(['accepted', 'refused'] as const).map((value) => ({
                value,
                label: t.dynamic(`students.marks.verdict.${value}`),
              }))}
            />
            <TextArea
              {...form.field('answer', request.answer)}
              label={t('students.marks.field.answer')}
              rows={3}
              maxlength={500}
            />
            <Button>{t('students.marks.request.decide')}</Button>
          </Form>
        </Section>
      )}
      {isAsker && mayWithdraw(request) && (
        <Form hidden={form.hidden('withdraw', seen)}>
          <FormActions>
            <Button kind="ghost">{t('students.marks.request.withdraw')}</Button>
          </FormActions>
        </Form>
      )}
    </>
  )
}
