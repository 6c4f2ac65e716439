import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { FileError, receive, type Purpose } from '#platform/files/index.ts'
import { kindCodes } from '../../diploma.ts'
import {
  aligns,
  fieldNames,
  firstFields,
  layoutUses,
  paperNames,
  papers,
  type PlacedField,
} from '../layout.ts'
import { getLayout, insertLayout, updateLayout, type LayoutChange, type LayoutRow } from '../store/layout.ts'
import { typedNumber, typedOpenDay } from '../typed.ts'

const permission = 'diplomas.keys'
const name = z
  .string({ error: 'diplomas.layout.error.name' })
  .trim()
  .min(3, 'diplomas.layout.error.name')
  .max(120, 'diplomas.layout.error.name')
const days = { from_date: typedOpenDay, to_date: typedOpenDay }
const mm = (least: number, most: number) => typedNumber(least, most, 'diplomas.layout.error.mm')

/** A layout of a school's own, or for a blank form it buys; begins with the usual contents. */
export const addLayout = defineAction({
  name: 'diplomas.add-layout',
  permission,
  input: z.object({
    institution: z.uuid('diplomas.layout.error.school'),
    kind: z.enum(kindCodes, 'diplomas.layout.error.kind'),
    use: z.enum(layoutUses, 'diplomas.layout.error.use'),
    paper: z.enum(paperNames, 'diplomas.layout.error.paper'),
    name,
    ...days,
  }),
  async find(db, input, { app }) {
    const known = await institutionNames(db, [input.institution], dayOf(app.clock))
    if (!known.has(input.institution)) throw notFound()
    return { institution: input.institution }
  },
  about: ({ institution }) => ({ institution }),
  async run(tx, { input }) {
    refuseBackwards(input)
    const { width_mm, height_mm, pages } = papers[input.paper]
    const row = {
      institution_id: input.institution,
      kind_code: input.kind,
      use: input.use,
      form: 'placed' as const,
      name: input.name,
      from_date: input.from_date,
      to_date: input.to_date,
      width_mm,
      height_mm,
      pages,
      fields: firstFields(width_mm, height_mm, input.use),
    }
    const id = await insertLayout(tx, row)
    const { fields: _, ...after } = row
    return {
      result: { id },
      changes: [{ subject: 'diplomas.layout', id, institution: input.institution, before: null, after }],
    }
  },
})

const Row = z.object({
  field: z.enum(fieldNames, 'diplomas.layout.error.field'),
  page: z.coerce.number().int().min(1).max(4),
  x: mm(0, 500),
  y: mm(0, 500),
  width: mm(5, 500),
  size: typedNumber(4, 60, 'diplomas.layout.error.size_pt'),
  align: z.enum(aligns),
  remove: z.stringbool().default(false),
})
/** The row for one more field stays empty as a rule. */
const More = z.object({
  field: z.enum(fieldNames).optional(),
  page: z.coerce.number().int().min(1).max(4).default(1),
})
const shift = z.string().default('0').pipe(mm(-50, 50))

/** Places the fields; `shift_x` and `shift_y` move all of them, for a printer that is off by as much. */
export const saveLayout = defineAction({
  name: 'diplomas.save-layout',
  permission,
  input: z.object({
    layout: z.uuid(),
    version: z.coerce.number().int(),
    name,
    ...days,
    rows: z.array(Row).max(80).default([]),
    more: More.default({ page: 1 }),
    shift_x: shift,
    shift_y: shift,
  }),
  find: (db, input) => getLayout(db, input.layout),
  about: (layout) => placeOf(layout),
  async run(tx, { input, target: layout }) {
    refuseBackwards(input)
    const fields = input.rows.flatMap((row): PlacedField[] => {
      const { field, page, width, size, align } = row
      const place = { x: tenth(row.x + input.shift_x), y: tenth(row.y + input.shift_y) }
      return row.remove ? [] : [{ field, page, ...place, width, size, align }]
    })
    if (input.more.field) fields.push(newField(layout, input.more.field, input.more.page))
    refuseOutside(layout, input.rows, fields)
    return change(tx, layout, input.version, {
      name: input.name,
      from_date: input.from_date,
      to_date: input.to_date,
      fields,
      backgrounds: layout.backgrounds,
    })
  },
})

