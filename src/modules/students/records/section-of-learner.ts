import type { Db } from '#platform/db/database.ts'
import type { MessageKey, Translate } from '#platform/i18n/index.ts'
import type { PersonSection } from '#platform/module.ts'
import type { Children } from '#ui/index.ts'
import type { Enrolment } from '../enrolment.ts'

/** Whose record is read. The transaction reaches this person's own rows. */
export type LearnerAbout = {
  personId: string
  /** Courses of study, the one that goes on first. */
  enrolments: readonly Enrolment[]
  today: string
}

/** A piece of a learner's record on their own start page and on the page of a guardian. */
export type LearnerSection = Omit<PersonSection, 'show'> & {
  show: (db: Db, about: LearnerAbout) => Promise<((t: Translate) => Children) | undefined>
}

/** Defines a section: `load` reads, `view` shows; nothing is shown when `load` answers undefined. */
export function defineSection<Data>(section: {
  title: MessageKey
  for: PersonSection['for']
  href?: string
  more?: MessageKey
  load: (db: Db, about: LearnerAbout) => Promise<Data | undefined>
  view: (data: Data, t: Translate) => Children
}): LearnerSection {
  const { load, view, ...rest } = section
  return {
    ...rest,
    async show(db, about) {
      const data = await load(db, about)
      return data === undefined ? undefined : (t) => view(data, t)
    },
  }
}
