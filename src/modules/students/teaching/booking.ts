import type { Tx } from '#platform/db/database.ts'
import { AppError, invalid } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { CourseSection } from '../section.ts'
import { clashFields } from './clash-words.ts'
import { findClashes, type Clash, type Wanted } from './store/clashes.ts'
import { listWarnings } from './store/warnings.ts'

/** The refusal that names the bookings in the way. */
export const clashError = (t: Translate, clashes: readonly Clash[]): AppError =>
  invalid(clashFields(t, clashes), 'students.teaching.clash.title')

/** @throws AppError invalid, naming what is in the way */
export async function refuseClashes(tx: Tx, t: Translate, wanted: readonly Wanted[]): Promise<void> {
  const clashes = await findClashes(tx, wanted)
  if (clashes.length > 0) throw clashError(t, clashes)
}

/** Asks once about what is allowed but unwanted. @throws AppError invalid on the box `accept_warnings` */
export async function askAboutWarnings(
  tx: Tx,
  t: Translate,
  section: Pick<CourseSection, 'id' | 'grading_policy_id' | 'class_group_id'>,
  bookings: Parameters<typeof listWarnings>[3],
): Promise<void> {
  const warnings = await listWarnings(tx, t, section, bookings)
  if (warnings.length > 0)
    throw invalid({ accept_warnings: warnings.join(' ') }, 'students.teaching.warning.title')
}
