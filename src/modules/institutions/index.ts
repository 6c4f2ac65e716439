/** The front door: what other modules may use. */
export { DirectoryQuery, directoryAddress, toSearch } from './directory-query.ts'
export type { InstitutionType, Level, Ownership, Status } from './institution.ts'
export { findOccupation, listOccupations, type Occupation } from './store/details.ts'
export {
  findInstitution,
  findInstitutionById,
  getInstitution,
  institutionNames,
  listInstitutionOptions,
  type Institution,
  type InstitutionOption,
} from './store/record.ts'
export {
  searchInstitutions,
  type InstitutionHit,
  type InstitutionQuery,
  type SearchResult,
} from './store/search.ts'
