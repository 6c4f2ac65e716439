import type { Translate } from '#platform/i18n/index.ts'
import { Facts } from '#ui/index.ts'
import type { Enrolment } from '../../enrolment.ts'

/** School, class and cohort of a course of study, as its learner reads them. */
export function OwnFacts({
  enrolment,
  school,
  t,
}: {
  enrolment: Enrolment
  school: string | undefined
  t: Translate
}) {
  return (
    <Facts
      items={[
        { label: t('students.field.institution'), value: school ?? '–' },
        { label: t('students.learner.code'), value: enrolment.learner_code },
        { label: t('students.field.class'), value: enrolment.class_code ?? t('students.learner.no_class') },
        { label: t('students.field.cohort'), value: enrolment.cohort_name },
        { label: t('students.field.admitted'), value: t.date(enrolment.from_date) },
        ...(enrolment.to_date
          ? [{ label: t('students.field.ended'), value: t.date(enrolment.to_date) }]
          : []),
      ]}
    />
  )
}
