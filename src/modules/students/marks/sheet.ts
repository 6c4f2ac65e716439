import { may, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { CourseSection } from '../section.ts'
import { findSection, getSection, mayTeach } from '../store/section.ts'

/** Why nobody may type on the sheet now: a message key; undefined when the actor may. */
export function sheetLock(section: CourseSection, actor: Actor): string | undefined {
  if (section.state === 'cancelled') return 'students.marks.error.cancelled'
  if (section.state === 'posted') return 'students.marks.error.posted'
  if (!mayTeach(actor, section)) return 'students.marks.error.not_teacher'
  const isOffice = may(actor, 'students.edit', { institution: section.institution_id })
  return section.state === 'submitted' && !isOffice ? 'students.marks.error.submitted' : undefined
}

export type SheetTarget = { section: CourseSection; person: string | undefined }

/** The section for whoever teaches it or keeps the records. @throws AppError not_found */
export async function getSheetTarget(
  db: Db,
  id: string,
  context: { actor: Actor; today: string },
): Promise<SheetTarget> {
  const section = await getSection(db, id, context)
  return { section, person: context.actor.kind === 'account' ? context.actor.personId : undefined }
}

export const sheetPlace = ({ section, person }: SheetTarget) => ({
  institution: section.institution_id,
  person,
})

/** The section for its teachers, its office, and those who read the institution's records. @throws AppError not_found */
export async function readSection(
  db: Db,
  id: string,
  { actor, today }: { actor: Actor; today: string },
): Promise<CourseSection> {
  const section = await findSection(db, id, today)
  const mayRead = section && may(actor, 'students.read', { institution: section.institution_id })
  if (!section || !(mayRead || mayTeach(actor, section))) throw notFound()
  return section
}

/** Who acts, as rows and audit name them. */
export const signerOf = (actor: Actor): { by: string; byName: string } =>
  actor.kind === 'account' ? { by: actor.id, byName: actor.name } : { by: 'system', byName: 'system' }
