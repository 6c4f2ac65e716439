import type { Place } from '#platform/access.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Checkbox, Combobox, DateField, RadioGroup, TextField } from '#ui/index.ts'
import { maskCitizenNumber } from '../citizen.ts'
import { ethnicities } from '../ethnicity.ts'
import { birthText, sexes, type Person } from '../person.ts'

/** A field's props; at a conflict the other version stands in a sentence under it. */
export function fieldProps(
  { form, t }: ViewContext,
  name: string,
  stored?: string | number | null,
  shown?: string,
) {
  const { current, ...props } = form.field(name, stored)
  // Browsers send line ends as CR LF; that alone is no difference.
  if (current === undefined || props.value.replaceAll('\r\n', '\n') === current) return props
  return {
    ...props,
    current: t('people.form.current', { value: (shown ?? current) || t('people.value.unknown') }),
  }
}

/** The fields of a person in a form; without `person`, of a new one. */
export function PersonFormFields({
  person,
  place,
  context,
}: {
  person?: Person
  place: Place
  context: ViewContext
}) {
  const { t, may } = context
  const optional = t('people.form.optional')
  const sex = person?.sex
  return (
    <>
      <TextField
        {...fieldProps(context, 'full_name', person?.full_name)}
        label={t('people.field.full_name')}
        hint={t('people.hint.full_name')}
        required
        maxlength={120}
        autocomplete="off"
      />
      <DateField
        {...fieldProps(context, 'birth', person ? birthText(person) : '')}
        label={t('people.field.birth')}
        hint={t('people.hint.birth')}
        optional={optional}
      />
      <RadioGroup
        {...fieldProps(context, 'sex', sex, sex ? t.dynamic(`people.sex.${sex}`) : '')}
        label={t('people.field.sex')}
        options={sexes.map((value) => ({ value, label: t.dynamic(`people.sex.${value}`) }))}
        inline
      />
      <TextField
        {...context.form.field('citizen_number')}
        label={t('people.field.citizen_number')}
        hint={
          person && maskCitizenNumber(person)
            ? t('people.hint.number_kept', { number: maskCitizenNumber(person) })
            : t('people.hint.citizen_number')
        }
        optional={optional}
        inputmode="numeric"
        width="half"
        autocomplete="off"
      />
      {person?.citizen_number_kind && (
        <Checkbox
          name="remove_citizen_number"
          label={t('people.field.remove_number')}
          checked={context.form.values.remove_citizen_number === 'true'}
        />
      )}
      {may('people.read-sensitive', place) && (
        <Combobox
          {...fieldProps(context, 'ethnicity', person?.ethnicity)}
          label={t('people.field.ethnicity')}
          options={ethnicities.map((value) => ({ value }))}
          optional={optional}
          width="half"
        />
      )}
      <TextField
        {...fieldProps(context, 'phone', person?.phone)}
        type="tel"
        label={t('people.field.phone')}
        optional={optional}
        width="half"
        autocomplete="off"
      />
      <TextField
        {...fieldProps(context, 'email', person?.email)}
        type="email"
        label={t('people.field.email')}
        optional={optional}
        autocomplete="off"
      />
    </>
  )
}
