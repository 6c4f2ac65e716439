import type { Translate } from '#platform/i18n/index.ts'
import { Alert } from '#ui/index.ts'

/** Beside what would change a graduate's result: by which decision they graduated, and that it stays. */
export const GraduatedAlert = ({
  by,
  t,
}: {
  by: { number: string; signed_on: string } | undefined
  t: Translate
}) =>
  by ? (
    <Alert
      kind="warning"
      title={t('students.graduation.graduated.title', { number: by.number, day: t.date(by.signed_on) })}
    >
      {t('students.graduation.graduated.text')}
    </Alert>
  ) : null
