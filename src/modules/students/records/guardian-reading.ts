import { findPerson } from '#modules/people/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import { publicActor, type Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { sql } from 'kysely'
import type { Enrolment } from '../enrolment.ts'
import { listEnrolmentsOf } from '../store/enrolment.ts'
import { sectionsOf } from '../learner-sections.ts'
import { hashSecret, lastMinorDay, type GuardianLink } from './guardian.ts'
import { showSections, type ShownSection } from './sections.ts'
import { findOpenLink } from './store/guardian.ts'

/** What a guardian reads. */
export type GuardianReading = {
  link: GuardianLink
  full_name: string
  enrolments: Enrolment[]
  schools: Map<string, string>
  sections: ShownSection[]
}

/**
 * What a link opens on the day; undefined when it opens nothing: unknown, taken back, ended, or the learner is of age by
 * now (a birth put right later counts). The reading sees the learner's own rows and nothing else, and the look is logged
 * in the guardian's name.
 */
export async function readAsGuardian(
  app: App,
  token: string,
  today: string,
): Promise<GuardianReading | undefined> {
  const hash = hashSecret(token)
  const link = await app.database.read(publicActor, (db) => findOpenLink(db, hash, today))
  if (!link) return undefined
  const guardian = guardianActor(link)
  const reading = await app.database.read(guardian, async (db) => {
    const person = await findPerson(db, link.person_id)
    if (!person || today > (lastMinorDay(person) ?? '')) return undefined
    const all = await listEnrolmentsOf(db, link.person_id)
    const enrolments = all.filter((one) => one.learner_id === link.learner_id)
    const about = { personId: link.person_id, enrolments, today }
    return {
      link,
      full_name: person.full_name,
      enrolments,
      schools: await institutionNames(db, [link.institution_id], today),
      sections: await showSections(db, sectionsOf(app), 'guardian', about),
    }
  })
  if (!reading) return undefined
  // the secret never stands in the log
  await recordLook(app.database, guardian, '/phu-huynh', { subject: 'people.person', ids: [link.person_id] })
  await app.database.append(sql`select students.note_guardian_look(${hash})`)
  return reading
}

/** Reaches the rows of the learner's person, holds no right and no area. */
function guardianActor(link: GuardianLink): Actor {
  return {
    kind: 'account',
    id: `guardian:${link.id}`,
    name: link.guardian_name,
    email: '',
    personId: link.person_id,
    grants: [],
    via: 'session',
    sessionId: undefined,
  }
}
