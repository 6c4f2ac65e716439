import { safeFileName } from '#platform/files/index.ts'
import { longestPath } from '../../catalogue/store/file.ts'

/**
 * Where a dropped file lies inside its version: folders stay, each name made safe; what would lead outside is left out.
 * A path too long loses its outer folders.
 */
export function uploadPath(name: string): string {
  const parts = name
    .split(/[/\\]/)
    .filter((part) => part.trim() !== '' && !/^\.+$/.test(part.trim()))
    .map(safeFileName)
  while (parts.length > 1 && parts.join('/').length > longestPath) parts.shift()
  return parts.join('/') || safeFileName('')
}
