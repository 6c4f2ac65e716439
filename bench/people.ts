import type pg from 'pg'
import { nameSortKey } from '#platform/text/index.ts'

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Huỳnh',
  'Phan',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Tôn Thất',
  'Công Tằng',
]
const middles = [
  'Văn',
  'Thị',
  'Đức',
  'Minh',
  'Ngọc',
  'Thanh',
  'Quốc',
  'Hữu',
  'Thùy',
  'Xuân',
  'Như',
  'Bảo',
  'Gia',
]
const givens = [
  'An',
  'Bình',
  'Châu',
  'Dung',
  'Đạt',
  'Giang',
  'Hà',
  'Hải',
  'Hạnh',
  'Hiếu',
  'Hoa',
  'Huệ',
  'Khánh',
  'Lan',
  'Linh',
  'Long',
  'Mai',
  'Nam',
  'Nga',
  'Nhung',
  'Phúc',
  'Phương',
  'Quân',
  'Sơn',
  'Tâm',
  'Thảo',
  'Trang',
  'Tuấn',
  'Uyên',
  'Vy',
  'Yến',
  'Ánh',
]

/** A generated name; the same number gives the same name. */
export function nameOf(number: number): string {
  const pick = (list: readonly string[], factor: number) => list[Math.floor(number / factor) % list.length]!
  return `${pick(families, givens.length)} ${pick(middles, givens.length * families.length)} ${pick(givens, 1)}`
}

/**
 * Fills `people` and `staff.post` with generated teachers and managers, spread over made-up institutions.
 * @returns ids of the institutions
 */
export async function fillStaff(owner: pg.Pool, people: number, institutions: number): Promise<string[]> {
  const made = await owner.query(
    `with made as (insert into institutions.institution (code, type, ownership)
        select 'do-luong-' || n, 'college', 'public' from generate_series(1, $1) n returning id, code),
      named as (insert into institutions.institution_name (institution_id, name, source) select id, 'Trường đo lường ' || code, 'generated' from made),
      standing as (insert into institutions.standing (institution_id, status, source) select id, 'active', 'generated' from made)
     select id from made`,
    [institutions],
  )
  const ids = made.rows.map((row) => row.id as string)
  const names = new Map(
    Array.from({ length: families.length * middles.length * givens.length }, (_, n) => [
      nameOf(n),
      nameSortKey(nameOf(n)),
    ]),
  )
  const list = [...names]
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query(
      `create temporary table bench_names on commit drop as
      select ord::integer - 1 as k, e ->> 0 as full_name, e ->> 1 as name_key from jsonb_array_elements($1::jsonb) with ordinality t(e, ord)`.replace(
        '$1',
        quote(JSON.stringify(list)),
      ),
    )
    await client.query(
      `insert into people.person (full_name, name_key, birth_date, birth_year, sex)
       select b.full_name, b.name_key, date '1960-01-01' + (n * 7919 % 14000), extract(year from date '1960-01-01' + (n * 7919 % 14000))::int,
         case when n % 2 = 0 then 'male' else 'female' end
       from generate_series(1, ${people}) n join bench_names b on b.k = n % ${list.length}`,
    )
    await client.query(
      `with numbered as (select id, name_key, row_number() over (order by id) as n from people.person),
         placed as (select p.*, ('{${ids.join(',')}}'::uuid[])[1 + n % ${ids.length}] as institution_id from numbered p),
         posts as (insert into staff.post (person_id, name_key, institution_id, role, contract, from_date)
           select id, name_key, institution_id, case when n % 10 = 0 then 'manager' else 'teacher' end, 'tenured', date '2015-09-01' from placed)
       insert into people.link (person_id, institution_id, source) select id, institution_id, 'staff' from placed`,
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  await owner.query('vacuum analyze people.person')
  await owner.query('vacuum analyze people.link')
  await owner.query('vacuum analyze staff.post')
  return ids
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
