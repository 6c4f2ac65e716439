/** Why a package is not opened. Words are `resources.packages.fault.<code>`; `entry` names the file inside that is at fault. */
export type PackageFaultCode =
  /** The ZIP itself cannot be read. */
  | 'damaged'
  /** A name leads out of the package. */
  | 'climbs'
  | 'absolute'
  | 'drive'
  | 'name'
  | 'long_name'
  | 'link'
  | 'encrypted'
  | 'method'
  | 'duplicate'
  /** params: `limit`. */
  | 'too_many'
  | 'too_large'
  | 'bomb'
  | 'nested'
  /** Reading what it is took more time or memory than is given. */
  | 'too_long'
  | 'no_manifest'
  | 'manifest_large'
  | 'not_xml'
  | 'not_json'
  | 'doctype'
  /** A manifest of another kind than its name says. */
  | 'not_manifest'
  /** Nothing in it can be begun. */
  | 'no_launch'
  /** params: `href`, the file that should be begun. */
  | 'launch_missing'
  /** params: `library`. */
  | 'library_missing'

export class PackageFault extends Error {
  readonly code: PackageFaultCode
  readonly params: Record<string, string | number>

  constructor(code: PackageFaultCode, params: Record<string, string | number> = {}) {
    super(`${code}: ${JSON.stringify(params)}`)
    this.code = code
    this.params = params
  }
}
