import type { PackageFaultCode } from '../fault.ts'

const longest = 500

/**
 * Where a file lies inside its package, by the name its ZIP gives: folders by `/`, no empty or `.` part, letters put
 * together. Whatever could lead outside is refused, so what comes out can be kept and asked for as it stands.
 */
export function pathFromName(name: string): { path: string } | { fault: PackageFaultCode } {
  if (/^[/\\. ]*[a-z]:/i.test(name)) return { fault: 'drive' }
  if (/^[/\\]/.test(name)) return { fault: 'absolute' }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return { fault: 'name' }
  const parts = name
    .normalize('NFC')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
  // Windows takes points and spaces off the end of a name: `.. ` climbs too.
  if (parts.some((part) => /^[. ]+$/.test(part))) return { fault: 'climbs' }
  const path = parts.join('/')
  if (path === '') return { fault: 'name' }
  return path.length > longest ? { fault: 'long_name' } : { path }
}

/** What systems leave in archives by themselves. */
export const isLitter = (path: string): boolean =>
  /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path)
