import { foldSpelling } from '#platform/text/index.ts'

/** What is known of somebody who may already have a record. */
export type Probe = {
  full_name: string
  birth_date: string | null
  birth_year?: number | null
  citizen_number_kind?: string | null
  citizen_number_index?: string | null
  phone?: string | null
}

export type Resemblance =
  | 'citizen_number'
  | 'name_and_birth'
  | 'name_and_phone'
  | 'name_and_year'
  | 'name_and_swapped_birth'
  | 'phone_and_birth'
export type Certainty = 'certain' | 'likely' | 'possible'

/** `score` orders candidates: 100 is the same citizen number. */
export type Judgement = { certainty: Certainty; score: number; reasons: Resemblance[] }

const weights: Record<Resemblance, number> = {
  citizen_number: 100,
  name_and_birth: 80,
  name_and_phone: 75,
  name_and_swapped_birth: 60,
  phone_and_birth: 55,
  name_and_year: 40,
}

/** Folded names are equal when they are `search` of the database. */
type Folded = Probe & { search: string }

/**
 * How far two records look like one person. Two different citizen numbers of one kind are two people, whatever else
 * agrees; a common name alone says nothing.
 */
export function judge(a: Folded, b: Folded): Judgement | undefined {
  const reasons = findReasons(a, b)
  if (reasons.length === 0) return undefined
  const isCertain = reasons.includes('citizen_number')
  if (!isCertain && haveTwoNumbers(a, b)) return undefined
  const best = Math.max(...reasons.map((reason) => weights[reason]))
  const bonus = isCertain ? 0 : Math.min(9, (reasons.length - 1) * 5 + (isWrittenAlike(a, b) ? 4 : 0))
  return {
    certainty: isCertain ? 'certain' : best >= 75 ? 'likely' : 'possible',
    score: best + bonus,
    reasons,
  }
}

function haveTwoNumbers(a: Probe, b: Probe): boolean {
  if (!a.citizen_number_index || !b.citizen_number_index) return false
  return a.citizen_number_kind === b.citizen_number_kind && a.citizen_number_index !== b.citizen_number_index
}

function isWrittenAlike(a: Probe, b: Probe): boolean {
  return foldSpelling(a.full_name) === foldSpelling(b.full_name)
}

function findReasons(a: Folded, b: Folded): Resemblance[] {
  const sameName = a.search === b.search
  const samePhone = Boolean(a.phone) && a.phone === b.phone
  const sameBirth = Boolean(a.birth_date) && a.birth_date === b.birth_date
  const isYearOnly = !a.birth_date || !b.birth_date
  const tests: [Resemblance, boolean][] = [
    ['citizen_number', Boolean(a.citizen_number_index) && a.citizen_number_index === b.citizen_number_index],
    ['name_and_birth', sameName && sameBirth],
    ['name_and_phone', sameName && samePhone],
    ['name_and_swapped_birth', sameName && isSwapped(a.birth_date, b.birth_date)],
    ['phone_and_birth', samePhone && sameBirth && !sameName],
    ['name_and_year', sameName && isYearOnly && yearOf(a) !== undefined && yearOf(a) === yearOf(b)],
  ]
  return tests.flatMap(([reason, holds]) => (holds ? [reason] : []))
}

function yearOf(probe: Probe): number | undefined {
  return probe.birth_date ? Number(probe.birth_date.slice(0, 4)) : (probe.birth_year ?? undefined)
}

/** 5/3 and 3/5 of one year: day and month typed the other way round. */
export function swapDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}-${date}-${month}`
}

function isSwapped(a: string | null, b: string | null): boolean {
  return Boolean(a && b) && a !== b && swapDay(a!) === b
}
