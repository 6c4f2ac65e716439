import { addDays } from '#platform/clock.ts'
import { randomUUID } from 'node:crypto'
import type { Random } from '#platform/random.ts'
import type { Access, Kind } from '../resource.ts'

/** A subject of an active programme at an example school, with people who work there. */
export type Taught = {
  institution_id: string
  school: string
  unit_id: string
  unit: string
  programme: string
  aims: string[]
}
export type Colleague = { person_id: string; full_name: string; institution_id: string }

/** How far an example has come. */
export type Stage = 'draft' | 'waiting' | 'returned' | 'school' | 'shared'

export type Example = {
  id: string
  institution_id: string
  stage: Stage
  kind: Kind
  title: string
  summary: string
  licence: string
  access: Access
  /** Day of the decision, or of the last act. */
  day: string
  unit_id: string
  authors: Colleague[]
  lesson: Lesson
}
export type Lesson = {
  title: string
  school: string
  byline: string
  aims: string[]
  before: string[]
  steps: string[]
  questions: string[]
}

const shapes: readonly { kind: Kind; title: (unit: string) => string; summary: (unit: string) => string }[] =
  [
    {
      kind: 'document',
      title: (unit) => `Phiếu hướng dẫn thực hành: ${unit}`,
      summary: (unit) => `Các bước làm, chỗ hay sai và câu hỏi tự kiểm tra cho phần thực hành của ${unit}.`,
    },
    {
      kind: 'slides',
      title: (unit) => `Bài mở đầu: ${unit}`,
      summary: (unit) =>
        `Giới thiệu ${unit} trong buổi đầu: học để làm gì, cần chuẩn bị gì, được đánh giá ra sao.`,
    },
    {
      kind: 'question_set',
      title: (unit) => `Câu hỏi ôn tập: ${unit}`,
      summary: (unit) => `Bộ câu hỏi ngắn để ôn lại ${unit} trước khi kiểm tra.`,
    },
  ]
/** Schools come this far by turns: some share, some keep to themselves, some have only begun. */
const stages: readonly (readonly Stage[])[] = [
  ['shared', 'school', 'waiting'],
  ['shared', 'shared', 'draft'],
  ['school', 'returned', 'draft'],
]
const licences = ['cc-by-4.0', 'cc-by-sa-4.0', 'cc-by-nc-sa-4.0', 'noi-bo'] as const

/** Three resources a school, made of its own subjects and people. */
export function drawExamples(
  taught: readonly Taught[],
  people: readonly Colleague[],
  context: { random: Random; today: string; most: number },
): Example[] {
  const { random, today, most } = context
  const schools = [...new Set(taught.map((one) => one.institution_id))].slice(0, most)
  return schools.flatMap((school, at) => {
    const units = taught.filter((one) => one.institution_id === school)
    const staff = people.filter((one) => one.institution_id === school)
    if (staff.length < 3) return []
    return stages[at % stages.length]!.map((stage, place): Example => {
      const unit = units[(place * 3) % units.length]!
      const shape = shapes[(at + place) % shapes.length]!
      const first = random.whole(0, staff.length - 1)
      const authors = [staff[first]!, ...(random.chance(0.4) ? [staff[(first + 1) % staff.length]!] : [])]
      const licence = stage === 'school' ? 'noi-bo-truong' : random.pick(licences)
      const title = shape.title(unit.unit)
      return {
        id: randomUUID(),
        institution_id: school,
        stage,
        kind: shape.kind,
        title,
        summary: shape.summary(unit.unit),
        licence,
        access: stage === 'school' ? 'school' : licence === 'noi-bo' ? 'signed_in' : 'public',
        day: addDays(today, -(3 + place * 21 + at * 7)),
        unit_id: unit.unit_id,
        authors,
        lesson: lessonOf(unit, title, authors),
      }
    })
  })
}

function lessonOf(unit: Taught, title: string, authors: readonly Colleague[]): Lesson {
  const aims = unit.aims.length > 0 ? unit.aims.slice(0, 4) : [`Làm được các việc cơ bản của ${unit.unit}.`]
  return {
    title,
    school: unit.school,
    byline: `${unit.programme}. ${authors.map((one) => one.full_name).join(', ')}`,
    aims,
    before: [
      'Dụng cụ và vật tư theo danh mục của xưởng.',
      'Trang phục bảo hộ; nghe hướng dẫn an toàn trước khi làm.',
    ],
    steps: [
      'Đọc yêu cầu và kiểm tra dụng cụ.',
      'Xem giáo viên làm mẫu, ghi lại những chỗ cần chú ý.',
      'Làm từng bước, tự kiểm tra sau mỗi bước.',
      'Dọn nơi làm việc, ghi kết quả vào phiếu.',
    ],
    questions: aims.map((aim) => `Nói lại bằng lời của bạn: ${aim.charAt(0).toLowerCase()}${aim.slice(1)}`),
  }
}
