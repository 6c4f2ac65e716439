import type { Random } from '#platform/random.ts'
import type { Category } from '../course.ts'
import { comingRuns, demoCourses, pastRuns, type DemoCourse } from './courses.ts'

export type DemoPerson = {
  person_id: string
  person_name: string
  institution_id: string
  role: string
  contract: string | null
}
export type DemoRun = {
  code: string
  course: DemoCourse
  from_date: string
  to_date: string
  register_until: string
  mode: string
  place: string | null
  quota: number | null
  state: string
  isPast: boolean
  isDecided: boolean
}
export type DemoEnrolment = {
  run: string
  person_id: string
  person_name: string
  institution_id: string
  outcome: string | null
  score: string | null
  hours: number | null
  decided_on: string | null
}
export type DemoOutside = {
  person_id: string
  person_name: string
  institution_id: string
  course_name: string
  category: Category
  issuer: string
  issuer_legal_id: string
  serial: string
  hours: number
  from_date: string
  completed_on: string
  valid_to: string | null
  state: string
  reason: string | null
  decided_on: string | null
  decided_by_name: string | null
  sent_on: string
}

/** The day so many days away. */
function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const firstDay = '2023-02-06'
const courseOf = new Map(demoCourses.map((course) => [course.code, course]))
const modes = ['blended', 'online', 'in_person']

