import type { Translate } from '#platform/i18n/index.ts'

const keys = [
  'unsaved',
  'saving',
  'saved_at',
  'waiting',
  'restored',
  'ended',
  'sign_in',
  'refused',
  'conflict',
  'conflict_cell',
  'keep_mine',
  'take_theirs',
  'error_cell',
  'paste_rest',
  'paste_read_only',
  'left_over',
  'left_over_drop',
  'not_kept',
  'go',
  'empty',
] as const

/** Words of the island; `%n`, `%at`, `%mine`, `%theirs`, `%cell`, `%what` are filled in the browser. */
export const gridWords = (t: Translate): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, t.dynamic(`students.marks.island.${key}`)]))
