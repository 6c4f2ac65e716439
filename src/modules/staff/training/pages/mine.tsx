import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Empty, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { enrolSelf } from '../actions/enrol.ts'
import { seatOf } from '../course.ts'
import { listOutside, listOwnCourses, type OutsideCertificate, type OwnCourse } from '../store/records.ts'
import { loadTraining, TrainingTab } from '../training-tab.tsx'
import { days, hours, Outcome, ProofState } from './parts.tsx'
import { registeredThen } from './run.tsx'

const register = defineForm({
  action: enrolSelf,
  input: (body) => ({ run: body.run }),
  then: (result) => registeredThen(result, `/boi-duong/lop/${result.run}`),
})

/** The reader's own training: standing, classes, certificates. */
export const trainingMine = definePage({
  path: '/boi-duong/cua-toi',
  permission: 'signed-in',
  async load({ db, actor, today }) {
    const personId = actor.kind === 'account' ? actor.personId : undefined
    if (!personId) return undefined
    return {
      training: await loadTraining(db, actor, personId, today),
      courses: await listOwnCourses(db, personId),
      outside: await listOutside(db, personId),
    }
  },
  title: (_data, t) => t('staff.training.mine.title'),
  forms: { register },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('staff.training.mine.title')}
          lead={t('staff.training.mine.lead')}
          actions={
            data && (
              <LinkButton kind="secondary" href="/boi-duong/minh-chung">
                {t('staff.training.proof.open')}
              </LinkButton>
            )
          }
        />
        {!data && (
          <Empty title={t('staff.training.mine.no_person')}>{t('staff.training.mine.no_person_hint')}</Empty>
        )}
        {data && <TrainingTab data={data.training} context={context} />}
        {data && <Courses courses={data.courses} context={context} />}
        {data && <Outside outside={data.outside} context={context} />}
      </>
    )
  },
})

function Courses({ courses, context: { t } }: { courses: readonly OwnCourse[]; context: ViewContext }) {
  return (
    <Section title={t('staff.training.mine.courses')}>
      <Table
        caption={t('staff.training.mine.courses')}
        rows={courses}
        rowKey={(one) => one.id}
        rowHref={(one) => `/boi-duong/lop/${one.run_id}`}
        columns={[
          { key: 'course_name', label: t('staff.training.field.course') },
          { key: 'days', label: t('staff.training.field.days'), render: (one) => days(one, t) },
          {
            key: 'outcome',
            label: t('staff.training.field.outcome'),
            render: (one) => <Standing one={one} t={t} />,
          },
          { key: 'hours', label: t('staff.training.field.hours'), render: (one) => hours(one.hours, t) },
          {
            key: 'certificate',
            label: t('staff.training.field.certificate'),
            render: (one) =>
              one.certificate_id ? (
                <a href={`/boi-duong/chung-chi/${one.certificate_id}`}>
                  {t('staff.training.mine.download', { serial: one.serial ?? '' })}
                </a>
              ) : (
                '–'
              ),
          },
        ]}
        empty={
          <Empty
            title={t('staff.training.mine.no_courses')}
            action={{ href: '/boi-duong', label: t('staff.training.list.runs') }}
          >
            {t('staff.training.mine.no_courses_hint')}
          </Empty>
        }
      />
    </Section>
  )
}

function Standing({ one, t }: { one: OwnCourse; t: ViewContext['t'] }) {
  if (one.outcome || one.place === null) return <Outcome outcome={one.outcome} t={t} />
  const seat = seatOf(one.place, one.quota)
  return (
    <>
      {seat.hasSeat
        ? t('staff.training.run.seat')
        : t('staff.training.run.waiting', { number: seat.waiting })}
    </>
  )
}

export function Outside({
  outside,
  context: { t },
}: {
  outside: readonly OutsideCertificate[]
  context: ViewContext
}) {
  return (
    <Section title={t('staff.training.mine.outside')}>
      <Table
        caption={t('staff.training.mine.outside')}
        rows={outside}
        rowKey={(one) => one.id}
        columns={[
          { key: 'course_name', label: t('staff.training.field.course') },
          { key: 'issuer', label: t('staff.training.field.issuer') },
          { key: 'hours', label: t('staff.training.field.hours'), render: (one) => hours(one.hours, t) },
          {
            key: 'completed_on',
            label: t('staff.training.field.completed_on'),
            render: (one) => t.date(one.completed_on),
          },
          {
            key: 'state',
            label: t('staff.training.field.state'),
            render: (one) => (
              <>
                <ProofState state={one.state} t={t} />
                {one.reason && <p class="text-sm">{one.reason}</p>}
              </>
            ),
          },
          {
            key: 'file',
            label: t('staff.training.field.file'),
            render: (one) =>
              one.file_hash ? (
                <a href={`/boi-duong/minh-chung/${one.id}/tep`}>{t('staff.training.verify.open_file')}</a>
              ) : (
                '–'
              ),
          },
        ]}
        empty={
          <Empty
            title={t('staff.training.mine.no_outside')}
            action={{ href: '/boi-duong/minh-chung', label: t('staff.training.proof.open') }}
          >
            {t('staff.training.mine.no_outside_hint')}
          </Empty>
        }
      />
    </Section>
  )
}
