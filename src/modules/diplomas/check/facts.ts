import { z } from 'zod'
import { diplomaStates, kindCodes, type CheckResult, type DiplomaState } from '../diploma.ts'

const Bilingual = z.object({ vi: z.string(), en: z.string().nullable() })

/** What anybody may know of a diploma they hold: shape of `diplomas.public_facts`. Of the birth only the year. */
export const PublicFacts = z.object({
  public_id: z.string(),
  institution_id: z.string(),
  state: z.enum(diplomaStates),
  kind_code: z.enum(kindCodes),
  origin: z.enum(['issued', 'digitised']),
  serial: z.string().nullable(),
  entry_no: z.string().nullable(),
  issue_date: z.string().nullable(),
  institution: z.string(),
  institution_en: z.string().nullable(),
  title: Bilingual,
  honour: Bilingual.nullable(),
  name: z.string(),
  birth_year: z.number().nullable(),
  programme: Bilingual,
  classification: Bilingual.nullable(),
  graduation_year: z.number(),
  book: z.object({ year: z.number(), volume: z.string().nullable() }).nullable(),
  /** The decision that ended or suspended it. */
  act: z
    .object({
      on_date: z.string(),
      decision_no: z.string().nullable(),
      decision_date: z.string().nullable(),
      reason_code: z.string().nullable(),
    })
    .nullable(),
  /** Public id of the one that takes its place. */
  successor: z.string().nullable(),
  /** False: the line of a spreadsheet that nobody compared with its register yet. */
  is_compared: z.boolean(),
  /** An old register gives its number to another too. */
  shares_number: z.boolean(),
})
export type PublicFacts = z.output<typeof PublicFacts>

/** What is answered to a machine, which reads the result alone: a line nobody compared with its register is not proved. */
export const provedResult = ({
  state,
  is_compared,
}: Pick<PublicFacts, 'state' | 'is_compared'>): CheckResult => (is_compared ? resultOf(state) : 'unknown')

/** What the state of a genuine diploma answers; a suspended one counts as revoked for as long as that lasts. */
export function resultOf(state: DiplomaState): CheckResult {
  switch (state) {
    case 'issued':
    case 'delivered':
      return 'valid'
    case 'corrected':
    case 'replaced':
      return state
    case 'suspended':
    case 'revoked':
      return 'revoked'
    default:
      return 'unknown'
  }
}
