import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder } from './folder.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'ngheso-folder-'))
})
afterAll(() => rm(home, { recursive: true }))

test('makes the folders above too, and leaves one that is there', async () => {
  await makeFolder(join(home, 'a/b/c'))
  await makeFolder(join(home, 'a/b/c'))
  expect((await stat(join(home, 'a/b/c'))).isDirectory()).toBe(true)
})

test('says so when a file stands in the way', async () => {
  await writeFile(join(home, 'file'), '')
  await expect(makeFolder(join(home, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(join(home, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test.runIf(existsSync('/proc/self'))(
  'ends where the file system takes no folders',
  { timeout: 2000 },
  async () => {
    await expect(makeFolder('/proc/ngheso')).rejects.toThrow('/proc/ngheso: nơi này không tạo thư mục được')
    await expect(makeFolder('/proc/ngheso/data')).rejects.toThrow('/proc/ngheso: nơi này')
  },
)
