import { z } from 'zod'
import { line, wholeNumber, yesNo } from './institution.ts'

/** What an institution declares about its digital infrastructure. Blank means not said, never "none". */
export const InfrastructureProfile = z.object({
  bandwidth_mbps: wholeNumber(0, 1_000_000),
  computers_for_learners: wholeNumber(0, 100_000),
  wifi_percent: wholeNumber(0, 100),
  online_rooms: wholeNumber(0, 10_000),
  has_lms: yesNo,
  lms_name: line(120),
  has_management_system: yesNo,
  management_system_name: line(120),
  has_e_signature: yesNo,
  connected_platform: line(160),
  note: line(1000),
})
export type InfrastructureProfile = z.infer<typeof InfrastructureProfile>

export const numberItems = [
  'bandwidth_mbps',
  'computers_for_learners',
  'wifi_percent',
  'online_rooms',
] as const
export const yesNoItems = ['has_lms', 'has_management_system', 'has_e_signature'] as const
/** What the checklist may ask for. */
export const checkItems = [...numberItems, ...yesNoItems] as const
export const profileFields = Object.keys(InfrastructureProfile.shape) as (keyof InfrastructureProfile)[]

export type InfrastructureRule = {
  item: (typeof checkItems)[number]
  minimum: number
  source: string
  is_verified: boolean
}

/** Items of the checklist that the profile does not meet; what was not said is not met. */
export function missingItems(
  profile: InfrastructureProfile,
  rules: readonly InfrastructureRule[],
): InfrastructureRule['item'][] {
  return rules.filter(({ item, minimum }) => Number(profile[item] ?? 0) < minimum).map((rule) => rule.item)
}
