const megabyte = 1024 ** 2
const gigabyte = 1024 ** 3

/** What a package may hold at most. */
export type PackageLimits = {
  files: number
  /** Bytes of all files unpacked; the archives in it have as much again, all together. */
  totalBytes: number
  /** Bytes unpacked for each byte packed; asked of files larger than `ratioFrom`, and of the whole once it is. */
  ratio: number
  ratioFrom: number
  /** Archives inside archives inside the package. */
  depth: number
  manifestBytes: number
}

export const packageLimits: PackageLimits = {
  files: 20_000,
  totalBytes: 4 * gigabyte,
  ratio: 200,
  ratioFrom: 10 * megabyte,
  depth: 2,
  manifestBytes: 10 * megabyte,
}
