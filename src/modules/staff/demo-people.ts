import type { Occupation } from '#modules/institutions/index.ts'
import { sealCitizenNumber, type NewPerson } from '#modules/people/index.ts'
import { fold } from '#platform/text/index.ts'
import type { Keys } from '#platform/keys.ts'
import type { Random } from '#platform/random.ts'
import type { Example } from './actions/load-example.ts'
import type { QualificationKind } from './qualification.ts'

export type School = { id: string; type: string; code: string }
type Context = { today: string; keys: Pick<Keys, 'seal' | 'index'>; random: Random }

const families = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Trần',
  'Lê',
  'Lê',
  'Phan',
  'Hồ',
  'Hoàng',
  'Võ',
  'Phạm',
  'Đặng',
  'Ngô',
  'Bùi',
  'Đỗ',
  'Dương',
  'Trương',
  'Văn',
  'Hà',
  'Châu',
  'Mai',
  'Cao',
  'Tôn Thất',
]
const middles = {
  male: ['Văn', 'Đình', 'Quang', 'Minh', 'Hữu', 'Công', 'Xuân', 'Viết', 'Thanh', 'Ngọc'],
  female: ['Thị', 'Thị', 'Thị Thanh', 'Thị Ngọc', 'Thùy', 'Thị Minh', 'Diệu', 'Quỳnh', 'Thị Thu', 'Hoài'],
}
const givens = {
  male: [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Đức',
    'Hải',
    'Hùng',
    'Khoa',
    'Lâm',
    'Long',
    'Nam',
    'Phong',
    'Phúc',
    'Quân',
    'Sơn',
    'Tâm',
    'Thắng',
    'Tiến',
    'Tuấn',
    'Vinh',
  ],
  female: [
    'Anh',
    'Ánh',
    'Châu',
    'Dung',
    'Hà',
    'Hạnh',
    'Hiền',
    'Hoa',
    'Hồng',
    'Hương',
    'Lan',
    'Linh',
    'Loan',
    'Mai',
    'Nga',
    'Nhung',
    'Phương',
    'Thảo',
    'Trang',
    'Yến',
  ],
} as const
const minorities = ['Pa Cô', 'Tà Ôi', 'Cơ Tu', 'Bru - Vân Kiều']

/** Adds a generated person. Citizen numbers begin with 099, which no province has; addresses end in .example. */
function addPerson(
  example: Example,
  birthYears: readonly [number, number],
  { random, keys }: Context,
): NewPerson {
  const sex = random.chance(0.48) ? ('female' as const) : ('male' as const)
  const number = example.people.length + 1
  const family = random.pick(families)
  const middle = family === 'Tôn Thất' && sex === 'female' ? 'Nữ' : random.pick(middles[sex])
  const given = random.pick(givens[sex])
  const full_name =
    family === 'Tôn Thất' && sex === 'female'
      ? `Tôn Nữ ${random.pick(['Diệu', 'Quỳnh', 'Hoài'])} ${given}`
      : `${family} ${middle} ${given}`
  const birth_year = random.whole(...birthYears)
  const birth_date = `${birth_year}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`
  const isMinor = random.chance(0.04)
  const person: NewPerson = {
    id: crypto.randomUUID(),
    full_name,
    birth_date,
    birth_year,
    sex,
    ethnicity: isMinor ? random.pick(minorities) : 'Kinh',
    is_minority: isMinor,
    ...(random.chance(0.93)
      ? sealCitizenNumber(keys, `099${String(birth_year).slice(2)}${String(number).padStart(7, '0')}`)
      : {}),
    phone: random.chance(0.8) ? `0100${String(number).padStart(6, '0')}` : null,
    email: `${fold(given)}.${fold(family).replaceAll(' ', '')}.${number}@vidu.example`,
  }
  example.people.push(person)
  return person
}

const two = (value: number) => String(value).padStart(2, '0')

