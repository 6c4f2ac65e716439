import type { ViewContext } from '#platform/pages/page.ts'
import { LinkButton, Menu, PageHeader, Tabs } from '#ui/index.ts'
import type { Enrolment } from '../../enrolment.ts'
import { changePaths, changesFrom, type Change } from '../change.ts'
import { learnerTabs } from '../learner-tabs.ts'
import type { LearnerRecord } from '../store/learner.ts'
import { StateBadge } from './parts.tsx'

const placeOf = ({ learner }: LearnerRecord) => ({
  institution: learner.institution_id,
  person: learner.person_id,
})

/** Name, standing, the one next act and tabs of a learner's record; `current` is the path of the page's manifest. */
export function LearnerHeader({
  record,
  current,
  context,
}: {
  record: LearnerRecord
  current: string
  context: ViewContext
}) {
  const { t, may, app } = context
  const { learner, current: enrolment } = record
  const pages = app.modules.flatMap((module) => module.pages ?? [])
  const tabs = learnerTabs.filter((tab) =>
    pages.some((page) => page.path === tab.path && may(page.permission, placeOf(record))),
  )
  return (
    <>
      <PageHeader
        title={learner.full_name}
        state={enrolment && <StateBadge state={enrolment.state} t={t} />}
        lead={[learner.code, enrolment?.class_code, enrolment?.cohort_name].filter(Boolean).join(' · ')}
        breadcrumb={[
          { href: '/hoc-sinh', label: t('students.list.title') },
          ...(enrolment?.class_group_id
            ? [
                {
                  href: `/lop/${enrolment.class_group_id}`,
                  label: t('students.class.named', { code: enrolment.class_code ?? '' }),
                },
              ]
            : []),
        ]}
        breadcrumbLabel={t('students.crumbs')}
        actions={
          may('students.edit', placeOf(record)) &&
          enrolment && <Acts learnerId={learner.id} enrolment={enrolment} context={context} />
        }
      />
      <Tabs
        label={t('students.tab.label')}
        items={tabs.map((tab) => ({
          href: tab.path.replace(':id', learner.id),
          label: t(tab.label),
          current: tab.path === current,
        }))}
      />
    </>
  )
}

/** What most likely comes next, as a button: coming back for somebody away, a class for somebody without one. */
function nextChange(enrolment: Enrolment): Change | undefined {
  if (enrolment.state === 'reserved' || enrolment.state === 'suspended') return 'return'
  return enrolment.state === 'studying' && !enrolment.class_group_id ? 'change_class' : undefined
}

function Acts({
  learnerId,
  enrolment,
  context: { t },
}: {
  learnerId: string
  enrolment: Enrolment
  context: ViewContext
}) {
  const address = (change: Change) =>
    `/hoc-sinh/${learnerId}/thay-doi/${changePaths[change]}?qua-trinh=${enrolment.id}`
  const next = nextChange(enrolment)
  const others = changesFrom(enrolment.state).filter((change) => change !== next)
  const label = (change: Change) =>
    t.dynamic(
      change === 'change_class' && !enrolment.class_group_id
        ? 'students.change.act.place'
        : `students.change.act.${change}`,
    )
  return (
    <>
      {next && <LinkButton href={address(next)}>{label(next)}</LinkButton>}
      {others.length > 0 && (
        <Menu
          label={t('students.change.open')}
          end
          items={others.map((change) => ({ href: address(change), label: label(change) }))}
        />
      )}
    </>
  )
}
