import type { App } from '#platform/app.ts'
import type { Licence } from '../catalogue/licence.ts'
import { PackageFault } from './fault.ts'
import { filesOf, zipFolder, type Archive } from './folder.ts'
import { manifestName } from './manifest.ts'
import { readFolder, type FolderRead } from './read-folder.ts'
import { largestSheet, readEntry, readPackage, withArchive } from './read-package.ts'

export type Upload = {
  name: string
  /** Code of the school the drafts will belong to. */
  institution: string | null
  licences: readonly Licence[]
  occupations: ReadonlySet<string>
  /** The department takes packages in under the codes they have; others get new ones. */
  keepsCodes: boolean
}

/**
 * Reads a ZIP that was sent: a resource that was exported, or a folder of files with one sheet that describes them.
 * @throws PackageFault
 */
export async function readUpload(
  app: Pick<App, 'files' | 'catalog'>,
  bytes: Uint8Array,
  upload: Upload,
): Promise<FolderRead> {
  return withArchive(bytes, upload.name, async (archive) => {
    if (archive.has(manifestName)) {
      const one = await readPackage(app, archive, upload.name)
      const { institution } = upload
      const given = upload.keepsCodes ? one : { ...one, code: null, number: 1, institution }
      return { resources: [given], unused: [] }
    }
    const sheet = findSheet(archive)
    const { institution, licences, occupations } = upload
    return readFolder(await readEntry(archive, sheet, { path: upload.name, most: largestSheet }), {
      app,
      folder: zipFolder(archive, sheet.slice(0, sheet.lastIndexOf('/') + 1)),
      name: sheet,
      institution,
      licences,
      occupations,
    })
  })
}

/** The sheet that describes the files: the only one nearest the top, else the one that is named so. */
function findSheet(archive: Archive): string {
  const sheets = filesOf(archive).filter((name) => /\.(xlsx|csv)$/i.test(name))
  const depth = (name: string) => name.split('/').length
  const least = Math.min(...sheets.map(depth))
  const top = sheets.filter((name) => depth(name) === least)
  const named = top.filter((name) =>
    /(^|\/)(mo-ta|mo_ta|mô tả|mo ta)\.(xlsx|csv)$/i.test(name.normalize('NFC')),
  )
  const [only] = named.length === 1 ? named : top
  if (!only) throw new PackageFault('no_sheet')
  if (named.length !== 1 && top.length > 1)
    throw new PackageFault('many_sheets', { names: top.slice(0, 5).join(', ') })
  return only
}
