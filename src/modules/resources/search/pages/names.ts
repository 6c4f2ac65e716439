import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { FilterChip } from '#ui/index.ts'
import type { Licence } from '../../catalogue/licence.ts'
import { kindText, languageText, licenceText } from '../../catalogue/pages/words.tsx'
import { addressOf, facetNames, facets, type Facet, type Query } from '../filter.ts'
import type { Result } from '../load.ts'
import { componentNames, occupationNames, unitNames, type Named } from '../store/name.ts'

/** Names of what the facets and chips of a result stand for. */
export type Names = {
  occupations: ReadonlyMap<string, Named>
  components: ReadonlyMap<string, Named>
  units: ReadonlyMap<string, string>
}

export async function loadNames(db: Db, { counts, query }: Pick<Result, 'counts' | 'query'>): Promise<Names> {
  const codes = (facet: Facet) => [
    ...Object.keys(counts.counts[facet] ?? {}),
    ...(query[facets[facet]] ? [String(query[facets[facet]])] : []),
  ]
  return {
    occupations: await occupationNames(db, codes('occupation')),
    components: await componentNames(db, codes('component')),
    units: await unitNames(db, codes('subject').map(firstOf)),
  }
}

/** One subject of several schools is called as the first of them. */
const firstOf = (units: string): string => units.split(',')[0]!

type Known = Pick<Result, 'query' | 'institutions'> & { names: Names; licences: readonly Licence[] }

/** What a value of a facet is called; schools by their code or their id. */
export function valueText(facet: Facet, value: string, known: Known, t: Translate): string {
  const named = (names: ReadonlyMap<string, Named>) => {
    const found = names.get(value)
    return found ? (t.lang === 'en' ? found.name_en : found.name) : value
  }
  switch (facet) {
    case 'kind':
      return kindText(value, t)
    case 'level':
      return t.dynamic(`institutions.level.${value}`)
    case 'occupation':
      return named(known.names.occupations)
    case 'subject':
      return known.names.units.get(firstOf(value)) ?? value
    case 'component':
      return known.names.components.has(value) ? `${value} ${named(known.names.components)}` : value
    case 'school':
      return known.institutions.find((one) => one.id === value || one.code === value)?.name ?? value
    case 'licence': {
      const licence = known.licences.find((one) => one.code === value)
      return licence ? licenceText(licence, t) : value
    }
    case 'language':
      return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(value) ? languageText(value, t) : value
    case 'origin':
      return t.dynamic(`resources.oai.origin.${value}`)
    case 'year':
      return t('resources.search.year', { year: value })
  }
}

/** Every word and filter in force, each with the way to take it away. */
export function chipsOf(known: Known, t: Translate): FilterChip[] {
  const { query } = known
  const chip = (name: keyof Query, label: string): FilterChip => ({
    label,
    removeHref: addressOf(query, { [name]: undefined }),
    removeLabel: t('resources.catalogue.remove', { what: label }),
  })
  return [
    ...(query.q ? [chip('q', `“${query.q}”`)] : []),
    ...facetNames.flatMap((facet) => {
      const value = query[facets[facet]]
      return value ? [chip(facets[facet], valueText(facet, value, known, t))] : []
    }),
  ]
}

/** What a saved search is called: its words and filters. */
export const nameOf = (known: Known, t: Translate): string =>
  chipsOf(known, t)
    .map((chip) => chip.label)
    .join(' · ') || t('resources.search.saved_all')
