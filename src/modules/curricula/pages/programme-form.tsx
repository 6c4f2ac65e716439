import type { Occupation } from '#modules/institutions/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Checkbox, Combobox, DateField, Select, TextField } from '#ui/index.ts'
import { levels, type Programme } from '../programme.ts'
import { shown } from './parts.tsx'

/** Fields of a programme's head. With an approved version only the digital mark is open. */
export function ProgrammeFields(props: {
  programme?: Programme | undefined
  occupations: readonly Occupation[]
  isFixed: boolean
  context: ViewContext
}) {
  const { programme, context, isFixed } = props
  const { t, form } = context
  const isMarked = form.sent ? form.values['is_digital'] !== undefined : Boolean(programme?.digital_from)
  return (
    <>
      {isFixed ? (
        <FixedFields programme={programme!} />
      ) : (
        <>
          <TextField
            {...shown(context, 'name', programme?.name)}
            label={t('curricula.field.name')}
            required
          />
          <TextField
            {...shown(context, 'code', programme?.code)}
            label={t('curricula.field.code')}
            hint={t('curricula.field.code_hint')}
            width="half"
            required
          />
          <Select
            {...shown(context, 'level', programme?.level)}
            label={t('curricula.field.level')}
            placeholder=""
            options={levels.map((value) => ({ value, label: t.dynamic(`institutions.level.${value}`) }))}
            required
          />
          <Combobox
            {...shown(context, 'occupation_code', programme?.occupation_code)}
            label={t('curricula.field.occupation')}
            hint={t('curricula.field.occupation_hint')}
            width="half"
            options={props.occupations.map((one) => ({ value: one.code, label: occupationLabel(one, t) }))}
          />
        </>
      )}
      <Checkbox
        name="is_digital"
        value="on"
        checked={isMarked}
        label={t('curricula.field.is_digital')}
        hint={t('curricula.field.is_digital_hint')}
      />
      <DateField
        {...shown(context, 'digital_from', programme?.digital_from && t.date(programme.digital_from))}
        label={t('curricula.field.digital_from')}
        hint={t('curricula.field.digital_from_hint')}
        optional={t('curricula.optional')}
      />
      <TextField
        {...shown(context, 'digital_reason', programme?.digital_reason)}
        label={t('curricula.field.digital_reason')}
        optional={t('curricula.optional')}
      />
    </>
  )
}

const occupationLabel = (one: Occupation, t: Translate) =>
  `${one.name} (${t.dynamic(`institutions.level.${one.level}`)})`

function FixedFields({ programme }: { programme: Programme }) {
  const { name, code, level, occupation_code } = programme
  return (
    <>
      {Object.entries({ name, code, level, occupation_code: occupation_code ?? '' }).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
    </>
  )
}
