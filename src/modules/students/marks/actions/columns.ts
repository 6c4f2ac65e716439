import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { defaultColumns } from '../default-columns.ts'
import { mostColumns, type MarkColumn } from '../mark.ts'
import { getSheetTarget, sheetLock, sheetPlace } from '../sheet.ts'
import { columnName } from '../stored-words.ts'
import { deleteColumn, insertColumns, updateColumn } from '../store/column.ts'
import { holdSection } from '../store/posting.ts'
import { getRules } from '../../store/policy.ts'
import { listColumns } from '../store/sheet.ts'

const day = z
  .string()
  .optional()
  .transform((text, context): string | null => {
    const read = text ? parseDate(text) : null
    if (read === undefined) context.addIssue({ code: 'custom', message: 'students.marks.error.day' })
    return read ?? null
  })
const name = z.string('students.marks.error.name').trim().min(1, 'students.marks.error.name').max(40)

/** Makes the columns a sheet begins with. */
export const openSheet = defineAction({
  name: 'students.open-mark-sheet',
  permission: 'students.teach',
  input: z.object({ section: z.uuid() }),
  find: (db, input, { actor, app }) => getSheetTarget(db, input.section, { actor, today: dayOf(app.clock) }),
  about: sheetPlace,
  async run(tx, { target: { section }, actor }) {
    const lock = sheetLock(section, actor)
    if (lock) throw precondition(lock)
    await holdSection(tx, section, true)
    const there = await listColumns(tx, section.id)
    const wanted = there.length > 0 ? [] : defaultColumns(await getRules(tx, section.grading_policy_id))
    return { result: { section: section.id }, changes: await insertColumns(tx, section, wanted) }
  },
})

/** Adds a test; exams are added by opening a further sitting. */
export const addColumn = defineAction({
  name: 'students.add-mark-column',
  permission: 'students.teach',
  input: z.object({
    section: z.uuid(),
    kind: z.enum(['regular', 'periodic']),
    name: name.optional(),
    held_on: day,
  }),
  find: (db, input, { actor, app }) => getSheetTarget(db, input.section, { actor, today: dayOf(app.clock) }),
  about: sheetPlace,
  async run(tx, { input, target: { section }, actor }) {
    const lock = sheetLock(section, actor) ?? (section.posted_at ? 'students.marks.error.closed' : undefined)
    if (lock) throw precondition(lock)
    await holdSection(tx, section, true)
    const columns = await listColumns(tx, section.id)
    if (columns.length >= mostColumns) throw invalid({ name: 'students.marks.error.many_columns' })
    const position =
      Math.max(0, ...columns.filter((one) => one.kind === input.kind).map((one) => one.position)) + 1
    const column = {
      kind: input.kind,
      position,
      name: input.name ?? columnName(input.kind, position),
      held_on: input.held_on,
      sitting: 1,
    }
    return { result: { section: section.id }, changes: await insertColumns(tx, section, [column]) }
  },
})

/** Names a column anew, says when the test was held, or takes an empty one away. */
export const editColumn = defineAction({
  name: 'students.edit-mark-column',
  permission: 'students.teach',
  input: z.object({
    section: z.uuid(),
    column: z.uuid('students.marks.error.no_column'),
    name: name.optional(),
    held_on: day,
    remove: z.stringbool().optional(),
  }),
  find: (db, input, { actor, app }) => getSheetTarget(db, input.section, { actor, today: dayOf(app.clock) }),
  about: sheetPlace,
  async run(tx, { input, target: { section }, actor }) {
    const lock = sheetLock(section, actor)
    if (lock) throw precondition(lock)
    await holdSection(tx, section, true)
    const column = (await listColumns(tx, section.id)).find((one) => one.id === input.column)
    if (!column) throw notFound()
    const after = input.remove ? await remove(tx, column) : await change(tx, column, input)
    return {
      result: { section: section.id, isGone: after === null },
      changes: [
        {
          subject: 'students.mark_column',
          id: column.id,
          institution: section.institution_id,
          before: { name: column.name, held_on: column.held_on },
          after,
        },
      ],
    }
  },
})

async function remove(tx: Tx, column: MarkColumn): Promise<null> {
  if (!(await deleteColumn(tx, column.id))) throw invalid({ column: 'students.marks.error.column_used' })
  return null
}

async function change(
  tx: Tx,
  column: MarkColumn,
  input: { name?: string | undefined; held_on: string | null },
) {
  const next = { name: input.name ?? column.name, held_on: input.held_on ?? column.held_on }
  if (!(await updateColumn(tx, column.id, next))) throw precondition('students.marks.error.closed')
  return next
}
