import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { loadKinds } from './actions/load-kinds.ts'
import { KindInput } from './kind.ts'
import shipped from './reference/kinds.json' with { type: 'json' }

/** The kinds of both regimes as they are shipped. */
const shippedKinds: readonly KindInput[] = shipped.kinds.map((row) => KindInput.parse(row))

/** Loads the kinds the installation does not hold yet; a row that falls into a time the department has settled itself stays out. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query<{
    code: string
    from_date: string | null
    to_date: string | null
  }>('select code, from_date::text, to_date::text from diplomas.kind')
  const missing = shippedKinds.filter((row) => !known.rows.some((one) => overlaps(one, row)))
  if (missing.length > 0) await act(app, loadKinds, { kinds: missing }, systemActor('reference data'))
}

type Span = { code: string; from_date: string | null; to_date: string | null }
const overlaps = (one: Span, other: Span): boolean =>
  one.code === other.code &&
  (one.from_date ?? '') <= (other.to_date ?? '9999') &&
  (other.from_date ?? '') <= (one.to_date ?? '9999')
