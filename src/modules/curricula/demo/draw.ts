import type { Random } from '#platform/random.ts'
import type { Delivery, UnitGroup, UnitKind } from '../course-unit.ts'
import type { OutcomeKind } from '../outcome.ts'
import type { Level } from '../programme.ts'
import { generalSubjects, materialOf, type Material } from './material.ts'

export type DemoUnit = {
  code: string
  name: string
  kind: UnitKind
  unit_group: UnitGroup
  credits: number | null
  hours_total: number
  hours_theory: number
  hours_practice: number
  hours_test: number
  is_condition: boolean
  is_internship: boolean
  term: number
  delivery: Delivery
}
export type DemoOutcome = {
  code: string
  kind: OutcomeKind
  statement: string
  units: string[]
  competences: { component: string; level: number }[]
}
/** How far an example is with digital competence: all of it, no delivery, not taught, or none. */
export type DemoMapping = 'whole' | 'in_person' | 'untaught' | 'none'

/** The table of a programme: general subjects, basic, specialised and elective ones, internship. */
export function drawUnits(
  level: Level,
  occupation: string | null,
  mapping: DemoMapping,
  random: Random,
): DemoUnit[] {
  const material = materialOf(occupation)
  if (level === 'so_cap') return elementary(material, mapping)
  const own = level === 'cao_dang' ? 'cao_dang' : 'trung_cap'
  const isCollege = own === 'cao_dang'
  const general = generalSubjects[own].map(([name, credits, theory, practice, test], at) =>
    unit({
      code: code('MH', at + 1),
      name,
      group: 'general',
      credits,
      hours: [theory, practice, test],
      term: 1 + (at % 2),
    }),
  )
  const basic = material.basic
    .slice(0, isCollege ? 5 : 3)
    .map((name, at) =>
      unit({ code: code('MH', 7 + at), name, group: 'basic', credits: 3, hours: [30, 27, 3], term: 2 }),
    )
  const first = 7 + basic.length
  const specialised = material.specialised.slice(0, isCollege ? 10 : 7).map((name, at) =>
    unit({
      code: code('MĐ', first + at),
      name,
      group: 'specialised',
      credits: 4,
      hours: [30, 55, 5],
      term: 3 + Math.floor(at / 5),
      delivery: mapping === 'whole' && (at === 0 || random.chance(0.3)) ? 'blended' : 'in_person',
    }),
  )
  const elective = material.elective.slice(0, isCollege ? 2 : 1).map((name, at) =>
    unit({
      code: code('MĐ', first + specialised.length + at),
      name,
      group: 'elective',
      credits: 2,
      hours: [15, 28, 2],
      term: 4,
    }),
  )
  const practice = unit({
    code: code('MĐ', first + specialised.length + elective.length),
    name: 'Thực tập tốt nghiệp',
    group: 'specialised',
    credits: isCollege ? 5 : 4,
    hours: [0, (isCollege ? 5 : 4) * 45, 0],
    term: isCollege ? 5 : 4,
  })
  return [...general, ...basic, ...specialised, ...elective, practice]
}

const code = (kind: 'MH' | 'MĐ', number: number) => `${kind}${String(number).padStart(2, '0')}`

/** Elementary programmes have hours and no credits. */
function elementary(material: Material, mapping: DemoMapping): DemoUnit[] {
  return material.specialised.slice(0, 5).map((name, at) =>
    unit({
      code: code('MĐ', at + 1),
      name,
      group: 'specialised',
      credits: null,
      hours: [20, 45, 5],
      term: 1,
      delivery: mapping === 'whole' && at === 0 ? 'blended' : 'in_person',
    }),
  )
}

function unit(given: {
  code: string
  name: string
  group: UnitGroup
  credits: number | null
  hours: [theory: number, practice: number, test: number]
  term: number
  delivery?: Delivery
}): DemoUnit {
  const [hours_theory, hours_practice, hours_test] = given.hours
  return {
    code: given.code,
    name: given.name,
    kind: given.code.startsWith('MĐ') ? 'module' : 'subject',
    unit_group: given.group,
    credits: given.credits,
    hours_total: hours_theory + hours_practice + hours_test,
    hours_theory,
    hours_practice,
    hours_test,
    is_condition: /thể chất|quốc phòng/.test(given.name),
    is_internship: given.name.startsWith('Thực tập tốt nghiệp'),
    term: given.term,
    delivery: given.delivery ?? 'in_person',
  }
}

/** Ten outcomes, three of them of digital competence, tied to subjects and components as far as the example is. */
export function drawOutcomes(
  name: string,
  occupation: string | null,
  units: readonly DemoUnit[],
  mapping: DemoMapping,
  level: Level,
): DemoOutcome[] {
  const material = materialOf(occupation)
  const least = level === 'cao_dang' ? 4 : level === 'so_cap' ? 2 : 3
  const of = (group: UnitGroup) => units.filter((one) => one.unit_group === group).map((one) => one.code)
  const special = of('specialised')
  const general = of('general')
  const computing = units.find((one) => one.name === 'Tin học')?.code ?? special[0]!
  const digital = (units_: string[], competences: DemoOutcome['competences']) => ({
    units: mapping === 'untaught' ? [] : units_,
    competences: mapping === 'none' ? [] : competences,
  })
  const plain = (units_: string[]) => ({
    units: units_.length > 0 ? units_ : special.slice(0, 1),
    competences: [],
  })
  const lines: Omit<DemoOutcome, 'code'>[] = [
    {
      kind: 'knowledge',
      statement: 'Trình bày được kiến thức cơ bản về chính trị, pháp luật, quốc phòng và giáo dục thể chất',
      ...plain(general.slice(0, 4)),
    },
    {
      kind: 'knowledge',
      statement: `Giải thích được kiến thức cơ sở của nghề ${name}`,
      ...plain(of('basic')),
    },
    {
      kind: 'knowledge',
      statement: `Trình bày được quy trình kỹ thuật của nghề ${name}`,
      ...plain(special.slice(0, 5)),
    },
    ...material.skills.map((statement, at) => ({
      kind: 'skill' as const,
      statement,
      ...plain(special.slice(at, at + 4)),
    })),
    {
      kind: 'skill',
      statement: 'Tìm kiếm, đánh giá và quản lý được thông tin nghề nghiệp trên môi trường số',
      ...digital(
        [computing, special[0]!],
        [
          { component: '1.1', level: least },
          { component: '1.2', level: least - 1 },
        ],
      ),
    },
    {
      kind: 'skill',
      statement: 'Sử dụng được phần mềm và nền tảng số để trao đổi, phối hợp trong công việc',
      ...digital(
        [computing, ...of('elective').slice(0, 1)],
        [
          { component: '2.1', level: least },
          { component: '2.4', level: least },
        ],
      ),
    },
    {
      kind: 'autonomy',
      statement: 'Bảo vệ được thiết bị, dữ liệu cá nhân và thực hiện quy tắc ứng xử trên mạng',
      ...digital(
        [computing],
        [
          { component: '4.2', level: least },
          { component: '2.5', level: least },
        ],
      ),
    },
    {
      kind: 'autonomy',
      statement: 'Làm việc độc lập hoặc theo nhóm, chịu trách nhiệm về kết quả công việc',
      ...plain([...special.slice(-2), ...of('elective')]),
    },
  ]
  return lines.map((line, at) => ({ code: `CĐR-${String(at + 1).padStart(2, '0')}`, ...line }))
}
