import { buffer } from 'node:stream/consumers'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { FileError } from '#platform/files/index.ts'
import type { Layout } from './layout.ts'
import { findLayoutRow, type LayoutQuestion, type LayoutRow } from './store/layout.ts'

/** How a school's diploma of a kind looks on a day, with the pictures it is printed with; null: our own sheet. */
export async function findLayout(app: App, db: Db, question: LayoutQuestion): Promise<Layout | null> {
  const row = await findLayoutRow(db, question)
  return row ? openLayout(app, row) : null
}

/** The layout with its pictures read. A picture that is gone is left out, so that the rest can still be printed. */
export async function openLayout(app: App, row: LayoutRow): Promise<Layout> {
  const backgrounds = await Promise.all(
    row.backgrounds.map((hash) => (hash === '' ? null : readPicture(app, hash))),
  )
  return { ...row, backgrounds }
}

async function readPicture(app: App, hash: string): Promise<Uint8Array | null> {
  try {
    const { stream } = await app.files.get(hash)
    return await buffer(stream)
  } catch (error) {
    if (error instanceof FileError && error.code === 'missing') {
      app.log.error({ part: 'diplomas', hash }, 'the picture of a layout is missing')
      return null
    }
    throw error
  }
}
