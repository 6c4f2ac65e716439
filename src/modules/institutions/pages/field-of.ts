import type { ViewContext } from '#platform/pages/page.ts'

/** Props of a field: typed, else stored; at a conflict the other version as a sentence. `words` shows codes and ids as people read them. */
export function fieldOf(
  { form, t }: ViewContext,
  name: string,
  stored?: string | number | null,
  words: (value: string) => string = String,
) {
  const { current, ...field } = form.field(name, stored)
  return {
    ...field,
    ...(current === undefined
      ? {}
      : { current: t('institutions.form.current', { value: current ? words(current) : '–' }) }),
  }
}
