import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, Button, DateField, FieldSet, Select, TextField, type BadgeKind } from '#ui/index.ts'
import type { EnrolmentState } from '../../enrolment.ts'

/** Institutions where the actor may do something with learners. */
export async function schoolsFor(
  db: Db,
  actor: Actor,
  today: string,
  permission = 'students.edit',
): Promise<InstitutionOption[]> {
  const options = await listInstitutionOptions(db, actor, { on: today })
  return options.filter((option) => may(actor, permission, { institution: option.id }))
}

/** The school a list is about: the one named in the address, else the first. */
export const chooseSchool = (options: readonly InstitutionOption[], code: string | undefined) =>
  options.find((option) => option.code === code) ?? options.find((option) => option.is_active) ?? options[0]

/** The school whose list is shown, for readers of several. */
export function SchoolFilter({
  options,
  school,
  t,
}: {
  options: readonly InstitutionOption[]
  school: InstitutionOption | undefined
  t: Translate
}) {
  if (options.length < 2) return null
  return (
    <form class="mb-4 flex flex-wrap items-end gap-3 print:hidden" method="get">
      <Select
        name="co-so"
        label={t('students.field.institution')}
        value={school?.code}
        options={options.map((option) => ({ value: option.code, label: option.name }))}
      />
      <div class="mb-5">
        <Button kind="secondary">{t('students.list.apply')}</Button>
      </div>
    </form>
  )
}

const stateKinds: Record<EnrolmentState, BadgeKind> = {
  studying: 'success',
  reserved: 'warning',
  suspended: 'warning',
  graduated: 'primary',
  transferred: 'neutral',
  withdrawn: 'neutral',
  dismissed: 'error',
}

/** A standing, with icon and word. */
export function StateBadge({ state, t }: { state: EnrolmentState; t: Translate }) {
  return <Badge kind={stateKinds[state]}>{t.dynamic(`students.state.${state}`)}</Badge>
}

/** Number, day and signer of a decision. */
export function DecisionFields({
  context,
  isNeeded = true,
  isSignerNeeded = false,
  hint,
}: {
  context: ViewContext
  isNeeded?: boolean
  isSignerNeeded?: boolean
  hint?: string
}) {
  const { t } = context
  const optional = t('people.form.optional')
  const mark = isNeeded ? { required: true } : { optional }
  return (
    <FieldSet legend={t('students.decision.legend')} hint={hint}>
      <TextField
        {...fieldProps(context, 'decision_no')}
        label={t('students.decision.number')}
        hint={t('students.decision.number_hint')}
        width="half"
        maxlength={60}
        {...mark}
      />
      <DateField
        {...fieldProps(context, 'decision_date')}
        label={t('students.decision.signed_on')}
        hint={t('students.form.day_hint')}
        {...mark}
      />
      <TextField
        {...fieldProps(context, 'signer')}
        label={t('students.decision.signer')}
        width="half"
        maxlength={120}
        {...(isSignerNeeded ? { required: true } : { optional })}
      />
    </FieldSet>
  )
}

/** Options in words: `prefix.value`. */
export const wordOptions = (values: readonly string[], prefix: string, t: Translate) =>
  values.map((value) => ({ value, label: t.dynamic(`${prefix}.${value}`) }))

export const levelText = (level: string, t: Translate): string => t.dynamic(`students.level.${level}`)
