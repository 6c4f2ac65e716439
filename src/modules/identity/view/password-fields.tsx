import type { ViewContext } from '#platform/pages/page.ts'
import { PasswordField } from '#ui/index.ts'

type Words = Pick<ViewContext, 't' | 'form'>

/** The field of a new password, with what makes a good one. */
export function NewPasswordField({ t, form, label }: Words & { label?: string }) {
  return (
    <PasswordField
      name="password"
      error={form.errors.password}
      label={label ?? t('identity.field.new_password')}
      hint={t('identity.password.hint')}
      autocomplete="new-password"
      required
    />
  )
}

/** The present password, repeated before an act on one's own account; `of` is the form it stands in. */
export function CurrentPasswordField({ t, form, of, hint }: Words & { of: string; hint?: string }) {
  return (
    <PasswordField
      name="current_password"
      // The list of mistakes links to the plain name.
      idPrefix={form.sent === of ? undefined : of}
      error={form.sent === of ? form.errors.current_password : undefined}
      label={t('identity.field.current_password')}
      hint={hint}
      autocomplete="current-password"
      required
    />
  )
}
