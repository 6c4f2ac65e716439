import type { CheckResult } from '../../diploma.ts'
import type { CredentialVerdict } from '../../credentials/verify.ts'

/**
 * What a credential proves without a register, from keys and lists of status alone. One that no longer stands, and nobody says
 * why, reads `revoked`. One whose status cannot be told is `unknown`: genuine once, perhaps not today.
 */
export function offlineResult(verdict: CredentialVerdict): CheckResult {
  if (verdict.result !== 'genuine') return verdict.result
  if (!verdict.status) return 'unknown'
  const { revoked, suspended, ended } = verdict.status
  return revoked ? (ended ?? 'revoked') : suspended ? 'revoked' : 'valid'
}

/** The words for it: `suspended` may be lifted; `ended` no longer stands, and why is not told. */
export function offlineWord(verdict: CredentialVerdict): CheckResult | 'suspended' | 'ended' {
  const result = offlineResult(verdict)
  if (result !== 'revoked' || !verdict.status) return result
  const { revoked, ended } = verdict.status
  return revoked ? (ended ?? 'ended') : 'suspended'
}
