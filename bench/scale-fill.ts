import type pg from 'pg'
import { nameSortKey } from '#platform/text/index.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { note, time } from './report.ts'

/** Learners of a class; sections of a learner; teachers of a school; sessions of a section. The same however many schools there are. */
const perClass = 35
const sections = 10
const teachers = 20
const sessions = 20

export type Filled = {
  institutions: string[]
  classGroup: string
  section: string
  learner: string
  enrolment: string
}

/**
 * Fills an empty database with learners and what belongs to them, set by set: 40 marks, 10 results, 10 places on a roster each.
 * Indexes and the checks of foreign keys rest meanwhile and are as before afterwards: the schema measured is the product's.
 */
export async function fillScale(
  owner: pg.Pool,
  { learners, perSchool }: { learners: number; perSchool: number },
): Promise<Filled> {
  const schools = await makeSchools(owner, Math.max(1, Math.round(learners / perSchool)))
  const client = await owner.connect()
  try {
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
    )
    const indexes = await dropIndexes(client)
    for (const [what, text] of statements(learners, schools.length)) {
      const taken = await time(() => client.query(text))
      note(`${what} in ${(taken / 1000).toFixed(1)} s`)
    }
    for (const index of indexes) await client.query(index)
    await client.query('reset session_replication_role')
    await client.query('drop schema bench cascade')
    await client.query('vacuum (analyze)')
  } finally {
    client.release()
  }
  const middle = Math.ceil(learners / schools.length / 2)
  return {
    institutions: schools,
    classGroup: idOf('c', 1),
    section: idOf('5', 1),
    learner: idOf('a', middle),
    enrolment: idOf('e', middle),
  }
}

/** Identifiers by kind and number, the same in SQL (`bench.id`) and here. */
const idOf = (kind: string, at: number): string =>
  `0000000${kind}-0000-7000-8000-${at.toString(16).padStart(12, '0')}`

/** Schools with a programme of ten units, five terms and a cohort each, and the names people have. */
async function makeSchools(owner: pg.Pool, count: number): Promise<string[]> {
  const make = fixture(owner)
  await owner.query(`create schema bench;
    create function bench.id(kind text, at bigint) returns uuid language sql immutable parallel safe
      as $$ select ('0000000' || kind || '-0000-7000-8000-' || lpad(to_hex(at), 12, '0'))::uuid $$;
    create table bench.school (at int primary key, institution uuid, version uuid, cohort uuid, policy uuid, units uuid[], terms uuid[]);
    create table bench.name (at int primary key, full_name text, name_key text)`)
  const names = everyName()
  await owner.query(
    `insert into bench.name select n - 1, f, k from unnest($1::text[], $2::text[]) with ordinality x(f, k, n)`,
    [names, names.map(nameSortKey)],
  )
  const policy = await make.policy()
  const institutions: string[] = []
  for (let at = 0; at < count; at += 1) {
    const institution = await make.institution(`bench-${String(at).padStart(4, '0')}`)
    const { version, units } = await make.programme(
      institution,
      Array.from({ length: sections }, (_, n) => ({ name: `Mô đun ${n + 1}` })),
    )
    const cohort = await make.cohort(institution, version)
    const terms: string[] = []
    for (let n = 0; n < 5; n += 1)
      terms.push(
        await make.term(institution, {
          name: `Học kỳ ${n + 1}`,
          school_year: 2022 + n,
          from_date: `${2022 + n}-09-05`,
          to_date: `${2023 + n}-01-15`,
        }),
      )
    await owner.query('insert into bench.school values ($1, $2, $3, $4, $5, $6, $7)', [
      at,
      institution,
      version,
      cohort,
      policy,
      units,
      terms,
    ])
    institutions.push(institution)
  }
  return institutions
}

