import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, TextField, type BadgeKind } from '#ui/index.ts'
import { mostCopies, type CopyState } from '../copy.ts'

const kinds: Record<CopyState, BadgeKind> = {
  asked: 'warning',
  numbered: 'info',
  issued: 'success',
  refused: 'error',
}

export function CopyBadge({ state, t }: { state: CopyState; t: Translate }) {
  return <Badge kind={kinds[state]}>{t.dynamic(`diplomas.copies.state.${state}`)}</Badge>
}

/** What the copies are for, and how many. */
export function WantedFields({ context: { t, form } }: { context: ViewContext }) {
  return (
    <>
      <TextField
        {...form.field('purpose')}
        label={t('diplomas.copies.field.purpose')}
        hint={t('diplomas.copies.purpose_hint')}
        maxlength={200}
        required
      />
      <TextField
        {...form.field('copies', '1')}
        label={t('diplomas.copies.field.copies')}
        hint={t('diplomas.copies.copies_hint', { most: mostCopies })}
        inputmode="numeric"
        width="short"
        maxlength={2}
        required
      />
    </>
  )
}
