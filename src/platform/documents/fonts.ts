import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** Packages of TrueType faces: Be Vietnam Pro for reports, Tinos (the widths of Times New Roman) for official papers. */
const packages = ['@expo-google-fonts/be-vietnam-pro', '@expo-google-fonts/tinos']

/**
 * Folders in which the compiler finds our faces. A missing package is passed over: the templates then fall back to
 * the serif face built into the compiler, which covers Vietnamese.
 */
export function fontFolders(): string[] {
  const { resolve } = createRequire(import.meta.url)
  return packages.flatMap((name) => {
    try {
      return [dirname(resolve(`${name}/package.json`))]
    } catch {
      return []
    }
  })
}
