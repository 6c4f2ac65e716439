import type { Looker } from '../files/looker.ts'
import { keepAsPackage } from './keep.ts'

/** Opens ZIP files: which standard, what they say of themselves, and whether they can be played. */
export const packageLooker: Looker = {
  name: 'packages',
  accepts: (file) => file.kind === 'zip',
  async look(file, { app, withFile }) {
    const found = await withFile((path) => keepAsPackage(app, file.hash, path))
    if (found.fault)
      return { fault: { key: `resources.packages.fault.${found.fault}`, params: found.fault_params } }
    return {
      title: found.title || undefined,
      seconds: found.seconds ?? undefined,
      text: [found.title, found.summary, ...found.items.map((item) => item.title)].filter(Boolean).join('\n'),
    }
  },
}
