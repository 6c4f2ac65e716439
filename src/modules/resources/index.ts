/** The front door: what other modules may use. */
export {
  accesses,
  kinds,
  states,
  type Access,
  type Kind,
  type Resource,
  type Version,
  type VersionFile,
} from './resource.ts'
export { listFiles } from './catalogue/store/file.ts'
export { findVersion, getVersion, listVersions } from './catalogue/store/version.ts'
