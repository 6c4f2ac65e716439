import type { Choice, FieldMatch, FieldSpec, TableColumn } from '../types.ts'
import { similarity } from '../cells/wording.ts'

export type Candidate = Omit<FieldMatch, 'by'>

/** Every column as the one answer to a field, with how well its wording fits. */
export function singleCandidates(columns: readonly TableColumn[], field: FieldSpec): Candidate[] {
  if (field.kind === 'choice-group' && columns.every((column) => column.path.length > 1)) return []
  return columns.map((column) => ({
    key: field.key,
    mode: 'single',
    columns: [{ index: column.index, label: column.label }],
    score: Math.max(0, ...field.labels.map((label) => labelScore(column, label))),
  }))
}

/** Likeness of a column to one wording; a wording may spell the groups: `Cơ hữu › Biên chế`. */
function labelScore(column: TableColumn, wording: string): number {
  if (wording.includes('›')) return similarity(column.label, wording)
  const leaf = column.path.at(-1) ?? ''
  const own = Math.max(similarity(leaf, wording), 0.99 * similarity(withoutBrackets(leaf), wording))
  if (column.path.length === 1) return own
  return Math.max(own * 0.93, similarity(column.path.join(' '), wording))
}

const withoutBrackets = (text: string) => text.replace(/\([^)]*\)/g, ' ')

interface Seat {
  choice: Choice
  column: TableColumn
  score: number
  /** Stands under a group that is worded like the field. */
  anchored: boolean
}

/**
 * A group of columns that together answer a field with choices: columns under a group worded like the field, each
 * worded like a choice, and columns beside the group that are worded exactly like a choice.
 */
export function groupCandidate(columns: readonly TableColumn[], field: FieldSpec): Candidate | undefined {
  if (!field.choices) return undefined
  const seats = field.choices.flatMap((choice) =>
    columns.flatMap((column) => seat(field, choice, column) ?? []),
  )
  const anchors = seats.filter((candidate) => candidate.anchored).map((candidate) => candidate.column.index)
  const near = (index: number) =>
    anchors.length === 0 || (index >= Math.min(...anchors) - 2 && index <= Math.max(...anchors) + 2)
  const chosen: Seat[] = []
  for (const candidate of seats.toSorted((a, b) => b.score - a.score)) {
    const clash = chosen.some(
      (other) => other.choice === candidate.choice || other.column === candidate.column,
    )
    if (!clash && (candidate.anchored || near(candidate.column.index))) chosen.push(candidate)
  }
  if (chosen.length < Math.min(2, field.choices.length)) return undefined
  chosen.sort((a, b) => a.column.index - b.column.index)
  if (anchors.length === 0 && !areSiblings(chosen)) return undefined
  const average = chosen.reduce((sum, candidate) => sum + candidate.score, 0) / chosen.length
  return {
    key: field.key,
    mode: 'group',
    columns: chosen.map(({ column, choice }) => ({
      index: column.index,
      label: column.label,
      choice: choice.value,
    })),
    score: average * (0.85 + (0.15 * chosen.length) / field.choices.length),
  }
}

function seat(field: FieldSpec, choice: Choice, column: TableColumn): Seat | undefined {
  const leaf = column.path.at(-1) ?? ''
  const spelled = choice.labels.filter((label) => label.includes('›'))
  const whole = Math.max(0, ...spelled.map((label) => similarity(column.label, label)))
  if (whole >= 0.9) return { choice, column, score: whole, anchored: true }
  const own = Math.max(
    0,
    ...choice.labels.map((label) =>
      Math.max(similarity(leaf, label), 0.99 * similarity(withoutBrackets(leaf), label)),
    ),
  )
  if (own < 0.75) return undefined
  const groups = column.path.slice(0, -1)
  const parent = Math.max(
    0,
    ...groups.flatMap((group) => field.labels.map((label) => similarity(group, label))),
  )
  if (parent >= 0.6) return { choice, column, score: own * (0.5 + 0.5 * parent), anchored: true }
  return groups.length === 0 && own >= 0.95
    ? { choice, column, score: 0.8 * own, anchored: false }
    : undefined
}

/** Columns side by side, without a gap. */
function areSiblings(seats: Seat[]): boolean {
  return seats.every(
    (candidate, at) => at === 0 || candidate.column.index - (seats[at - 1]?.column.index ?? 0) === 1,
  )
}
