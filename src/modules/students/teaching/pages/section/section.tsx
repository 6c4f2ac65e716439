import { z } from 'zod'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { isDay } from '#platform/text/index.ts'
import { Alert, Badge, Facts, LinkButton, Menu, PageHeader, Tabs } from '#ui/index.ts'
import { getPolicy } from '../../../store/policy.ts'
import { findSection, listRoster, mayTeach, sectionGrant } from '../../../store/section.ts'
import { listAttendance } from '../../../store/attendance.ts'
import type { CourseSection } from '../../../section.ts'
import { cancelSection } from '../../actions/cancel-section.ts'
import { removeLearner } from '../../actions/change-roster.ts'
import { waiveAttendance } from '../../actions/waive-attendance.ts'
import { listBlocks } from '../../store/blocks.ts'
import { listSectionAbsences } from '../../store/register.ts'
import { listSectionTeachers } from '../../store/teachers.ts'
import { AttendanceTab } from './section-attendance.tsx'
import { RosterTab } from './section-roster.tsx'
import { SessionsTab } from './section-sessions.tsx'
import { TeachersTab } from './section-teachers.tsx'
import { mondayOf } from '../../time.ts'
import { stateKind } from './section-words.tsx'

const tabs = ['danh-sach', 'diem-danh', 'lich', 'giao-vien'] as const
const Query = z.object({
  xem: z.enum(tabs).default('danh-sach').catch('danh-sach'),
  tuan: z.string().max(10).optional().catch(undefined),
})
type Query = z.output<typeof Query>
type Tab = (typeof tabs)[number]

const namesLearners = (tab: Tab): boolean => tab === 'danh-sach' || tab === 'diem-danh'

/** Who teaches the section today, keeps the school's records, or reads them (department, inspector). */
function mayOpenSection(actor: Actor, section: CourseSection): boolean {
  return may(actor, 'students.read', { institution: section.institution_id }) || mayTeach(actor, section)
}

/** One section: roster, attendance, sessions, teachers. */
export const sectionPage = definePage({
  path: '/lop-hoc-phan/:id',
  permission: 'signed-in',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadSection,
  title: ({ section }, t) =>
    t('students.teaching.section.title', { section: section.name, code: section.code }),
  looks: ({ tab, roster, grantId }) =>
    namesLearners(tab)
      ? { subject: 'people.person', ids: roster.map((line) => line.person_id), grantId }
      : undefined,
  forms: {
    remove: defineForm({
      action: removeLearner,
      input: (body, { params }) => ({ ...body, section: params.id }),
      then: (result) => ({ to: `/lop-hoc-phan/${result.id}`, say: 'students.teaching.roster.removed' }),
    }),
    cancel: defineForm({
      action: cancelSection,
      input: (body, { params }) => ({ ...body, section: params.id }),
      then: (result) => ({
        to: `/lop-hoc-phan/${result.id}`,
        say: 'students.teaching.section.cancelled',
        params: { count: result.sessions },
      }),
    }),
    waive: defineForm({
      action: waiveAttendance,
      input: (body, { params }) => ({ ...body, section: params.id }),
      then: (result) => ({
        to: `/lop-hoc-phan/${result.id}?xem=diem-danh`,
        say: 'students.teaching.waiver.saved',
      }),
    }),
  },
  view: (data, context) => {
    const { section, tab, roster, warning } = data
    const { t } = context
    const path = `/lop-hoc-phan/${section.id}`
    return (
      <>
        <PageHeader
          title={section.name}
          lead={section.code}
          state={
            <Badge kind={stateKind[section.state]}>
              {t.dynamic(`students.teaching.section_state.${section.state}`)}
            </Badge>
          }
          breadcrumb={[{ href: '/lop-hoc-phan', label: t('students.teaching.sections.title') }]}
          breadcrumbLabel={t('students.teaching.sections.title')}
          actions={<Acts data={data} context={context} />}
        />
        <SectionFacts data={data} context={context} />
        {warning && (
          <div class="mt-6">
            <Alert kind="warning" title={t('students.teaching.warning.title_short')}>
              {t('students.teaching.warning.practice_section', {
                learners: data.present,
                most: warning.most,
                document: data.document,
              })}
            </Alert>
          </div>
        )}
        <Tabs
          label={t('students.teaching.section.parts')}
          items={tabs.map((one) => ({
            href: one === 'danh-sach' ? path : `${path}?xem=${one}`,
            label: t.dynamic(`students.teaching.section.tab.${one}`),
            current: one === tab,
            count: one === 'danh-sach' ? t.number(roster.filter((line) => !line.to_date).length) : undefined,
          }))}
        />
        {tab === 'danh-sach' && <RosterTab data={data} context={context} />}
        {tab === 'diem-danh' && <AttendanceTab data={data} context={context} />}
        {tab === 'lich' && <SessionsTab data={data} context={context} />}
        {tab === 'giao-vien' && <TeachersTab data={data} context={context} />}
      </>
    )
  },
})

