import type { CourseUnit } from './course-unit.ts'
import type { OutcomeLine } from './outcome.ts'
import type { VersionTexts } from './version.ts'

/** What of a version is compared. `links` and `levels` speak in codes, since a copy has ids of its own. */
export type VersionContent = {
  texts: VersionTexts
  units: readonly CourseUnit[]
  outcomes: readonly OutcomeLine[]
  /** Outcome code → codes of the subjects that teach it. */
  links: ReadonlyMap<string, readonly string[]>
  /** Outcome code → component code → level. */
  levels: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export type FieldChange = { field: string; before: string; after: string }
export type Changed = { code: string; name: string; fields: FieldChange[] }
export type Listed = { code: string; name: string }
export type Parted = { added: Listed[]; removed: Listed[]; changed: Changed[] }

export type Difference = {
  texts: FieldChange[]
  units: Parted
  outcomes: Parted
  links: { outcome: string; added: string[]; removed: string[] }[]
  levels: { outcome: string; component: string; before: number | null; after: number | null }[]
}

const textFields = [
  'mode',
  'study_form',
  'entry_level',
  'entry_requirement',
  'duration_months',
  'elective_credits',
  'objectives',
  'job_positions',
  'usage_guide',
  'delivery_note',
] as const

const unitFields = [
  'code',
  'name',
  'kind',
  'unit_group',
  'credits',
  'hours_total',
  'hours_theory',
  'hours_practice',
  'hours_test',
  'is_condition',
  'is_internship',
  'term',
  'delivery',
  'syllabus',
] as const

/** What changed from one version to the next. Subjects are met by code, else by name; outcomes by code. */
export function differenceOf(before: VersionContent, after: VersionContent): Difference {
  return {
    texts: changesOf(before.texts, after.texts, textFields),
    units: partUnits(before.units, after.units),
    outcomes: partOutcomes(before.outcomes, after.outcomes),
    links: linkChanges(before, after),
    levels: levelChanges(before, after),
  }
}

/** Whether nothing differs. */
export function isSame(difference: Difference): boolean {
  const parts = [difference.units, difference.outcomes].flatMap((part) => Object.values(part))
  return [difference.texts, difference.links, difference.levels, ...parts].every((list) => list.length === 0)
}

function changesOf<Row extends object>(
  before: Row,
  after: Row,
  fields: readonly (keyof Row & string)[],
): FieldChange[] {
  return fields.flatMap((field) => {
    const [was, is] = [String(before[field] ?? ''), String(after[field] ?? '')]
    return was === is ? [] : [{ field, before: was, after: is }]
  })
}

const keyOf = (text: string) => text.trim().toLowerCase()

function partUnits(before: readonly CourseUnit[], after: readonly CourseUnit[]): Parted {
  const open = new Set(before)
  const parted: Parted = { added: [], removed: [], changed: [] }
  const meet = (test: (old: CourseUnit) => boolean) => [...open].find(test)
  const rest: CourseUnit[] = []
  const pair = (old: CourseUnit, now: CourseUnit) => {
    open.delete(old)
    const fields = changesOf(old, now, unitFields)
    if (fields.length > 0) parted.changed.push({ code: now.code, name: now.name, fields })
  }
  for (const now of after) {
    const old = meet((one) => now.code !== '' && keyOf(one.code) === keyOf(now.code))
    if (old) pair(old, now)
    else rest.push(now)
  }
  for (const now of rest) {
    const old = meet((one) => now.name !== '' && keyOf(one.name) === keyOf(now.name))
    if (old) pair(old, now)
    else parted.added.push({ code: now.code, name: now.name })
  }
  parted.removed = [...open].map(({ code, name }) => ({ code, name }))
  return parted
}

function partOutcomes(before: readonly OutcomeLine[], after: readonly OutcomeLine[]): Parted {
  const old = new Map(before.map((one) => [one.code, one]))
  const now = new Map(after.map((one) => [one.code, one]))
  const listed = (one: OutcomeLine) => ({ code: one.code, name: one.statement })
  return {
    added: after.filter((one) => !old.has(one.code)).map(listed),
    removed: before.filter((one) => !now.has(one.code)).map(listed),
    changed: after.flatMap((one) => {
      const was = old.get(one.code)
      const fields = was ? changesOf(was, one, ['kind', 'statement']) : []
      return fields.length > 0 ? [{ ...listed(one), fields }] : []
    }),
  }
}

function linkChanges(before: VersionContent, after: VersionContent): Difference['links'] {
  const codes = [...new Set([...before.links.keys(), ...after.links.keys()])].toSorted()
  return codes.flatMap((outcome) => {
    const [was, is] = [new Set(before.links.get(outcome)), new Set(after.links.get(outcome))]
    const added = [...is.difference(was)]
    const removed = [...was.difference(is)]
    return added.length + removed.length > 0 ? [{ outcome, added, removed }] : []
  })
}

function levelChanges(before: VersionContent, after: VersionContent): Difference['levels'] {
  const codes = [...new Set([...before.levels.keys(), ...after.levels.keys()])].toSorted()
  return codes.flatMap((outcome) => {
    const [was, is] = [before.levels.get(outcome), after.levels.get(outcome)]
    const components = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].toSorted()
    return components.flatMap((component) => {
      const [old, now] = [was?.get(component) ?? null, is?.get(component) ?? null]
      return old === now ? [] : [{ outcome, component, before: old, after: now }]
    })
  })
}
