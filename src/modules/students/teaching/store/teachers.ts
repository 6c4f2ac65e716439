import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'

export type SectionTeacher = {
  person_id: string
  full_name: string
  role: 'main' | 'assistant'
  from_date: string
  to_date: string | null
}

/** Everybody who teaches, taught or will teach the section, by time. */
export async function listSectionTeachers(db: Db, sectionId: string): Promise<SectionTeacher[]> {
  const found = await sql<SectionTeacher>`select x.person_id, p.full_name, x.role, x.from_date, x.to_date
    from students.section_teacher x join people.person p on p.id = x.person_id
    where x.section_id = ${sectionId}::uuid order by x.from_date, x.role desc, p.name_key, x.person_id`.execute(
    db,
  )
  return found.rows
}

export type NewTeacher = {
  section_id: string
  person_id: string
  role: 'main' | 'assistant'
  from_date: string
  /** Absent: no end is known. */
  to_date?: string | null
}

export async function insertTeachers(tx: Tx, rows: readonly NewTeacher[]): Promise<Change[]> {
  if (rows.length === 0) return []
  const made = await sql<{ section_id: string; person_id: string; institution_id: string }>`
    insert into students.section_teacher (section_id, person_id, institution_id, role, from_date, to_date)
    select r.section_id, r.person_id, c.institution_id, r.role, r.from_date, r.to_date
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(section_id uuid, person_id uuid, role text, from_date date, to_date date)
    join students.course_section c on c.id = r.section_id
    on conflict (section_id, person_id, from_date) do update set role = excluded.role, to_date = excluded.to_date
    returning section_id, person_id, institution_id`.execute(tx)
  return made.rows.map((row) => {
    const given = rows.find((one) => one.section_id === row.section_id && one.person_id === row.person_id)!
    return {
      subject: 'students.section_teacher',
      id: `${row.section_id}/${row.person_id}`,
      institution: row.institution_id,
      before: null,
      after: { role: given.role, from_date: given.from_date },
    }
  })
}

/** Ends a teacher's time: `to` is the last day; one that had not begun by then is taken away. */
export async function endTeacher(tx: Tx, sectionId: string, personId: string, to: string): Promise<boolean> {
  const gone =
    await sql`delete from students.section_teacher where section_id = ${sectionId}::uuid and person_id = ${personId}::uuid
    and from_date > ${to}::date returning 1`.execute(tx)
  const ended =
    await sql`update students.section_teacher set to_date = ${to}::date where section_id = ${sectionId}::uuid
    and person_id = ${personId}::uuid and from_date <= ${to}::date and coalesce(to_date, 'infinity') > ${to}::date returning 1`.execute(
      tx,
    )
  return gone.rows.length + ended.rows.length > 0
}