export type SectionData = Awaited<ReturnType<typeof loadSection>>

async function loadSection({ db, actor, params, query, today }: LoadContext<{ id: string }, Query>) {
  const section = await findSection(db, params.id, today)
  if (!section || !mayOpenSection(actor, section)) throw notFound()
  const roster = await listRoster(db, section.id)
  const { policy } = await getPolicy(db, section.grading_policy_id)
  const present = roster.filter((line) => line.to_date === null || line.to_date >= today).length
  const { max_practice_class, max_hazardous_practice_class } = policy.organisation
  const most = section.is_hazardous ? max_hazardous_practice_class : max_practice_class
  return {
    section,
    tab: query.xem,
    roster,
    present,
    least: policy.eligibility.min_attendance,
    document: policy.document,
    // Practice groups are small, smaller where the work is heavy, harmful or dangerous: sizes of the policy (Thông tư 04/2022/TT-BLĐTBXH).
    warning: section.hours_practice > 0 && present > most ? { most } : undefined,
    mayEdit: may(actor, 'students.edit', { institution: section.institution_id }),
    mayApprove: may(actor, 'students.approve', { institution: section.institution_id }),
    teaches: mayTeach(actor, section),
    grantId: sectionGrant(actor, section),
    hasWeek: query.tuan !== undefined,
    monday: mondayOf(query.tuan && isDay(query.tuan) ? query.tuan : today),
    ...(await readTab(db, section.id, query.xem, today)),
  }
}

/** What one of the parts shows, and no other. */
async function readTab(db: Db, section: string, tab: Tab, today: string) {
  const isAttendance = tab === 'diem-danh'
  const attendance = isAttendance ? await listAttendance(db, section, today) : []
  return {
    attendance: new Map(attendance.map((line) => [line.enrolment_id, line])),
    absences: isAttendance ? await listSectionAbsences(db, section) : [],
    blocks:
      tab === 'giao-vien'
        ? []
        : await listBlocks(db, {
            section,
            from_date: '1990-01-01',
            to_date: '9999-12-31',
            withCancelled: true,
          }),
    teachers: tab === 'giao-vien' ? await listSectionTeachers(db, section) : [],
  }
}

function SectionFacts({ data: { section }, context: { t } }: { data: SectionData; context: ViewContext }) {
  const hours = section.hours_theory + section.hours_practice + section.hours_test
  return (
    <Facts
      items={[
        { label: t('students.teaching.field.term'), value: section.term_name },
        {
          label: t('students.teaching.field.class'),
          value: section.class_code ?? t('students.teaching.mixed'),
        },
        {
          label: t('students.teaching.field.teacher'),
          value: section.teachers.map((one) => one.full_name).join(', ') || t('students.teaching.nobody'),
        },
        {
          label: t('students.teaching.field.credits'),
          value: `${section.credits}${section.is_condition ? ` · ${t('students.teaching.condition')}` : ''}`,
        },
        {
          label: t('students.teaching.field.hours'),
          value: t('students.teaching.hours_parts', {
            total: hours,
            theory: section.hours_theory,
            practice: section.hours_practice,
            test: section.hours_test,
          }),
        },
        {
          label: t('students.teaching.field.delivery'),
          value: t.dynamic(`students.teaching.delivery.${section.delivery}`),
        },
      ]}
    />
  )
}

function Acts({
  data: { section, mayEdit, teaches },
  context: { t },
}: {
  data: SectionData
  context: ViewContext
}) {
  const path = `/lop-hoc-phan/${section.id}`
  return (
    <>
      {teaches && (
        <LinkButton kind="secondary" href={`/bang-diem/${section.id}`}>
          {t('students.teaching.section.marks')}
        </LinkButton>
      )}
      {teaches && (
        <Menu
          label={t('students.teaching.section.print')}
          icon="print"
          end
          items={[
            { href: `${path}/so-len-lop.pdf`, label: t('students.teaching.doc.class_log') },
            { href: `${path}/diem-danh.pdf`, label: t('students.teaching.doc.attendance') },
          ]}
        />
      )}
      {mayEdit && section.state === 'open' && (
        <LinkButton href={`/thoi-khoa-bieu/them?hp=${section.id}`}>
          {t('students.teaching.timetable.add')}
        </LinkButton>
      )}
    </>
  )
}
