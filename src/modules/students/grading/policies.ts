import { GradingPolicy } from './policy.ts'
import tt04 from './reference/tt04-2022.json' with { type: 'json' }

/** The policies we ship, checked; an installation keeps them, and a school's own, in a dated table. */
export const shippedPolicies: readonly GradingPolicy[] = [GradingPolicy.parse(tt04)]

/** The shipped policy of a code, as commands name it. */
export const findShippedPolicy = (code: string): GradingPolicy | undefined =>
  shippedPolicies.find((policy) => policy.code === code)
