import type { ViewContext } from '#platform/pages/page.ts'
import { HiddenInputs, Select } from '#ui/index.ts'
import type { InstitutionOption } from '../store/record.ts'

/** Which institution a record is of: nothing to choose for somebody who works for one. */
export function InstitutionField({
  options,
  context: { t, form },
}: {
  options: readonly InstitutionOption[]
  context: ViewContext
}) {
  const only = options.length === 1 ? options[0] : undefined
  if (only) return <HiddenInputs values={{ institution: only.id }} />
  return (
    <Select
      {...form.field('institution')}
      label={t('institutions.subject.institution')}
      placeholder={t('institutions.form.choose')}
      options={options.map((option) => ({ value: option.id, label: option.name }))}
      required
    />
  )
}
