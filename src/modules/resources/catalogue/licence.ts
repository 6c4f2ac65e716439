import type { Access } from '../resource.ts'

/** A licence as data: what it allows, and the widest circle it may be shown to. */
export type Licence = {
  code: string
  name: string
  name_en: string
  url: string | null
  may_derive: boolean
  share_alike: boolean
  may_sell: boolean
  needs_credit: boolean
  widest: Access
  source: string
  is_verified: boolean
}

export type Relation = 'based_on' | 'translation_of' | 'contains'

/** A work that went into another one. */
export type Source = {
  title: string
  authors: string
  relation: Relation
  /** null: nobody said under which licence it may be used */
  licence: Licence | null
  /** It belongs to the same school. */
  isSameSchool: boolean
}

/** What stands against a licence; the words are `resources.licence.fault.<key>`. */
export type LicenceFault = { key: string; params: Record<string, string> }

const width: Record<Access, number> = { school: 0, signed_in: 1, public: 2 }
export const isWider = (one: Access, other: Access): boolean => width[one] > width[other]
/** Would readers lose it, were this version published for `access`? */
export const isNarrower = (version: { access: Access; resource_access: 'private' | Access }): boolean =>
  version.resource_access !== 'private' && isWider(version.resource_access, version.access)

/**
 * May a work made from these sources carry this licence and be shown to that circle? Empty when it may.
 * A source without a licence is not free to use; "no derivatives" forbids what changes or translates it; "share alike"
 * asks for its own licence; "non-commercial" and "internal" are not widened; a name that must be given stays given.
 */
export function findLicenceFaults(
  work: { licence: Licence | null; access: Access },
  sources: readonly Source[],
): LicenceFault[] {
  const { licence, access } = work
  const faults: LicenceFault[] = []
  if (licence && isWider(access, licence.widest))
    faults.push({ key: 'access', params: { licence: licence.name } })
  for (const source of sources) {
    const params = { title: source.title, licence: source.licence?.name ?? '' }
    if (!source.licence) {
      faults.push({ key: 'unknown', params })
      continue
    }
    if (source.licence.widest === 'school' && !source.isSameSchool)
      faults.push({ key: 'other_school', params })
    if (source.relation !== 'contains' && !source.licence.may_derive)
      faults.push({ key: 'no_derivatives', params })
    if (source.licence.needs_credit && source.authors.trim() === '') faults.push({ key: 'credit', params })
    if (isWider(access, source.licence.widest)) faults.push({ key: 'source_access', params })
    if (licence)
      faults.push(...passedOn(licence, source.licence, source.relation).map((key) => ({ key, params })))
  }
  return faults
}

/** What of the source's terms the new licence would lose. A work that is only contained keeps its own terms. */
function passedOn(licence: Licence, source: Licence, relation: Relation): string[] {
  if (relation === 'contains') return []
  if (source.share_alike)
    return licence.code === source.code || isNarrowed(licence, source) ? [] : ['share_alike']
  const lost: string[] = []
  if (!source.may_sell && licence.may_sell) lost.push('non_commercial')
  if (source.needs_credit && !licence.needs_credit) lost.push('credit_kept')
  return lost
}

/** Internal works may be passed on within a narrower circle. */
function isNarrowed(licence: Licence, source: Licence): boolean {
  return source.url === null && licence.url === null && !isWider(licence.widest, source.widest)
}

/** Three questions in plain words, and the licence their answers mean. */
export const questions = {
  who: ['public', 'signed_in', 'school'],
  change: ['yes', 'alike', 'no'],
  sell: ['yes', 'no'],
} as const
export type Answers = { [K in keyof typeof questions]: (typeof questions)[K][number] }

export function licenceFor({ who, change, sell }: Answers): string {
  if (who === 'school') return 'noi-bo-truong'
  if (who === 'signed_in') return 'noi-bo'
  const parts = ['by', sell === 'no' ? 'nc' : '', change === 'alike' ? 'sa' : change === 'no' ? 'nd' : '']
  return `cc-${parts.filter(Boolean).join('-')}-4.0`
}
