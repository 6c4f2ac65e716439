import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Facts, LinkButton, PageHeader } from '#ui/index.ts'
import { cancelRegistration, enrolPeople, enrolSelf } from '../actions/enrol.ts'
import { enterResults, issueCertificates } from '../actions/enter-results.ts'
import { isRegistrationOpen, seatOf } from '../course.ts'
import { getRun } from '../store/courses.ts'
import { findEnrolment, listCandidates, listEnrolments } from '../store/enrolments.ts'
import { days, hours, PhaseBadge, seats } from './parts.tsx'
import { EnrolPeople, Participants, Registration } from './run-people.tsx'
import { ResultsGrid } from './run-results.tsx'

const Query = z.object({ tim: z.string().trim().max(100).optional() })
const backTo = (run: string) => `/boi-duong/lop/${run}`

/** Words after registering: a seat, or which number of the waiting list. */
export function registeredThen(result: { run: string; place: number; quota: number | null }, to: string) {
  const seat = seatOf(result.place, result.quota)
  if (seat.hasSeat) return { to, say: 'staff.training.run.registered_seat' }
  return { to, say: 'staff.training.run.registered_waiting', params: { number: seat.waiting } }
}

/** One class: registering, who comes, results as a grid, certificates. */
export const trainingRun = definePage({
  path: '/boi-duong/lop/:id',
  permission: 'signed-in',
  params: z.object({ id: z.uuid() }),
  query: Query,
  async load({ db, params, query, actor, today }) {
    const run = await getRun(db, params.id)
    const isOpen = isRegistrationOpen(run, today)
    const personId = actor.kind === 'account' ? actor.personId : undefined
    const schools = reach(actor, 'staff.enrol-people')
    const givers = reach(actor, 'staff.give-courses')
    const gives = givers === 'all' || (run.institution_id !== null && givers.includes(run.institution_id))
    const seesPeople = gives || schools === 'all' || schools.length > 0
    const enrolments = seesPeople ? await listEnrolments(db, run.id, gives ? 'all' : schools) : []
    const own = personId ? await findEnrolment(db, run.id, personId) : undefined
    const candidates =
      isOpen && (schools === 'all' || schools.length > 0)
        ? await listCandidates(db, run, schools, today, query.tim)
        : undefined
    const ids = [
      ...enrolments.map((one) => one.institution_id),
      ...(run.institution_id ? [run.institution_id] : []),
    ]
    return {
      run,
      isOpen,
      own: own && !own.is_cancelled ? own : undefined,
      personId,
      enrolments,
      candidates,
      gives,
      seesPeople,
      query,
      names: await institutionNames(db, [...new Set(ids)], today),
    }
  },
  title: ({ run }, t) => t('staff.training.run.title', { code: run.code }),
  looks: ({ enrolments }) => ({ subject: 'people.person', ids: enrolments.map((one) => one.person_id) }),
  forms: {
    register: defineForm({
      action: enrolSelf,
      input: (_body, { params }) => ({ run: params.id }),
      then: (result) => registeredThen(result, backTo(result.run)),
    }),
    withdraw: defineForm({
      action: cancelRegistration,
      input: (body, { params }) => ({ run: params.id, person: body.person }),
      then: (result) => ({ to: backTo(result.run), say: 'staff.training.run.withdrawn' }),
    }),
    enrol: defineForm({
      action: enrolPeople,
      input: (body, { params }) => ({ run: params.id, people: body.people ?? [] }),
      then: (result) => ({
        to: backTo(result.run),
        say: 'staff.training.run.enrolled',
        params: { count: result.count },
      }),
    }),
    results: defineForm({
      action: enterResults,
      input: (body, { params }) => ({
        run: params.id,
        decided_on: body.decided_on ?? '',
        results: body.results ?? {},
      }),
      then: (result) => ({
        to: backTo(result.run),
        say: 'staff.training.run.results_saved',
        params: { count: result.count },
      }),
    }),
    issue: defineForm({
      action: issueCertificates,
      input: (_body, { params }) => ({ run: params.id }),
      then: (result) => ({
        to: backTo(result.run),
        say: 'staff.training.run.issued',
        params: { count: result.count },
      }),
    }),
  },
  view: (data, context) => {
    const { run, names, enrolments } = data
    const { t, today } = context
    const hasBegun = run.from_date <= today && run.state !== 'cancelled'
    return (
      <>
        <PageHeader
          title={run.course_name}
          state={<PhaseBadge run={run} today={today} t={t} />}
          lead={t('staff.training.run.title', { code: run.code })}
          breadcrumb={[
            { href: '/boi-duong', label: t('staff.training.nav') },
            { href: `/boi-duong/${run.course_code}`, label: run.course_name },
          ]}
          actions={
            data.gives && (
              <LinkButton kind="secondary" icon="edit" href={`/boi-duong/lop/${run.id}/sua`}>
                {t('staff.training.run.edit')}
              </LinkButton>
            )
          }
          breadcrumbLabel={t('staff.training.nav')}
        />
        <Facts
          items={[
            { label: t('staff.training.field.days'), value: days(run, t) },
            { label: t('staff.training.field.hours'), value: hours(run.course_hours, t) },
            { label: t('staff.training.field.mode'), value: t.dynamic(`staff.training.mode.${run.mode}`) },
            { label: t('staff.training.field.place'), value: run.place ?? '–' },
            { label: t('staff.training.field.register_until'), value: t.date(run.register_until) },
            { label: t('staff.training.field.registered'), value: seats(run, t) },
            {
              label: t('staff.training.run.giver'),
              value: run.institution_id
                ? (names.get(run.institution_id) ?? '–')
                : t('staff.training.run.giver_department'),
            },
            {
              label: t('staff.training.field.category'),
              value: t.dynamic(`staff.training.category.${run.category}`),
            },
          ]}
        />
        <Registration {...data} context={context} />
        {data.seesPeople && (
          <Participants enrolments={enrolments} run={run} names={names} context={context} />
        )}
        {data.gives && hasBegun && enrolments.length > 0 && (
          <ResultsGrid run={run} enrolments={enrolments} context={context} />
        )}
        {data.candidates && (
          <EnrolPeople candidates={data.candidates} text={data.query.tim} context={context} />
        )}
      </>
    )
  },
})
