import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import frame from '../runtime/frame.js?raw'
import h5p from '../runtime/h5p.js?raw'
import recordStore from '../runtime/record-store.js?raw'
import requests from '../runtime/requests.js?raw'
import scorm from '../runtime/scorm.js?raw'
import type { PackageItem } from '../facts.ts'
import type { Served } from '../store/package.ts'

/** Built files of scorm-again, by the standard they serve. */
const libraries = { 'scorm_1.2': 'scorm-again/scorm12/min', scorm_2004: 'scorm-again/scorm2004/min' } as const

const read = new Map<string, Promise<string>>()

function libraryOf(standard: Served['standard']): Promise<string> {
  const name =
    standard !== null && standard in libraries ? libraries[standard as keyof typeof libraries] : undefined
  if (!name) return Promise.resolve('')
  const known = read.get(name) ?? readFile(createRequire(import.meta.url).resolve(name), 'utf8')
  read.set(name, known)
  return known
}

/** The script that runs before those of a page: what the content expects of a platform, answered inside its own window. */
export async function writeRuntime({ served, item }: { served: Served; item: PackageItem }): Promise<string> {
  const { standard } = served
  // Which part it is by its place: a manifest may name two alike, or none.
  const about = { standard, at: served.items.indexOf(item), item: item.id, data: item.data }
  const parts =
    standard === 'scorm_1.2' || standard === 'scorm_2004'
      ? [await libraryOf(standard), scorm]
      : standard === 'cmi5' || standard === 'xapi'
        ? [recordStore, requests]
        : standard === 'h5p'
          ? [h5p]
          : []
  // An old page may be in any encoding: the script is ASCII.
  return [`var ngheSo = ${JSON.stringify(about)};`, frame, ...parts]
    .map((part) => part.replaceAll(/^\/\/# sourceMappingURL=.*$/gm, ''))
    .join('\n')
    .replaceAll(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
