import { z } from 'zod'
import type { GradingPolicy } from '../../grading/policy.ts'

export const councilKinds = ['graduation', 'thesis'] as const
export type CouncilKind = (typeof councilKinds)[number]

export const councilRoles = ['chair', 'vice_chair', 'secretary', 'member', 'enterprise'] as const
export type CouncilRole = (typeof councilRoles)[number]

/** A member as the decision names them. `role` is a word of the older lists where it is none of `councilRoles`. */
export type CouncilMember = { name: string; role: string; capacity?: string | undefined }

/** A council of a cohort's graduation, named by a decision. */
export type Council = {
  id: string
  institution_id: string
  cohort_id: string
  kind: CouncilKind
  members: CouncilMember[]
  decision_no: string
  decision_date: string
  decision_signer: string | null
  withdrawn_reason: string | null
  /** A frozen or decided list rests on it. */
  is_used: boolean
}

/** A row of the form; empty rows are left out. */
export const TypedMember = z.object({
  name: z.string().trim().max(120).optional(),
  role: z.enum(councilRoles).optional(),
  capacity: z.string().trim().max(160).optional(),
})
export type TypedMember = z.output<typeof TypedMember>

/** How many people a council has: no upper bound for the graduation council, three to five on a thesis panel. */
export function sizeOf(policy: GradingPolicy, kind: CouncilKind): { least: number; most: number | null } {
  const [least, most] = policy.organisation.thesis_panel
  return kind === 'thesis'
    ? { least, most }
    : { least: policy.organisation.graduation_council_min, most: null }
}

/** What is wrong with single rows, by field of the form (`members.3.role`): message keys. */
export function findRowFaults(rows: readonly TypedMember[]): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const [at, row] of rows.entries()) {
    if (!row.name && (row.role ?? row.capacity)) faults[`members.${at}.name`] = 'students.council.error.name'
    if (row.name && !row.role) faults[`members.${at}.role`] = 'students.council.error.role'
    if (row.name && rows.findIndex((one) => one.name === row.name) < at)
      faults[`members.${at}.name`] = 'students.council.error.twice'
  }
  return faults
}

/** What is wrong with the council as a whole: a message key; undefined when it may stand. */
export function findCouncilFault(
  members: readonly Pick<CouncilMember, 'role'>[],
  { least, most }: { least: number; most: number | null },
): string | undefined {
  if (members.length < least) return 'students.council.error.few'
  if (most !== null && members.length > most) return 'students.council.error.many'
  const count = (role: CouncilRole) => members.filter((one) => one.role === role).length
  if (count('chair') !== 1) return 'students.council.error.chair'
  return count('secretary') === 1 ? undefined : 'students.council.error.secretary'
}

/** A graduation council has somebody of an enterprise among its members (Circular 04/2022, Art. 23–27). */
export const lacksEnterprise = ({ kind, members }: Pick<Council, 'kind' | 'members'>): boolean =>
  kind === 'graduation' && !members.some((one) => one.role === 'enterprise')
