import type { ViewContext } from '#platform/pages/page.ts'
import { DateField, NumberField, Select, TextField } from '#ui/index.ts'
import { modes } from '../course.ts'
import type { Run } from '../store/courses.ts'

/** Days, place and seats of a class, new or stored; at a conflict each field shows the saved version. */
export function RunFields({ run, context: { t, form } }: { run: Run | undefined; context: ViewContext }) {
  const optional = t('staff.training.optional')
  const shown = (name: string, stored?: string | number | null) => {
    const { current, ...field } = form.field(name, stored)
    return current === undefined
      ? field
      : { ...field, current: t('staff.training.current', { value: current || '–' }) }
  }
  return (
    <>
      <TextField {...shown('code', run?.code)} label={t('staff.training.field.code')} width="half" required />
      <DateField
        {...shown('from_date', run && t.date(run.from_date))}
        label={t('staff.training.field.from')}
        hint={t('staff.training.field.day_hint')}
        required
      />
      <DateField
        {...shown('to_date', run && t.date(run.to_date))}
        label={t('staff.training.field.to')}
        required
      />
      <DateField
        {...shown('register_until', run && t.date(run.register_until))}
        label={t('staff.training.field.register_until')}
        hint={t('staff.training.field.register_hint')}
        optional={optional}
      />
      <Select
        {...shown('mode', run?.mode ?? 'blended')}
        label={t('staff.training.field.mode')}
        options={modes.map((value) => ({ value, label: t.dynamic(`staff.training.mode.${value}`) }))}
      />
      <TextField
        {...shown('place', run?.place)}
        label={t('staff.training.field.place')}
        optional={optional}
      />
      <NumberField
        {...shown('quota', run?.quota)}
        label={t('staff.training.field.quota')}
        hint={t('staff.training.field.quota_hint')}
        optional={optional}
      />
    </>
  )
}
