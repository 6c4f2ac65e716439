import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { SessionKind } from '../block.ts'

export type LoadBlock = { on_date: string; kind: SessionKind; hours: string }

/** What a class learns in a span of days, but for some sessions. */
export async function listClassLoad(
  db: Db,
  classGroupId: string,
  span: { from: string; to: string; except: readonly string[] },
): Promise<LoadBlock[]> {
  const found =
    await sql<LoadBlock>`select on_date, kind, trim_scale(hours)::text as hours from students.session
    where class_group_id = ${classGroupId}::uuid and on_date between ${span.from}::date and ${span.to}::date and state <> 'cancelled'
      and not id = any(${[...span.except]}::uuid[])`.execute(db)
  return found.rows
}

export type SectionLoad = {
  learners: number
  hours_planned: number
  hours_booked: string
  term: { name: string; from_date: string; to_date: string }
}

/** Learners of a section, its term, and the hours of its blocks, but for some. */
export async function readSectionLoad(
  db: Db,
  sectionId: string,
  except: readonly string[],
): Promise<SectionLoad> {
  const found =
    await sql<SectionLoad>`select (select count(*)::int from students.section_learner r where r.section_id = c.id and r.to_date is null) as learners,
      (c.hours_theory + c.hours_practice + c.hours_test)::int as hours_planned,
      coalesce((select trim_scale(sum(s.hours))::text from students.session s where s.section_id = c.id and s.state <> 'cancelled'
        and s.kind <> 'exam' and not s.id = any(${[...except]}::uuid[])), '0') as hours_booked,
      jsonb_build_object('name', t.name, 'from_date', t.from_date, 'to_date', t.to_date) as term
    from students.course_section c join students.term t on t.id = c.term_id where c.id = ${sectionId}::uuid`.execute(
      db,
    )
  return found.rows[0]!
}
