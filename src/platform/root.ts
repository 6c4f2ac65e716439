import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's own folder, wherever the command was called from: the built code and the sources both lie below it. */
export const projectRoot = findRoot(import.meta.dirname)

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('package.json of the project is missing')
  return findRoot(above)
}
