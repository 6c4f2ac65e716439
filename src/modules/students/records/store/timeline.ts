import { sql } from 'kysely'
import { dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { listResultsOf } from '../../store/result.ts'
import type { Conduct } from '../conduct.ts'
import type { PolicyFact } from '../policy-fact.ts'
import { listConductOf } from './conduct.ts'

export const entryGroups = [
  'admission',
  'class',
  'status',
  'conduct',
  'policy',
  'result',
  'graduation',
] as const
export type EntryGroup = (typeof entryGroups)[number]

export type StatusEntry = {
  id: string
  kind: string
  on_date: string
  until_date: string | null
  to_state: string
  from_class: string | null
  to_class: string | null
  other_school: string | null
  reason: string | null
  decision_id: string | null
  decision_no: string | null
  decision_date: string | null
  cohort_name: string
}

export type ResultEntry = {
  id: string
  unit_code: string
  unit_name: string
  grade: string | null
  letter: string | null
  is_passed: boolean
  is_corrected: boolean
}

/** One thing that happened, with the day it counts from. */
export type Entry = { id: string; group: EntryGroup; on: string } & (
  | { of: 'status'; status: StatusEntry }
  | { of: 'conduct'; conduct: Conduct; isLifting: boolean }
  | { of: 'policy'; fact: PolicyFact; isEnding: boolean }
  | { of: 'result'; result: ResultEntry }
)

const groupOf = (kind: string): EntryGroup => {
  if (kind === 'admit' || kind === 'transfer_in') return 'admission'
  if (kind === 'change_class') return 'class'
  return kind === 'graduate' ? 'graduation' : 'status'
}

/** Status events of courses of study, the latest first. */
export async function listStatusEvents(db: Db, enrolmentIds: readonly string[]): Promise<StatusEntry[]> {
  const found =
    await sql<StatusEntry>`select s.id, s.kind, s.on_date, s.until_date, s.to_state, f.code as from_class, t.code as to_class,
      s.other_school, s.reason, d.id as decision_id, d.number as decision_no, d.signed_on as decision_date, c.name as cohort_name
    from students.status_event s join students.enrolment e on e.id = s.enrolment_id join students.cohort c on c.id = e.cohort_id
    left join students.class_group f on f.id = s.from_class_id left join students.class_group t on t.id = s.to_class_id
    left join students.decision d on d.id = s.decision_id
    where s.enrolment_id = any(${[...enrolmentIds]}::uuid[]) order by s.on_date desc, s.at desc, s.id desc`.execute(
      db,
    )
  return found.rows
}

/** Everything the record tells of the courses of study, newest first; policy facts only where they are given. */
export async function listTimeline(
  db: Db,
  enrolmentIds: readonly string[],
  facts: readonly PolicyFact[],
): Promise<Entry[]> {
  const statuses = await listStatusEvents(db, enrolmentIds)
  const conduct = await listConductOf(db, enrolmentIds)
  const results = [...(await listResultsOf(db, enrolmentIds)).values()].flat()
  const entries: Entry[] = [
    ...statuses.map((status): Entry => ({
      id: status.id,
      group: groupOf(status.kind),
      on: status.on_date,
      of: 'status',
      status,
    })),
    ...conduct.flatMap((one): Entry[] => [
      { id: one.id, group: 'conduct', on: one.on_date, of: 'conduct', conduct: one, isLifting: false },
      ...(one.lifted_on
        ? [
            {
              id: `${one.id}-lifted`,
              group: 'conduct' as const,
              on: one.lifted_on,
              of: 'conduct' as const,
              conduct: one,
              isLifting: true,
            },
          ]
        : []),
    ]),
    ...facts.flatMap((fact): Entry[] => [
      { id: fact.id, group: 'policy', on: fact.from_date, of: 'policy', fact, isEnding: false },
      ...(fact.to_date && fact.ended_reason
        ? [
            {
              id: `${fact.id}-ended`,
              group: 'policy' as const,
              on: fact.to_date,
              of: 'policy' as const,
              fact,
              isEnding: true,
            },
          ]
        : []),
    ]),
    ...results.map((result): Entry => ({
      id: result.id,
      group: 'result',
      on: dayOf(result.posted_at),
      of: 'result',
      result: { ...result, is_corrected: result.corrects_id !== null },
    })),
  ]
  return entries.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1))
}
