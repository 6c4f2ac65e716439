import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { AppError, invalid } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { readBoundaries, type Boundary } from '../boundary.ts'

/** Largest file of boundaries, in bytes. */
export const largestBoundaries = 20 * 1024 * 1024

/**
 * Takes the boundaries of a GeoJSON file for the units in force on a day: all of them or none. A boundary that was
 * there before is replaced.
 * @throws AppError invalid naming the feature that is wrong
 */
export const importBoundaries = defineAction({
  name: 'places.import-boundaries',
  permission: 'places.import-boundaries',
  input: z.object({
    on: z
      .string()
      .transform(
        (text, context) =>
          parseDate(text) ??
          (context.addIssue({ code: 'custom', message: 'places.boundary.bad_day' }), z.NEVER),
      ),
    source: z
      .string({ error: 'places.boundary.no_source' })
      .trim()
      .min(5, { error: 'places.boundary.no_source' })
      .max(500),
    file: z
      .instanceof(Blob, { error: 'places.file.none' })
      .refine((file) => file.size > 0, { error: 'places.file.none' })
      .refine((file) => file.size <= largestBoundaries, { error: 'places.boundary.too_large' }),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, app, lang }) {
    const boundaries = readFile(new Uint8Array(await input.file.arrayBuffer()))
    const rows = boundaries.map((each, at) => ({ number: at + 1, code: each.code, geometry: each.geometry }))
    const placed = await sql<{ number: number; code: string; unit_id: string | null; before: string | null }>`
      select r.number, r.code, u.id as unit_id, b.source as before
      from jsonb_to_recordset(${JSON.stringify(rows.map(({ number, code }) => ({ number, code })))}::jsonb) as r(number integer, code text)
      left join places.unit u on u.code = r.code and u.from_date <= ${input.on}::date and coalesce(u.to_date, 'infinity') >= ${input.on}::date
      left join places.boundary b on b.unit_id = u.id order by r.number`.execute(tx)
    const unknown = placed.rows.find((row) => row.unit_id === null)
    if (unknown)
      throw refused('places.boundary.problem.unknown_code', {
        number: unknown.number,
        code: unknown.code,
        day: app.catalog(lang).date(input.on),
      })
    const list = placed.rows.map((row) => ({
      unit_id: row.unit_id,
      geometry: rows[row.number - 1]!.geometry,
    }))
    await sql`insert into places.boundary (unit_id, geometry, source, imported_at)
      select unit_id, geometry, ${input.source}, ${app.clock.now()} from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(unit_id uuid, geometry jsonb)
      on conflict (unit_id) do update set geometry = excluded.geometry, source = excluded.source, imported_at = excluded.imported_at`.execute(
      tx,
    )
    return {
      result: { count: list.length },
      changes: placed.rows.map((row) => ({
        subject: 'places.boundary',
        id: row.unit_id!,
        before: row.before === null ? null : { code: row.code, source: row.before },
        after: { code: row.code, source: input.source, ...digestOf(boundaries[row.number - 1]!) },
      })),
    }
  },
})

/** The audit keeps which area it was, not its thousands of points. */
function digestOf(boundary: Boundary): { points: number; sha256: string } {
  return {
    points: boundary.points,
    sha256: createHash('sha256').update(JSON.stringify(boundary.geometry)).digest('hex'),
  }
}

function readFile(bytes: Uint8Array): Boundary[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, ''))
  } catch {
    throw invalid({ file: 'places.file.not_json' })
  }
  const read = readBoundaries(parsed)
  if (read.problem) throw refused(read.problem.key, read.problem.params)
  return read.boundaries
}

function refused(key: string, params: Record<string, string | number>): AppError {
  return new AppError('invalid', { key, params })
}