const newField = (layout: LayoutRow, field: PlacedField['field'], page: number): PlacedField => ({
  field,
  page,
  x: tenth(layout.width_mm * 0.2),
  y: tenth(layout.height_mm * 0.5),
  width: field === 'qr' ? 25 : tenth(layout.width_mm * 0.6),
  size: 12,
  align: 'center',
})

const tenth = (value: number): number => Math.round(value * 10) / 10

function refuseBackwards({ from_date, to_date }: { from_date: string | null; to_date: string | null }): void {
  if (from_date && to_date && to_date < from_date)
    throw invalid({ to_date: 'diplomas.layout.error.backwards' })
}

/** What would be printed beside the paper, named by the row it was typed in. */
function refuseOutside(
  layout: LayoutRow,
  rows: readonly { remove: boolean }[],
  fields: readonly PlacedField[],
): void {
  const places = rows.flatMap((row, at) => (row.remove ? [] : [at]))
  const faults: Record<string, string> = {}
  for (const [nth, field] of fields.entries()) {
    const at = places[nth]
    if (at === undefined) continue
    if (field.page > layout.pages) faults[`rows.${at}.page`] = 'diplomas.layout.error.page'
    if (field.x < 0 || field.x + field.width > layout.width_mm)
      faults[`rows.${at}.x`] = 'diplomas.layout.error.outside'
    if (field.y < 0 || field.y > layout.height_mm) faults[`rows.${at}.y`] = 'diplomas.layout.error.outside'
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

const picturePurpose: Purpose = {
  purpose: 'layout-picture',
  maxBytes: 12 * 1024 * 1024,
  types: ['png', 'jpeg'],
}
/** A little more than the picture, for the fields beside it. */
export const layoutMaxBody = picturePurpose.maxBytes + 256 * 1024

/** Puts a picture under a page, or takes it away (no file). */
export const setLayoutPicture = defineAction({
  name: 'diplomas.set-layout-picture',
  permission,
  input: z.object({
    layout: z.uuid(),
    version: z.coerce.number().int(),
    page: z.coerce.number().int().min(1).max(4),
    file: z.instanceof(File).optional(),
    remove: z.stringbool().default(false),
  }),
  find: (db, input) => getLayout(db, input.layout),
  about: (layout) => placeOf(layout),
  async run(tx, { input, target: layout, app }) {
    if (input.page > layout.pages) throw invalid({ page: 'diplomas.layout.error.page' })
    if (!input.file && !input.remove) throw invalid({ file: 'diplomas.layout.error.picture' })
    const hash = input.file && !input.remove ? await keep(input.file) : ''
    const backgrounds = Array.from({ length: layout.pages }, (_, at) =>
      at === input.page - 1 ? hash : (layout.backgrounds[at] ?? ''),
    )
    return change(tx, layout, input.version, { ...layout, backgrounds })

    async function keep(file: File): Promise<string> {
      try {
        return (await receive(app.files, file.stream(), file.name, picturePurpose)).hash
      } catch (error) {
        if (error instanceof FileError && error.code !== 'disk_full')
          throw invalid({ file: 'diplomas.layout.error.picture' })
        throw error
      }
    }
  },
})

/** Layouts for all are data of the installation; schools change their own. */
function placeOf(layout: LayoutRow) {
  if (layout.institution_id === null) throw precondition('diplomas.layout.error.standard')
  return { institution: layout.institution_id }
}

async function change(tx: Tx, layout: LayoutRow, version: number, next: LayoutChange) {
  if (layout.version !== version || (await updateLayout(tx, layout, next)) === 0) throw conflict()
  const told = ({ name: label, from_date, to_date, fields, backgrounds }: LayoutChange) => ({
    name: label,
    from_date,
    to_date,
    fields: fields.length,
    pictures: backgrounds.filter((hash) => hash !== '').length,
  })
  return {
    result: { id: layout.id },
    changes: [
      {
        subject: 'diplomas.layout',
        id: layout.id,
        institution: layout.institution_id!,
        before: told(layout),
        after: told(next),
      },
    ],
  }
}
