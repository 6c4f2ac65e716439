import { z } from 'zod'
import type { Grant } from '#platform/access.ts'

/** What an API key may do: some of its owner's permissions, in all of the owner's area or in one institution of it. */
export const Scope = z.object({ permissions: z.array(z.string()).min(1), institution: z.uuid().nullable() })
export type Scope = z.infer<typeof Scope>

/** The scope kept with a key; undefined when it is not one of ours (such a key opens nothing). */
export function readScope(metadata: unknown): Scope | undefined {
  const raw = typeof metadata === 'string' ? safeJson(metadata) : metadata
  const parsed = Scope.safeParse(raw)
  return parsed.success ? parsed.data : undefined
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The owner's grants of today cut down to the scope: a key never does what its owner no longer may. */
export function narrowGrants(grants: readonly Grant[], scope: Scope): Grant[] {
  return grants.flatMap((grant) => {
    const permissions = new Set(scope.permissions.filter((permission) => grant.permissions.has(permission)))
    if (permissions.size === 0) return []
    if (scope.institution === null) return [{ ...grant, permissions }]
    const isInside = grant.area.kind !== 'self' && (grant.institutions?.includes(scope.institution) ?? true)
    if (!isInside) return []
    return [
      {
        ...grant,
        permissions,
        area: { kind: 'institution', id: scope.institution },
        institutions: [scope.institution],
      },
    ]
  })
}
