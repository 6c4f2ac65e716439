import type { App } from '#platform/app.ts'
import type { PackageItem, Standard } from './facts.ts'
import { launchParameters } from './launch.ts'

/** Where packages are served: their own part of the addresses, under a policy of its own. */
export const packageBase = '/hoc-lieu/goi'

/** What we add to a package lies under this name, which no file of a package is served under. */
export const ownFolder = '~nghe-so'

/** A path of a package as it stands in an address. */
export const escaped = (path: string): string =>
  path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')

/** Address of the page an item begins with; undefined for a heading and for what lies elsewhere. */
export function itemAddress(
  app: App,
  token: string,
  standard: Standard,
  item: PackageItem,
  at: number,
): string | undefined {
  if (!item.launch || !('path' in item.launch)) return undefined
  const base = `${packageBase}/${token}/${at}`
  if (standard === 'h5p') return `${base}/${ownFolder}/h5p.html`
  const { path, suffix } = item.launch
  const address = `${base}/${escaped(path)}`
  const more = launchParameters(standard, item, `${app.publicUrl()}${base}/${ownFolder}`)
  if (!more) return address + suffix
  const [, query = '', hash = ''] = /^([^#]*)(.*)$/s.exec(suffix) ?? []
  return `${address}${query}${query.includes('?') ? '&' : '?'}${more}${hash}`
}
