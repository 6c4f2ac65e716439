import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Children } from '#ui/index.ts'
import type { LearnerAbout, LearnerSection } from './section-of-learner.ts'

export type ShownSection = Pick<LearnerSection, 'title' | 'href' | 'more'> & {
  body: (t: Translate) => Children
}

/** Reads the sections a reader is shown, in their order; those with nothing to say are left out. */
export async function showSections(
  db: Db,
  sections: readonly LearnerSection[],
  reader: LearnerSection['for'][number],
  about: LearnerAbout,
): Promise<ShownSection[]> {
  const shown: ShownSection[] = []
  for (const { title, href, more, for: readers, show } of sections) {
    const body = readers.includes(reader) ? await show(db, about) : undefined
    if (body) shown.push({ title, href, more, body })
  }
  return shown
}
