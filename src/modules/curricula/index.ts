/** The front door: what other modules may use. */
export { deliveries, unitGroups, unitKinds, type CourseUnit, type UnitGroup } from './course-unit.ts'
export { levels, modes, studyForms, type Level, type Mode, type Programme } from './programme.ts'
export { getUnit, listUnits } from './store/unit.ts'
export {
  findProgramme,
  findVersion,
  getVersion,
  listActiveVersions,
  listVersions,
  type ActiveVersion,
} from './store/version.ts'
export { isPublished, type Version, type VersionState } from './version.ts'
