import type { CourseUnit } from './course-unit.ts'
import type { Outcome } from './outcome.ts'
import { checkStructure, type StructureRule, type Violation } from './rules/structure.ts'
import { nextState, type Step, type Version } from './version.ts'

/** What a step of the life is decided on. */
export type StepContent = {
  units: readonly CourseUnit[]
  outcomes: readonly Outcome[]
  /** Ids of outcomes that some subject teaches. */
  taught: ReadonlySet<string>
  rules: readonly StructureRule[]
}

const documentParts = 'Thông tư 03/2017/TT-BLĐTBXH'
const outcomeParts = 'Thông tư 12/2017/TT-BLĐTBXH'

/** Everything that speaks against the content; errors keep it from being submitted, warnings are shown to whoever appraises. */
export function checkContent(version: Version, content: StepContent): Violation[] {
  return [
    ...textViolations(version),
    ...checkStructure(version, content.units, content.rules),
    ...outcomeViolations(content),
  ]
}

/** Parts of the document that may not be empty (Thông tư 03/2017/TT-BLĐTBXH: eleven parts). */
function textViolations(version: Version): Violation[] {
  const missing = [
    version.entry_requirement === '' && 'entry_requirement',
    // the least credits of the level depend on it, and nobody enters it without lower secondary schooling
    version.level === 'trung_cap' && version.entry_level === 'any' && 'entry_level',
    version.duration_months === null && 'duration_months',
    version.objectives === '' && 'objectives',
    version.job_positions === '' && 'job_positions',
    version.number > 1 && version.change_note === '' && 'change_note',
  ].filter((field) => field !== false)
  return missing.map((field) => ({
    severity: 'error',
    key: `text_missing.${field}`,
    params: {},
    citation: field === 'change_note' ? null : documentParts,
  }))
}

function outcomeViolations({ outcomes, taught }: StepContent): Violation[] {
  if (outcomes.length === 0)
    return [{ severity: 'error', key: 'no_outcomes', params: {}, citation: outcomeParts }]
  const kinds = new Set(outcomes.map((one) => one.kind))
  const holes = outcomes.filter((one) => !taught.has(one.id)).map((one) => one.code)
  return [
    ...(['knowledge', 'skill', 'autonomy'] as const).flatMap((kind): Violation[] =>
      kinds.has(kind)
        ? []
        : [{ severity: 'error', key: `outcome_kind.${kind}`, params: {}, citation: outcomeParts }],
    ),
    ...(holes.length > 0
      ? [
          {
            severity: 'error' as const,
            key: 'outcome_holes',
            params: { codes: holes.join(', ') },
            citation: null,
          },
        ]
      : []),
  ]
}

/** What a person gives with a step. Days are `yyyy-mm-dd`. */
export type StepInput = {
  note?: string | undefined
  document_no?: string | undefined
  document_date?: string | undefined
  active_from?: string | undefined
  cohort?: string | undefined
}

export type Refusal = { field?: string; key: string; params?: Record<string, string> }

/**
 * Why a step cannot be taken now; empty when it can.
 * @param others the other versions of the programme
 */
export function refusalsOf(
  step: Step,
  version: Version,
  input: StepInput,
  context: { today: string; content: StepContent; others: readonly Version[] },
): Refusal[] {
  if (!nextState(version.state, step)) return [{ key: 'curricula.refusal.wrong_state' }]
  const needs = (fields: readonly (keyof StepInput)[]) =>
    fields
      .filter((field) => !input[field]?.trim())
      .map((field) => ({ field, key: `curricula.refusal.${step}_${field}` }))
  switch (step) {
    case 'submit': {
      const errors = checkContent(version, context.content).filter((one) => one.severity === 'error')
      return errors.length > 0
        ? [{ key: 'curricula.refusal.submit_errors', params: { count: String(errors.length) } }]
        : []
    }
    case 'return':
      return needs(['note'])
    case 'retire':
      return needs(['note'])
    case 'appraise':
      return [...needs(['document_no', 'document_date']), ...futureDocument(input, context.today)]
    case 'approve':
      return [...needs(['document_no', 'document_date']), ...futureDocument(input, context.today)]
    case 'activate':
      return [...needs(['active_from', 'cohort']), ...startRefusals(version, input, context.others)]
  }
}

function futureDocument(input: StepInput, today: string): Refusal[] {
  return input.document_date && input.document_date > today
    ? [{ field: 'document_date', key: 'curricula.refusal.future' }]
    : []
}

/** The last day another version takes: of the one in force its first, since it ends where the next begins. */
const takenUntil = (version: Version): string =>
  (version.state === 'active' ? version.active_from : version.active_to) ?? ''

function startRefusals(version: Version, input: StepInput, others: readonly Version[]): Refusal[] {
  if (!input.active_from) return []
  const from = input.active_from
  if (version.decision_date && from < version.decision_date)
    return [{ field: 'active_from', key: 'curricula.refusal.before_decision' }]
  return others.some((one) => one.active_from !== null && from <= takenUntil(one))
    ? [{ field: 'active_from', key: 'curricula.refusal.before_previous' }]
    : []
}
