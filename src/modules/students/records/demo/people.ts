import { sealCitizenNumber, type NewPerson } from '#modules/people/index.ts'
import { fold } from '#platform/text/index.ts'
import type { Keys } from '#platform/keys.ts'
import type { Random } from '#platform/random.ts'

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
  'Đặng',
  'Ngô',
  'Bùi',
  'Trương',
  'Mai',
]
const middles = {
  male: ['Văn', 'Quang', 'Minh', 'Hữu', 'Xuân', 'Gia', 'Thanh', 'Đức'],
  female: ['Thị', 'Thị Thanh', 'Thị Ngọc', 'Thùy', 'Thị Minh', 'Khánh', 'Thị Thu', 'Bảo'],
}
const givens = {
  male: [
    'An',
    'Bảo',
    'Đạt',
    'Hiếu',
    'Huy',
    'Khang',
    'Khoa',
    'Long',
    'Nam',
    'Nhật',
    'Phát',
    'Phúc',
    'Quân',
    'Thịnh',
    'Tiến',
    'Vũ',
  ],
  female: [
    'Ánh',
    'Châu',
    'Diệp',
    'Giang',
    'Hân',
    'Linh',
    'My',
    'Ngân',
    'Nhi',
    'Như',
    'Phương',
    'Quyên',
    'Thảo',
    'Trâm',
    'Vy',
    'Yến',
  ],
}
const minorities = ['Pa Cô', 'Tà Ôi', 'Cơ Tu']

/** An id drawn from the stream, of the form of a random one. */
export function seededId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16))
  hex[12] = '4'
  hex[16] = '8'
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  )
}

/** A generated learner. Citizen numbers begin with 098, which no province has; addresses end in .example. */
export function makeLearner(
  number: number,
  birthYear: number,
  { random, keys }: { random: Random; keys: Pick<Keys, 'seal' | 'index'> },
): NewPerson {
  const sex = random.chance(0.4) ? ('female' as const) : ('male' as const)
  const family = random.pick(families)
  const given = random.pick(givens[sex])
  const year = birthYear - (random.chance(0.15) ? 1 : 0)
  const day = `${year}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`
  const isMinority = random.chance(0.05)
  return {
    id: seededId(random),
    full_name: `${family} ${random.pick(middles[sex])} ${given}`,
    birth_date: day,
    birth_year: year,
    sex,
    ethnicity: isMinority ? random.pick(minorities) : 'Kinh',
    is_minority: isMinority,
    ...sealCitizenNumber(
      keys,
      `098${sex === 'male' ? 2 : 3}${String(year).slice(2)}${String(number).padStart(6, '0')}`,
    ),
    phone: random.chance(0.7) ? `0101${String(number).padStart(6, '0')}` : null,
    email: `${fold(given)}.${fold(family)}.${number}@hoc.example`,
    is_demo: true,
  }
}

const two = (value: number) => String(value).padStart(2, '0')
