import type { Translate } from '#platform/i18n/index.ts'
import type { Diploma } from './diploma.ts'

/** What a diploma goes by in a sentence: its serial, of an old register that gives none its entry number. */
export const numberName = (
  { serial, entry_no }: Pick<Diploma, 'serial' | 'entry_no'>,
  t: Translate,
): string =>
  serial !== null
    ? t('diplomas.number.serial', { number: serial })
    : t('diplomas.number.entry', { number: entry_no ?? '–' })
