import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { HiddenInputs, Select } from '#ui/index.ts'

/** Institutions where the actor may edit staff. */
export async function editableInstitutions(
  db: Db,
  actor: Actor,
  today: string,
): Promise<InstitutionOption[]> {
  const options = await listInstitutionOptions(db, actor, { on: today })
  return options.filter((option) => may(actor, 'staff.edit', { institution: option.id }))
}

/** Which institution a post is at: nothing to choose for somebody who works for one. */
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
      label={t('staff.field.institution')}
      placeholder={t('staff.form.choose')}
      options={options.map((option) => ({ value: option.id, label: option.name }))}
      required
    />
  )
}