/** Head, deputies and heads of departments of a school. */
export function makeManagers(
  example: Example,
  school: School,
  taught: readonly Occupation[],
  size: number,
  context: Context,
): void {
  const { random } = context
  const isSchool = !school.type.startsWith('vet_')
  const titles = [isSchool ? 'Hiệu trưởng' : 'Giám đốc', isSchool ? 'Phó Hiệu trưởng' : 'Phó Giám đốc']
  if (size > 12)
    titles.push('Trưởng phòng Đào tạo', 'Trưởng phòng Tổ chức - Hành chính', 'Trưởng khoa Cơ bản')
  if (size > 30)
    titles.push(
      'Phó Hiệu trưởng',
      'Trưởng khoa Kỹ thuật',
      'Phó Trưởng khoa Kỹ thuật',
      'Trưởng khoa Kinh tế - Du lịch',
    )
  for (const title of titles) {
    const person = addPerson(example, [1966, 1986], context)
    const also_teaches = random.chance(0.5)
    const occupation = also_teaches ? taught[random.whole(0, Math.max(0, taught.length - 1))] : undefined
    example.posts.push({
      id: crypto.randomUUID(),
      person_id: person.id,
      institution_id: school.id,
      role: 'manager',
      title,
      contract: 'tenured',
      from_date: `${random.whole(2012, 2025)}-${two(random.whole(1, 12))}-01`,
      also_teaches,
      occupations: occupation ? [occupation.name] : [],
      levels: occupation ? [occupation.level] : [],
    })
    qualify(example, person.id, context, 0.12)
  }
}

/** A teacher with one or two occupations; some have left, some are visitors. */
export function makeTeacher(
  example: Example,
  school: School,
  taught: readonly Occupation[],
  context: Context,
): void {
  const { random } = context
  const person = addPerson(example, [1968, 2001], context)
  const first = Math.max(2004, (person.birth_year ?? 1990) + 24)
  const isGeneral = taught.length === 0 || random.chance(0.15)
  const own = isGeneral
    ? []
    : [...new Set([random.pick(taught), ...(random.chance(0.25) ? [random.pick(taught)] : [])])]
  const draw = random.next()
  const hasLeft = random.chance(0.04)
  example.posts.push({
    id: crypto.randomUUID(),
    person_id: person.id,
    institution_id: school.id,
    role: 'teacher',
    title: random.pick(['Giảng viên', 'Giảng viên', 'Giáo viên', 'Giảng viên chính']),
    contract: draw < 0.7 ? 'tenured' : draw < 0.92 ? 'contract' : 'visiting',
    from_date: `${Math.min(2025, random.whole(first, Math.max(first, 2025)))}-09-01`,
    to_date: hasLeft ? random.pick(['2026-01-31', '2026-06-30', '2026-08-31']) : null,
    leave_reason: hasLeft ? random.pick(['nghỉ hưu', 'chuyển công tác', 'hết hợp đồng']) : null,
    occupations: own.map((one) => one.name),
    levels: [...new Set(own.map((one) => one.level))],
    general_subject: isGeneral
      ? random.pick(['Tiếng Anh', 'Tin học', 'Giáo dục chính trị', 'Pháp luật', 'Giáo dục thể chất'])
      : null,
  })
  qualify(example, person.id, context, 0.03)
}

/** Degree always, the others often. */
function qualify(example: Example, person_id: string, { random }: Context, doctors: number): void {
  const add = (kind: QualificationKind, level: string, field: string | null = null) =>
    example.qualifications.push({ id: crypto.randomUUID(), person_id, kind, level, field })
  const draw = random.next()
  const field = random.pick([
    'Công nghệ thông tin',
    'Cơ khí',
    'Điện - Điện tử',
    'Quản trị du lịch',
    'Kế toán',
    'Điều dưỡng',
    'Ngôn ngữ Anh',
    'Quản lý giáo dục',
  ])
  add(
    'degree',
    draw < doctors ? 'doctor' : draw < 0.42 ? 'master' : draw < 0.93 ? 'bachelor' : 'college',
    field,
  )
  if (random.chance(0.7)) add('foreign_language', String(random.whole(2, 4)), 'Tiếng Anh')
  if (random.chance(0.75)) add('it', random.chance(0.7) ? 'basic' : 'advanced')
  if (random.chance(0.8)) add('pedagogy', random.pick(['cao_dang', 'trung_cap', 'so_cap']))
  if (random.chance(0.35)) add('vocational_skill', String(random.whole(1, 3)))
}
