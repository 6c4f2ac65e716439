import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import { readWhole, type Whole } from '../catalogue/assess.ts'
import { listLicences } from '../catalogue/store/origin.ts'
import { getResource, getVersion, getVersionOf } from '../catalogue/store/version.ts'
import { uploadPath } from '../files/upload/path.ts'
import type { Resource, VersionFile } from '../resource.ts'

/** A file of a lesson and where it lies in the pack. */
export type PackedFile = { file: VersionFile; entry: string }
export type Lesson = { whole: Whole; files: PackedFile[] }

/** What is packed, and the titles of what a collection once held and is no more. */
export type Pack = { whole: Whole; lessons: Lesson[]; gone: string[] }

/**
 * A published resource as lessons: itself, or what the collection holds and the reader may see, each in the version it is
 * fixed to. A collection inside a collection is named, not opened.
 */
export async function gatherPack(db: Db, resource: Resource & { published_id: string }): Promise<Pack> {
  const licences = await listLicences(db)
  const whole = await readWhole(db, await getVersion(db, resource.published_id), licences)
  if (whole.version.kind !== 'collection') return { whole, lessons: [lessonOf(whole, 0)], gone: [] }
  const lessons: Lesson[] = []
  for (const item of whole.items.filter((one) => !one.is_withdrawn)) {
    const number = item.fixed_number
    const version = number ? await getVersionOf(db, item.code, number) : await publishedOf(db, item.code)
    if (version) lessons.push(lessonOf(await readWhole(db, version, licences), lessons.length))
  }
  return { whole, lessons, gone: whole.items.filter((one) => one.is_withdrawn).map((one) => one.title) }
}

async function publishedOf(db: Db, code: string) {
  const { published_id } = await getResource(db, code)
  return published_id ? getVersion(db, published_id) : undefined
}

function lessonOf(whole: Whole, at: number): Lesson {
  const folder = `${number(at)}-${plain(whole.version.title)}`
  // A page finds its pictures by their names: then all keep theirs.
  const isLinked = whole.files.some((file) => file.kind === 'html')
  const nameIn = (path: string, position: number) => (isLinked ? uploadPath(path) : nameOf(path, position))
  return {
    whole,
    files: whole.files.map((file, position) => ({ file, entry: `${folder}/${nameIn(file.path, position)}` })),
  }
}

const number = (at: number): string => String(at + 1).padStart(2, '0')

/** Letters without marks, so that every system unpacks them alike; numbered, so that no two meet. */
function nameOf(path: string, at: number): string {
  const name = path.split('/').at(-1)!
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[0].toLowerCase() ?? ''
  return `${number(at)}-${plain(name.slice(0, name.length - ending.length))}${ending}`
}

const plain = (text: string): string =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'hoc-lieu'
