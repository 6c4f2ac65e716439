/** The front door: what other modules may use. In SQL: `institutions.on_day(day)`. */
export {
  findOccupation,
  listLicenceItems,
  listOccupations,
  searchOccupations,
  type Occupation,
  type OccupationLine,
} from './store/details.ts'
export {
  findInstitutionById,
  institutionNames,
  listInstitutionOptions,
  type Institution,
  type InstitutionOption,
} from './store/record.ts'
export { InstitutionField } from './pages/institution-field.tsx'
export { searchInstitutions, type InstitutionHit } from './store/search.ts'