function everyName(): string[] {
  const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Hồ']
  const middle = ['Văn', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Quang', 'Thanh', 'Hữu']
  const given = [
    'An',
    'Bình',
    'Chi',
    'Dũng',
    'Đạt',
    'Giang',
    'Hà',
    'Hùng',
    'Khánh',
    'Lan',
    'Linh',
    'Mai',
    'Nam',
    'Oanh',
    'Phúc',
    'Quân',
  ]
  return family.flatMap((one) => middle.flatMap((two) => given.map((three) => `${one} ${two} ${three}`)))
}

/** Indexes that no constraint rests on are dropped; answers how to make them again. */
async function dropIndexes(client: pg.PoolClient): Promise<string[]> {
  const found = await client.query<{ name: string; made: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
    join pg_class c on c.oid = i.indrelid join pg_namespace s on s.oid = c.relnamespace
    where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) and (s.nspname = 'students'
      or s.nspname = 'people' and c.relname in ('person', 'link'))`)
  for (const { name } of found.rows) await client.query(`drop index ${name}`)
  return found.rows.map((row) => row.made)
}

/** What is written, in order. `w` is a learner's number from 1, `k` a class's from 1 over all schools, ten sections a class. */
function statements(learners: number, schools: number): [string, string][] {
  const own = Math.ceil(learners / schools)
  const classes = Math.ceil(own / perClass)
  const everybody = `generate_series(1, ${own * schools}) w cross join lateral (select (w - 1) / ${own} as s,
    ((w - 1) / ${own}) * ${classes} + ((w - 1) % ${own}) / ${perClass} + 1 as k) p join bench.school h on h.at = p.s
    join bench.name n on n.at = (w::bigint * 7919) % ${everyName().length}`
  const everyClass = `generate_series(1, ${classes * schools}) k cross join lateral (select (k - 1) / ${classes} as s) p
    join bench.school h on h.at = p.s`
  const everySection = `${everyClass} cross join generate_series(1, ${sections}) u cross join lateral (select (k - 1) * ${sections} + u as x) y`
  const everyPlace = `${everybody} cross join generate_series(1, ${sections}) u cross join lateral (select (k - 1) * ${sections} + u as x) y`
  const held = `(u <= ${sections - 2})`
  return [
    [
      'people',
      `insert into people.person (id, full_name, name_key, sex, birth_date, birth_year)
       select bench.id('9', w), n.full_name, n.name_key, case when w % 2 = 0 then 'female' else 'male' end,
         date '2004-01-01' + (w % 1500)::int, extract(year from date '2004-01-01' + (w % 1500)::int) from ${everybody};
       insert into people.person (id, full_name, name_key) select bench.id('8', g), n.full_name, n.name_key
       from generate_series(1, ${schools * teachers}) g join bench.name n on n.at = g % ${everyName().length};
       insert into people.link (person_id, institution_id, source) select bench.id('9', w), h.institution, 'students' from ${everybody};
       insert into people.link (person_id, institution_id, source) select bench.id('8', g), h.institution, 'staff'
       from generate_series(1, ${schools * teachers}) g join bench.school h on h.at = (g - 1) / ${teachers}`,
    ],
    [
      'classes and sections',
      `insert into students.class_group (id, institution_id, cohort_id, code)
       select bench.id('c', k), h.institution, h.cohort, 'L' || k from ${everyClass};
       insert into students.course_section (id, institution_id, term_id, course_unit_id, class_group_id, grading_policy_id, mode, code, name,
         credits, hours_theory, hours_practice, state)
       select bench.id('5', x), h.institution, h.terms[(u + 1) / 2], h.units[u], bench.id('c', k), h.policy, 'year', 'S' || k || '-' || u,
         'Mô đun ' || u, 3, 20, 40, case when ${held} then 'posted' else 'open' end from ${everySection};
       insert into students.section_teacher (section_id, person_id, institution_id, from_date)
       select bench.id('5', x), bench.id('8', s * ${teachers} + x % ${teachers} + 1), h.institution, date '2020-01-01' from ${everySection};
       insert into students.mark_column (id, section_id, institution_id, kind, position, name)
       select bench.id('6', x * 4 + c), bench.id('5', x), h.institution, (array['regular', 'regular', 'periodic', 'exam'])[c + 1],
         case c when 1 then 2 else 1 end, 'C' || c from ${everySection} cross join generate_series(0, 3) c;
       insert into students.session (id, institution_id, section_id, during, hours, state, taken_at, taken_by, taken_by_name)
       select bench.id('7', x * ${sessions} + d), h.institution, bench.id('5', x), tsrange(t, t + interval '2 hours'), 3, 'held', t, 'bench', 'bench'
       from ${everySection} cross join generate_series(0, ${sessions - 1}) d
       cross join lateral (select make_date(2021 + (u + 1) / 2, 9, 7) + d * 7 + time '07:00' as t) z`,
    ],
    [
      'learners',
      `insert into students.learner (id, person_id, name_key, institution_id, code)
       select bench.id('a', w), bench.id('9', w), n.name_key, h.institution, 'HS' || lpad(w::text, 8, '0') from ${everybody};
       insert into students.enrolment (id, learner_id, person_id, name_key, institution_id, cohort_id, class_group_id, state, from_date, to_date)
       select bench.id('e', w), bench.id('a', w), bench.id('9', w), n.name_key, h.institution, h.cohort, bench.id('c', k),
         case when w % 10 = 0 then 'graduated' else 'studying' end, date '2022-09-05', case when w % 10 = 0 then date '2026-06-30' end
       from ${everybody};
       insert into students.status_event (enrolment_id, person_id, institution_id, kind, on_date, to_state, to_class_id)
       select bench.id('e', w), bench.id('9', w), h.institution, 'admit', date '2022-09-05', 'studying', bench.id('c', k) from ${everybody}`,
    ],
    [
      'rosters and absences',
      `insert into students.section_learner (section_id, enrolment_id, person_id, name_key, institution_id, from_date)
       select bench.id('5', x), bench.id('e', w), bench.id('9', w), n.name_key, h.institution, date '2022-09-05' from ${everyPlace};
       insert into students.absence (session_id, enrolment_id, section_id, person_id, institution_id, kind, hours)
       select bench.id('7', x * ${sessions} + (w + u) % ${sessions}), bench.id('e', w), bench.id('5', x), bench.id('9', w), h.institution,
         'absent', 3 from ${everyPlace} where (w + u) % 2 = 0`,
    ],
    [
      `${(own * schools * sections * 4).toLocaleString('en')} marks`,
      `insert into students.mark (section_id, enrolment_id, column_id, institution_id, value, by_account)
       select bench.id('5', x), bench.id('e', w), bench.id('6', x * 4 + c), h.institution, ((w * 7 + u * 3 + c) % 21) / 2.0, 'bench'
       from ${everyPlace} cross join generate_series(0, 3) c`,
    ],
    [
      'results',
      `insert into students.result (enrolment_id, person_id, institution_id, course_unit_id, section_id, term_id, source, credits, is_condition,
         hours_planned, hours_attended, average, exam, is_eligible, grade, first_grade, letter, point4, is_passed, grading_policy_id, steps,
         posted_by, posted_by_name)
       select bench.id('e', w), bench.id('9', w), h.institution, h.units[u], bench.id('5', x), h.terms[(u + 1) / 2], 'taught', 3, false, 60, 57,
         g, g, true, g, g, 'B', 3.0, g >= 5, h.policy, '[]', 'bench', 'bench'
       from ${everyPlace} cross join lateral (select 5 + ((w + u) % 10) / 2.0 as g) z where ${held}`,
    ],
  ]
}
