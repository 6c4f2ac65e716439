import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError } from '#platform/errors.ts'
import type { FormContext, ViewContext } from '#platform/pages/page.ts'
import { addressOf } from '#platform/pages/query.ts'
import { Button, Form, Select } from '#ui/index.ts'

export type PlaceChoice = {
  options: readonly InstitutionOption[]
  here: InstitutionOption
  /** Reads as the office or the department does; a teacher reads what they teach. */
  isOffice: boolean
  mayEdit: boolean
}

/**
 * The institution a page is about: the one named in the address, by its code or its id, else the first the actor reaches.
 * @throws AppError forbidden for an account that neither teaches nor reads anywhere
 */
export async function choosePlace(
  db: Db,
  actor: Actor,
  today: string,
  named: string | undefined,
): Promise<PlaceChoice> {
  const all = await listInstitutionOptions(db, actor, { on: today })
  const reads = (permission: string, id: string) => may(actor, permission, { institution: id })
  const options = all.filter(({ id }) => reads('students.read', id) || reads('students.teach', id))
  const here = options.find((one) => one.code === named || one.id === named) ?? options[0]
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

/** Another institution, on a page whose other fields are this one's. */
export function PlaceForm(props: { place: PlaceChoice; context: ViewContext; bare?: boolean }) {
  const { place, context, bare } = props
  const { t } = context
  if (place.options.length < 2) return null
  const form = (
    <Form method="get" bare={bare} label={t('students.teaching.field.institution')}>
      <PlaceField place={place} context={context} />
      <Button kind="secondary">{t('students.teaching.see')}</Button>
    </Form>
  )
  return bare ? form : <div class="mb-6 print:hidden">{form}</div>
}

/** An address at the institution looked at: it is named where one reaches several. */
export const inPlace = (
  place: PlaceChoice,
  path: string,
  query: Record<string, string | undefined> = {},
): string => addressOf(path, { 'co-so': place.options.length > 1 ? place.here.code : undefined, ...query })

/** Where a form sent from a page of an institution goes on: to a page of the same one. */
export const backInPlace = (
  { request }: FormContext,
  path: string,
  query: Record<string, string> = {},
): string => addressOf(path, { 'co-so': new URL(request.url).searchParams.get('co-so'), ...query })

/** The name of the institution, for who reaches several. */
export const placeName = ({ options, here }: PlaceChoice): string | undefined =>
  options.length > 1 ? here.name : undefined

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