/** Classes from 2023 to the day, then those to come; one has just ended and waits for its results. */
export function drawRuns(random: Random, today: string): DemoRun[] {
  const order = pastRuns
    .flatMap(([code, times]) => Array.from({ length: times }, () => code))
    .map((code) => ({ code, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
  const last = Date.parse(`${shift(today, -40)}T00:00:00Z`)
  const step = Math.max(
    1,
    Math.floor((last - Date.parse(`${firstDay}T00:00:00Z`)) / 86_400_000 / order.length),
  )
  const past = order.map(({ code }, at) =>
    makeRun(random, code, shift(firstDay, at * step), at + 1, { isPast: true, isDecided: true }),
  )
  const waiting = makeRun(random, 'kiem-tra-truc-tuyen', shift(today, -12), past.length + 1, {
    isPast: true,
    isDecided: false,
  })
  const coming = comingRuns.map((code, at) =>
    makeRun(random, code, shift(today, 12 + at * 9), past.length + 2 + at, {
      isPast: false,
      isDecided: false,
    }),
  )
  return [...past, waiting, ...coming]
}

function makeRun(
  random: Random,
  code: string,
  from: string,
  number: number,
  is: { isPast: boolean; isDecided: boolean },
): DemoRun {
  const course = courseOf.get(code)!
  const mode = random.pick(modes)
  const to = shift(from, Math.max(1, Math.ceil(course.hours / 6)))
  return {
    code: `BD-${from.slice(0, 4)}-${String(number).padStart(2, '0')}`,
    course,
    from_date: from,
    to_date: to,
    register_until: shift(from, -4),
    mode,
    place: mode === 'online' ? null : 'Phòng máy, cơ sở tổ chức',
    quota: is.isPast ? null : 30,
    state: is.isDecided ? 'finished' : 'open',
    ...is,
  }
}

type Chances = { passed: number; failed: number; short: number }
/** Shares that give figures between a third and two thirds, so that a board has something to say. */
const chances: Record<'pedagogy' | 'materials' | 'governance', Chances> = {
  pedagogy: { passed: 0.5, failed: 0.06, short: 0.06 },
  materials: { passed: 0.36, failed: 0.05, short: 0.05 },
  governance: { passed: 0.45, failed: 0.05, short: 0 },
}
const categoryOf = {
  pedagogy: 'digital_competence_pedagogy',
  materials: 'digital_material_development',
  governance: 'manager_digital_governance',
} as const

/** Who took which class, and how it ended. */
export function drawEnrolments(
  random: Random,
  people: readonly DemoPerson[],
  runs: readonly DemoRun[],
): DemoEnrolment[] {
  const made = new Map<string, DemoEnrolment>()
  const add = (run: DemoRun | undefined, person: DemoPerson, isPassed: boolean) => {
    if (run) made.set(`${run.code} ${person.person_id}`, enrolment(random, run, person, isPassed))
  }
  const decided = runs.filter((run) => run.isDecided)
  for (const person of people) {
    const subjects =
      person.role === 'manager' ? (['governance', 'pedagogy'] as const) : (['pedagogy', 'materials'] as const)
    for (const subject of subjects) {
      const own = decided.filter((run) => run.course.category === categoryOf[subject])
      const [long, short] = [
        own.filter((run) => run.course.hours >= 16),
        own.filter((run) => run.course.hours < 16),
      ]
      // A manager has two ways to count; half of each keeps the share alike.
      const scale = person.role === 'manager' ? 0.6 : 1
      const drawn = random.next() / scale
      const { passed, failed, short: few } = chances[subject]
      if (drawn < passed) add(random.pick(long), person, true)
      else if (drawn < passed + failed) add(random.pick(long), person, false)
      else if (drawn < passed + failed + few && short.length > 0) add(random.pick(short), person, true)
    }
    if (random.chance(0.04)) add(random.pick(runs.filter((run) => !run.isDecided)), person, true)
  }
  return [...made.values()]
}

function enrolment(random: Random, run: DemoRun, person: DemoPerson, isPassed: boolean): DemoEnrolment {
  const base = {
    run: run.code,
    person_id: person.person_id,
    person_name: person.person_name,
    institution_id: person.institution_id,
  }
  if (!run.isDecided) return { ...base, outcome: null, score: null, hours: null, decided_on: null }
  const tenths = isPassed ? random.whole(50, 98) : random.whole(10, 49)
  const missed = isPassed ? 0 : random.whole(2, Math.max(2, Math.floor(run.course.hours / 2)))
  return {
    ...base,
    outcome: isPassed ? 'passed' : 'failed',
    score: `${Math.floor(tenths / 10)}.${tenths % 10}`,
    hours: run.course.hours - missed,
    decided_on: shift(run.to_date, 5),
  }
}

const reasons = [
  'Ảnh mờ, không đọc được số giờ.',
  'Chứng chỉ không ghi nơi cấp.',
  'Tên trên chứng chỉ không khớp với hồ sơ.',
]

/** Certificates from elsewhere: most wait or were verified, some were not accepted, some have run out. */
export function drawOutside(random: Random, people: readonly DemoPerson[], today: string): DemoOutside[] {
  const made: DemoOutside[] = []
  for (const person of people.filter(() => random.chance(0.09))) {
    const drawn = random.next()
    const state = drawn < 0.35 ? 'pending' : drawn < 0.5 ? 'rejected' : 'verified'
    const isExpired = drawn > 0.8
    const completed = shift(today, -random.whole(isExpired ? 500 : 60, isExpired ? 1000 : 480))
    const sent = shift(completed, random.whole(3, 50))
    made.push({
      person_id: person.person_id,
      person_name: person.person_name,
      institution_id: person.institution_id,
      course_name: 'Ứng dụng công nghệ số trong dạy học (nơi khác cấp)',
      category: random.chance(0.75) ? 'digital_competence_pedagogy' : 'digital_material_development',
      issuer: 'Trung tâm bồi dưỡng (ví dụ)',
      issuer_legal_id: `00000000${random.whole(10, 99)}`,
      serial: `VD-${random.whole(1000, 9999)}`,
      hours: random.pick([16, 24, 30, 40]),
      from_date: shift(completed, -10),
      completed_on: completed,
      valid_to: isExpired ? shift(completed, 365) : null,
      state,
      reason: state === 'rejected' ? random.pick(reasons) : null,
      decided_on: state === 'pending' ? null : shift(sent, 7),
      decided_by_name: state === 'pending' ? null : 'Cán bộ ví dụ',
      sent_on: sent,
    })
  }
  return made
}
