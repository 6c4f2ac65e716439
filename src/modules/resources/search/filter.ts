import { z } from 'zod'
import { listAddressOf } from '#platform/pages/query.ts'
import { kinds } from '../resource.ts'

export const searchPath = '/hoc-lieu'

/** What one can filter by, in the order of the page, and its name in the address. */
export const facets = {
  kind: 'loai',
  level: 'trinh_do',
  occupation: 'nghe',
  subject: 'mon_hoc',
  component: 'nang_luc',
  school: 'co_so',
  licence: 'giay_phep',
  language: 'ngon_ngu',
  year: 'nam',
  origin: 'nguon',
} as const
export type Facet = keyof typeof facets
export const facetNames = Object.keys(facets) as Facet[]

/** Orders of a result, by their word in the address. */
export const sorts = { phu_hop: 'relevance', moi: 'newest', dung: 'used', danh_gia: 'rated' } as const
export type SortWord = keyof typeof sorts
export type Sort = (typeof sorts)[SortWord]
export const sortWords = Object.keys(sorts) as SortWord[]

/** Signs of a question that are read. */
export const mostSigns = 200

/** The same subject of several programmes and schools is asked for at once: so many, joined by commas in the address. */
export const mostAlike = 12

const word = (most: number) => z.string().trim().min(1).max(most).optional().catch(undefined)

/** The address of a result. What does not belong there is as if it were not. */
export const Query = z.object({
  // A long question is cut, not dropped.
  q: z
    .string()
    .trim()
    .overwrite((text) => text.slice(0, mostSigns).trim())
    .min(1)
    .optional()
    .catch(undefined),
  loai: z.enum(kinds).optional().catch(undefined),
  trinh_do: word(20),
  nghe: word(20),
  mon_hoc: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(mostAlike))
    .transform((ids) => ids.join(','))
    .optional()
    .catch(undefined),
  nang_luc: word(20),
  co_so: word(80),
  giay_phep: word(40),
  ngon_ngu: word(10),
  nam: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  nguon: z.enum(['own', 'harvested']).optional().catch(undefined),
  xep: z
    .enum(sortWords as [SortWord, ...SortWord[]])
    .optional()
    .catch(undefined),
  sau: word(80),
})
export type Query = z.output<typeof Query>

/** The same result with something changed; from its first page, unless that is said. */
export const addressOf = listAddressOf<Query>(searchPath)

/** What a filter asks for, as words of the index. Schools stand there by their id. */
export type Filters = Partial<Record<Facet, string>>

/** @param schoolOf the id of a school by its code in the address; unknown ones find nothing */
export function filtersOf(query: Query, schoolOf: (code: string) => string | undefined): Filters {
  const asked = Object.entries(facets).flatMap(([facet, name]): [string, string][] => {
    const value = query[name]
    if (!value) return []
    return [[facet, facet === 'school' ? (schoolOf(value) ?? 'none') : value]]
  })
  return Object.fromEntries(asked)
}

/** Words are ranked; without words the newest come first. */
export function sortOf(query: Query): Sort {
  const sort = query.xep ? sorts[query.xep] : undefined
  return sort && (sort !== 'relevance' || query.q) ? sort : query.q ? 'relevance' : 'newest'
}

/** The address without page and order, its parts in a fixed order: what a saved search keeps. */
export function keptQuery(query: Query): string {
  const named = ['q', ...Object.values(facets)] as (keyof Query)[]
  return new URLSearchParams(
    named.flatMap((name) => (query[name] ? [[name, String(query[name])]] : [])),
  ).toString()
}
