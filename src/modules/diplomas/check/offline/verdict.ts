import type { CheckResult } from '../../diploma.ts'
import type { CredentialVerdict } from '../../credentials/verify.ts'

/**
 * What a credential proves without a register, from keys and lists of status alone. The lists say that one no longer stands, not
 * whether it was withdrawn, corrected or replaced: such a one reads `revoked`. One whose status cannot be told is `unknown`:
 * genuine once, perhaps not today.
 */
export function offlineResult(verdict: CredentialVerdict): CheckResult {
  if (verdict.result !== 'genuine') return verdict.result
  if (!verdict.status) return 'unknown'
  return verdict.status.revoked || verdict.status.suspended ? 'revoked' : 'valid'
}
