import { z } from 'zod'
import type { PackageFacts } from '../facts.ts'
import { PackageFault } from '../fault.ts'
import type { Contents } from './contents.ts'
import { readJson } from './text.ts'
import { languageOf } from './words.ts'

const version = z.union([z.number(), z.string()]).transform(Number)
const Library = z.object({ machineName: z.string(), majorVersion: version, minorVersion: version })
const Manifest = z.object({
  title: z.string().catch(''),
  language: z.string().nullish().catch(null),
  defaultLanguage: z.string().nullish().catch(null),
  mainLibrary: z.string().min(1),
  preloadedDependencies: z.array(Library).min(1),
})

/** `h5p.json`: its libraries must be in the package, as nothing is fetched from elsewhere. @throws PackageFault */
export async function readH5p(contents: Contents, path: string): Promise<PackageFacts> {
  const read = Manifest.safeParse(readJson(await contents.read(path), path))
  if (!read.success) throw new PackageFault('not_manifest', { entry: path })
  const content = contents.find('content/content.json')
  if (!content) throw new PackageFault('launch_missing', { href: 'content/content.json' })
  readJson(await contents.read(content.path), content.path)
  const manifest = read.data
  const libraries = manifest.preloadedDependencies.map((one) => ({
    name: one.machineName,
    folder: `${one.machineName}-${one.majorVersion}.${one.minorVersion}`,
  }))
  const missing = libraries.find(({ folder }) => !contents.find(`${folder}/library.json`))
  if (missing) throw new PackageFault('library_missing', { library: missing.folder })
  const main = libraries.find((one) => one.name === manifest.mainLibrary)
  if (!main) throw new PackageFault('library_missing', { library: manifest.mainLibrary })
  return {
    standard: 'h5p',
    edition: main.folder.replace(/-(?=[\d.]+$)/, ' '),
    title: manifest.title,
    language: languageOf(manifest.language) ?? languageOf(manifest.defaultLanguage),
    summary: '',
    seconds: null,
    items: [
      { id: 'h5p', title: manifest.title, depth: 0, launch: { path, suffix: '' }, reports: false, data: {} },
    ],
  }
}
