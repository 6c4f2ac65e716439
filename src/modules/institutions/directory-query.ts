import { z } from 'zod'
import { institutionTypes, levels, ownerships } from './institution.ts'
import type { InstitutionQuery } from './store/search.ts'

/** Asked for as one page, by paper and open data: more than any country has. */
export const everything = 20_000

/** The address of the directory and of the map: both read the same words, so one can be turned into the other. Bad values are ignored. */
export const DirectoryQuery = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  nghe: z.string().trim().max(20).optional().catch(undefined),
  trinh_do: z.enum(levels).optional().catch(undefined),
  loai: z.enum(institutionTypes).optional().catch(undefined),
  so_huu: z.enum(ownerships).optional().catch(undefined),
  phuong: z.string().trim().max(80).optional().catch(undefined),
  clc: z.literal('1').optional().catch(undefined),
  /** `lat,lon` */
  gan: z
    .string()
    .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/)
    .refine((text) => {
      const [lat, lon] = text.split(',').map(Number)
      return Math.abs(lat!) <= 90 && Math.abs(lon!) <= 180
    })
    .optional()
    .catch(undefined),
  /** Kilometres, with `gan`. */
  ban_kinh: z.coerce.number().positive().max(1000).optional().catch(undefined),
  tinh_trang: z.enum(['open', 'ended', 'all']).optional().catch(undefined),
  after: z.string().max(600).optional().catch(undefined),
  /** Everything on one page, for paper. */
  in: z.literal('1').optional().catch(undefined),
})
export type DirectoryQuery = z.infer<typeof DirectoryQuery>

/** The search a directory or map address asks for. */
export function toSearch(query: DirectoryQuery, on: string): InstitutionQuery {
  const [lat, lon] = (query.gan ?? '').split(',').map(Number)
  return {
    on,
    text: query.q,
    occupation: query.nghe,
    level: query.trinh_do,
    type: query.loai,
    ownership: query.so_huu,
    ward: query.phuong,
    isHighQuality: query.clc === '1',
    near: query.gan && lat !== undefined && lon !== undefined ? { lat, lon } : undefined,
    radiusKm: query.ban_kinh,
    standing: query.tinh_trang,
  }
}

/** The query string of a directory address, with some of its words changed; page and print words are left out. */
export function directoryAddress(
  path: string,
  query: DirectoryQuery,
  change: Partial<Record<keyof DirectoryQuery, string | undefined>> = {},
): string {
  const { after: _after, in: _in, ...kept } = query
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...kept, ...change }))
    if (value !== undefined && value !== '') words.set(name, String(value))
  const text = words.toString()
  return text ? `${path}?${text}` : path
}
