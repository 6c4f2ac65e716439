import type { Translate } from '#platform/i18n/index.ts'

const keys = [
  'unsaved',
  'restored',
  'sending',
  'saved_at',
  'pending',
  'session_ended',
  'sign_in',
  'refused',
  'conflict_elsewhere',
  'conflict_open',
  'not_kept',
] as const

/** Words of the island, by their last part; `%n` and `%at` are filled in the browser. */
export function registerWords(t: Translate): Record<string, string> {
  return {
    ...Object.fromEntries(keys.map((key) => [key, t.dynamic(`students.teaching.island.${key}`)])),
    ...Object.fromEntries(
      ['present', 'absent', 'late', 'excused'].map((kind) => [
        kind,
        t.dynamic(`students.teaching.absence.${kind}`),
      ]),
    ),
    tally: t('students.teaching.island.tally'),
  }
}
