import { shippedPolicies } from './policies.ts'
import type { ModuleResult } from './results.ts'

/** The shipped policy of Circular 04/2022. */
export const tt04 = shippedPolicies[0]!

/** A passed module of three credits; only what a test is about is named. */
export const moduleOf = (more: Partial<ModuleResult> = {}): ModuleResult => ({
  credits: '3',
  grade: '8.0',
  condition_subject: false,
  sittings: 1,
  relearned: false,
  ...more,
})
