import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, Facts, type BadgeKind } from '#ui/index.ts'
import type { Application, ApplicationState } from '../application.ts'

const stateKinds: Record<ApplicationState, BadgeKind> = {
  submitted: 'info',
  returned: 'warning',
  accepted: 'success',
  rejected: 'error',
  withdrawn: 'neutral',
}

export function ApplicationBadge({ state, t }: { state: ApplicationState; t: ViewContext['t'] }) {
  return <Badge kind={stateKinds[state]}>{t.dynamic(`students.admission.status.${state}`)}</Badge>
}

/** What stands in an application; the citizen number only by its end. */
export function ApplicationFacts({
  application,
  withClaims = true,
  context: { t },
}: {
  application: Application
  withClaims?: boolean
  context: ViewContext
}) {
  const unknown = '–'
  return (
    <Facts
      items={[
        { label: t('people.field.full_name'), value: application.full_name },
        {
          label: t('people.field.birth'),
          value: t.date(application.birth_date) || (application.birth_year ?? unknown),
        },
        {
          label: t('people.field.sex'),
          value: application.sex ? t.dynamic(`people.sex.${application.sex}`) : unknown,
        },
        {
          label: t('people.field.citizen_number'),
          value: application.citizen_number_end ? `*** ${application.citizen_number_end}` : unknown,
        },
        { label: t('people.field.phone'), value: application.phone ?? unknown },
        { label: t('people.field.email'), value: application.email ?? unknown },
        { label: t('students.admission.field.address'), value: application.address ?? unknown },
        {
          label: t('students.admission.field.schooling'),
          value: application.schooling ? t.dynamic(`students.schooling.${application.schooling}`) : unknown,
        },
        ...(withClaims
          ? [
              {
                label: t('students.admission.field.claims'),
                value:
                  application.claims.length > 0
                    ? application.claims.map((kind) => (
                        <Badge key={kind} kind="neutral">
                          {t.dynamic(`students.group.${kind}`)}
                        </Badge>
                      ))
                    : unknown,
                wide: true,
              },
            ]
          : []),
        { label: t('students.admission.field.submitted_at'), value: t.dateTime(application.submitted_at) },
        ...(application.note
          ? [{ label: t('students.admission.field.message'), value: application.note, wide: true }]
          : []),
      ]}
    />
  )
}
