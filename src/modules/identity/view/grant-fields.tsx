import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, RadioGroup, Select, TextField } from '#ui/index.ts'
import { givableRoles } from '../grant.ts'
import type { InstitutionOption } from '../store/account.ts'
import { roleText } from './grant-text.tsx'

/** Role, area and days of a new grant; only what the reader may give is offered. */
export function GrantFieldsView(props: {
  context: ViewContext
  institutions: readonly InstitutionOption[]
  isWide: boolean
}) {
  const { t, form, actor } = props.context
  const givable = givableRoles(actor)
  return (
    <>
      <Select
        {...form.field('role')}
        label={t('identity.field.role')}
        hint={givable.includes('teacher') ? t('identity.grant.teacher_hint') : undefined}
        placeholder={t('identity.grant.choose_role')}
        options={givable.map((role) => ({ value: role, label: roleText(t, role) }))}
        required
      />
      {props.isWide ? (
        <RadioGroup
          {...form.field('area_kind', 'institution')}
          label={t('identity.field.area')}
          options={[
            { value: 'institution', label: t('identity.area.one_institution') },
            { value: 'province', label: t('identity.area.whole') },
          ]}
        />
      ) : (
        <input type="hidden" name="area_kind" value="institution" />
      )}
      <Select
        {...form.field('area_id')}
        label={t('identity.field.institution')}
        hint={props.isWide ? t('identity.grant.institution_hint') : undefined}
        placeholder={t('identity.grant.choose_institution')}
        options={props.institutions.map((one) => ({ value: one.id, label: one.name }))}
      />
      <DateField
        {...form.field('from')}
        label={t('identity.field.from')}
        hint={t('identity.grant.from_hint')}
        optional={t('identity.optional')}
      />
      <DateField
        {...form.field('to')}
        label={t('identity.field.to')}
        hint={t('identity.grant.to_hint')}
        optional={t('identity.optional')}
      />
      <TextField
        {...form.field('reason')}
        label={t('identity.field.reason')}
        hint={t('identity.grant.reason_hint')}
        optional={t('identity.optional')}
        maxlength={500}
      />
    </>
  )
}
