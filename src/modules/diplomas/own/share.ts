import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { diplomaStates } from '../diploma.ts'

/** Lines of a diploma its holder may show one by one. What kind it is, who issued it and whether it stands are always told. */
export const shareFields = [
  'name',
  'birth',
  'honour',
  'programme',
  'classification',
  'graduation_year',
  'issue_date',
  'serial',
  'entry_no',
] as const
export type ShareField = (typeof shareFields)[number]

/** Ticked to begin with: what an employer asks for; not what opens the check by number. */
export const usualFields: readonly ShareField[] = [
  'name',
  'honour',
  'programme',
  'classification',
  'graduation_year',
]

/** A link lives a year at most. */
export const longestDays = 366

/** A link as its holder sees it. */
export type Share = {
  id: string
  diploma_id: string
  token_sealed: string
  fields: ShareField[]
  purpose: string
  to_date: string
  revoked_at: Date | null
  created_at: Date
  looks: number
  last_look: Date | null
}

export type ShareLook = { id: string; at: Date; network: string; device: string }

export const shareState = (
  share: Pick<Share, 'to_date' | 'revoked_at'>,
  today: string,
): 'open' | 'ended' | 'revoked' => (share.revoked_at ? 'revoked' : today > share.to_date ? 'ended' : 'open')

const Bilingual = z.object({ vi: z.string(), en: z.string().nullable() })

/** What a link shows: shape of `diplomas.open_share`. */
export const OpenedShare = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    to_date: z.string(),
    purpose: z.string(),
    diploma_state: z.enum(diplomaStates),
    institution: z.string(),
    institution_en: z.string().nullable(),
    title: Bilingual,
    lines: z.object({
      name: z.string().optional(),
      /** The day, or the year where the register has no more. */
      birth: z.union([z.string(), z.number()]).nullish(),
      honour: Bilingual.nullish(),
      programme: Bilingual.optional(),
      classification: Bilingual.nullish(),
      graduation_year: z.number().optional(),
      issue_date: z.string().nullish(),
      serial: z.string().nullish(),
      entry_no: z.string().nullish(),
    }),
  }),
  z.object({ state: z.literal('ended'), to_date: z.string() }),
  z.object({ state: z.literal('revoked') }),
  z.object({ state: z.literal('gone') }),
])
export type OpenedShare = z.output<typeof OpenedShare>

/** A secret for a link (192 bits). */
export const newShareToken = (): string => randomBytes(24).toString('base64url')
export const hashShareToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url')

/** The part of a network address that tells a network, not a person: half of IPv4, a third of IPv6. */
export function coarseNetwork(address: string | undefined): string {
  if (!address) return ''
  const four = /(\d+)\.(\d+)\.\d+\.\d+$/.exec(address)
  if (four) return `${four[1]}.${four[2]}.*.*`
  return `${address.split(':').slice(0, 2).join(':')}:*`
}
