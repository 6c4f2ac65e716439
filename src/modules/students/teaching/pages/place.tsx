import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Select } from '#ui/index.ts'

export type PlaceChoice = {
  options: readonly InstitutionOption[]
  here: InstitutionOption
  /** Reads as the office or the department does; a teacher reads what they teach. */
  isOffice: boolean
  mayEdit: boolean
}

/**
 * The institution a page is about: the one named in the address, else the first the actor reaches.
 * @throws AppError forbidden for an account that neither teaches nor reads anywhere
 */
export async function choosePlace(
  db: Db,
  actor: Actor,
  today: string,
  code: string | undefined,
): Promise<PlaceChoice> {
  const all = await listInstitutionOptions(db, actor, { on: today })
  const reads = (permission: string, id: string) => may(actor, permission, { institution: id })
  const options = all.filter(({ id }) => reads('students.read', id) || reads('students.teach', id))
  const here = options.find((one) => one.code === code) ?? options[0]
  if (!here) throw new AppError('forbidden', 'platform.error.forbidden')
  return {
    options,
    here,
    isOffice: reads('students.read', here.id),
    mayEdit: reads('students.edit', here.id),
  }
}

/** Which institution: shown only to somebody who reaches several. */
export function PlaceField({ place, context: { t } }: { place: PlaceChoice; context: ViewContext }) {
  if (place.options.length < 2) return null
  return (
    <Select
      name="co-so"
      label={t('students.teaching.field.institution')}
      value={place.here.code}
      options={place.options.map((option) => ({ value: option.code, label: option.name }))}
    />
  )
}

/** An address with its filters; empty ones are left out. */
export function address(path: string, query: Record<string, string | undefined>): string {
  const params = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return params.size > 0 ? `${path}?${params}` : path
}

/** Props of a field whose other version is said in words at a conflict. */
export function shown(
  { form, t }: ViewContext,
  name: string,
  stored?: string | number | null,
): { name: string; value: string; error?: string; current?: string } {
  const { current, ...field } = form.field(name, stored)
  return current === undefined
    ? field
    : { ...field, current: t('students.teaching.current', { value: current || '–' }) }
}
