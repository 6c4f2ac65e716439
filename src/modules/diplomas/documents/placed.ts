import type { Template } from '#platform/documents/index.ts'
import type { DiplomaContent, DiplomaNumbers } from '../diploma.ts'
import fit from './fit.typ?raw'
import type { Layout, PlacedField } from './layout.ts'
import main from './placed.typ?raw'
import { fieldTexts, speakOf } from './side.ts'

export type Printed = { content: DiplomaContent; numbers: DiplomaNumbers }

const fileOf = (page: number, bytes: Uint8Array): string =>
  `/page-${page}.${bytes[0] === 0x89 ? 'png' : bytes[0] === 0xff ? 'jpg' : 'webp'}`

/** Template of a placed form; pictures of pages go along only where they are printed. */
export function placedTemplate(layout: Layout): Template {
  const pictures = printedPictures(layout).flatMap((bytes, at) =>
    bytes ? [[fileOf(at, bytes), bytes] as const] : [],
  )
  return { main, files: { '/fit.typ': fit, ...Object.fromEntries(pictures) } }
}

/** What the template of a placed form prints: one copy after the other. */
export function placedValue(layout: Layout, copies: readonly Printed[], grid = false) {
  return {
    width: layout.width_mm,
    height: layout.height_mm,
    pages: layout.pages,
    backgrounds: printedPictures(layout).map((bytes, at) => (bytes ? fileOf(at, bytes) : null)),
    grid,
    sample: speakOf('vi')('diplomas.document.sample'),
    copies: copies.map(({ content, numbers }) => setFields(layout.fields, fieldTexts(content, numbers))),
  }
}

const printedPictures = (layout: Layout): (Uint8Array | null)[] =>
  Array.from({ length: layout.pages }, (_, at) =>
    layout.use === 'own' ? (layout.backgrounds[at] ?? null) : null,
  )

const setFields = (fields: readonly PlacedField[], texts: ReturnType<typeof fieldTexts>) =>
  fields.map((one) => ({
    ...one,
    is_code: one.field === 'qr',
    text: one.field === 'qr' ? '' : texts[one.field],
  }))
