import { existsSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it; one that is there is left as it is. Node's own `recursive` never ends where the
 * system answers "no such entry" below a folder that exists (/proc), so the way up is walked here.
 *
 * @throws when a file stands in the way, or the file system takes no folders
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return
    const above = dirname(path)
    if (code !== 'ENOENT' || above === path) throw error
    if (existsSync(above)) throw new Error(`${path}: nơi này không tạo thư mục được`, { cause: error })
    await makeFolder(above)
    await makeFolder(path)
  }
}
