import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { averageText, scoreText } from './review.ts'

/** Who a paper about a course of study is for, and what it names. Days are `yyyy-mm-dd`. */
export type PaperHead = {
  enrolment_id: string
  person_id: string
  institution_id: string
  cohort_id: string
  class_group_id: string | null
  full_name: string
  birth_date: string | null
  birth_year: number | null
  sex: 'male' | 'female' | null
  ethnicity: string | null
  learner_code: string
  class_code: string | null
  cohort_name: string
  programme_name: string
  occupation_code: string | null
  level: string
  mode: 'year' | 'credit'
  study_form: string
  state: string
  from_date: string
  to_date: string | null
  /** Of the decided list, when the learner graduated by one; also null in lists made before they were kept. */
  average: string | null
  rests_on: string[] | null
  score: string | null
  classification: string | null
  is_downgraded: boolean | null
  title: string | null
  steps: { key: string; params: Record<string, string | number>; rule: string }[] | null
  decision_no: string | null
  decision_date: string | null
  signer: string | null
}

/** Heads of papers of many courses of study, by name; one statement. */
export async function listPaperHeads(db: Db, enrolmentIds: readonly string[]): Promise<PaperHead[]> {
  const found =
    await sql<PaperHead>`select e.id as enrolment_id, e.person_id, e.institution_id, e.cohort_id, e.class_group_id,
      p.full_name, p.birth_date, p.birth_year, p.sex, p.ethnicity, l.code as learner_code, k.code as class_code, c.name as cohort_name,
      m.name as programme_name, m.occupation_code, m.level, c.mode, c.study_form, e.state, e.from_date, e.to_date,
      ${averageText} as average, g.rests_on, ${scoreText} as score, g.classification, g.is_downgraded, g.title, g.steps, g.number as decision_no,
      g.signed_on as decision_date, g.signer
    from students.enrolment e join people.person p on p.id = e.person_id join students.learner l on l.id = e.learner_id
    join students.cohort c on c.id = e.cohort_id join curricula.programme_version v on v.id = c.programme_version_id
    join curricula.programme m on m.id = v.programme_id left join students.class_group k on k.id = e.class_group_id
    left join lateral (select g.average, g.rests_on, g.score, g.classification, g.is_downgraded, g.title, g.steps, d.number, d.signed_on, d.signer
      from students.graduation_case g join students.graduation_review r on r.id = g.review_id and r.state = 'decided'
      join students.decision d on d.id = r.decision_id
      where g.enrolment_id = e.id and g.is_eligible and not g.is_held_back order by r.made_at desc limit 1) g on true
    where e.id = any(${[...enrolmentIds]}::uuid[]) order by e.name_key, e.id`.execute(db)
  return found.rows
}

/** What a recognised result rests on: the code of its basis, and the decision where there is one. */
export type RecognisedSource = { basis: string; number: string | null }

/** Where recognised results come from, by result. */
export async function listRecognised(
  db: Db,
  enrolmentIds: readonly string[],
): Promise<Map<string, RecognisedSource>> {
  const found = await sql<RecognisedSource & { result_id: string }>`select n.result_id, n.basis, d.number
    from students.recognition n left join students.decision d on d.id = n.decision_id
    where n.enrolment_id = any(${[...enrolmentIds]}::uuid[]) and n.state = 'granted' and n.result_id is not null`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.result_id, row]))
}
