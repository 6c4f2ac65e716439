import { z } from 'zod'
import { defineAction } from '../actions/define.ts'
import { invalid, precondition } from '../errors.ts'
import { matchColumns, type ColumnChoice, type FieldSpec } from '../sheets/index.ts'
import { included, placeOf, type BatchRow, type FoundList } from './batch.ts'
import type { AnyImport } from './define.ts'
import { goOn, rowsAtOnce, setToWork } from './go-on.ts'
import { matched } from './read-lists.ts'
import { batchChange } from './steps.ts'
import { deleteRows, holdBatch, patchBatch, rememberColumns } from './store.ts'

const Column = z.coerce.number().int().min(0).max(16_384)
const Input = z.object({
  id: z.uuid(),
  /** By `t<position of the list>`. */
  lists: z.record(
    z.string(),
    z.object({
      included: z.stringbool().optional(),
      /** By field key: one column … */
      one: z.record(z.string(), Column.optional()).optional(),
      /** … or one column for each choice, by `c_<choice>` (a bare number in a name would read as a place in a list). */
      each: z.record(z.string(), z.record(z.string(), Column.optional())).optional(),
    }),
  ),
})

/** Sets which column answers which field, keeps it for the next file with this header, and reads the rows. */
export const columnsAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.columns`,
    permission: spec.permission,
    input: Input,
    find: async (db, { id }) => ({ row: await holdBatch(db, id, spec.kind) }),
    about: ({ row }) => placeOf(spec, row),
    async run(tx, { input, target: { row }, actor, app, lang }) {
      if (!mayMatch(row)) throw precondition('imports.error.wrong_state')
      const tables = row.tables.map((list, at) => rematch(spec, list, input.lists[`t${at}`]))
      refuseMissing(tables)
      for (const [at, list] of tables.entries()) {
        if (list.isIncluded)
          await rememberColumns(
            tx,
            row.kind,
            row.institution_id,
            list.fingerprint,
            chosen(spec, input.lists[`t${at}`]),
          )
      }
      await deleteRows(tx, row.id)
      await patchBatch(tx, row.id, { tables, counts: {} })
      const isLarge = included(tables).reduce((sum, list) => sum + list.rows, 0) > rowsAtOnce
      const result = await setToWork(tx, spec, row, 'checking', { actor, app, lang, isLarge })
      return {
        result,
        changes: [batchChange(row, { state: 'checking', columns: tables.map((list) => list.matches) })],
      }
    },
    after: goOn(spec),
  })

/** May columns be set now? Not while work goes on, nor after committing. */
export function mayMatch(row: Pick<BatchRow, 'state' | 'tables'>): boolean {
  return ['matching', 'ready', 'failed'].includes(row.state) && row.tables.length > 0
}

type ListInput = z.infer<typeof Input>['lists'][string] | undefined

function rematch(spec: AnyImport, list: FoundList, input: ListInput): FoundList {
  const matching = matchColumns(list, spec.fields, { overrides: chosen(spec, input) })
  return { ...list, ...matched(matching), isConfident: true, isIncluded: input?.included ?? false }
}

/** The form names every field, so that nothing is guessed behind the person's back. */
function chosen(spec: AnyImport, input: ListInput): ColumnChoice {
  return Object.fromEntries(spec.fields.map((field) => [field.key, choiceFor(field, input)]))
}

function choiceFor(field: FieldSpec, input: ListInput): ColumnChoice[string] {
  const each = Object.entries(input?.each?.[field.key] ?? {}).flatMap(([choice, column]) =>
    column === undefined ? [] : [[choice.replace(/^c_/, ''), column] as const],
  )
  if (each.length > 0) return Object.fromEntries(each)
  return input?.one?.[field.key] ?? null
}

function refuseMissing(tables: readonly FoundList[]): void {
  if (included(tables).length === 0) throw invalid({ 'lists.t0.included': 'imports.columns.no_list' })
  const errors = tables.flatMap((list, at) =>
    list.isIncluded
      ? list.missing.map((key) => [`lists.t${at}.one.${key}`, 'imports.columns.required'] as const)
      : [],
  )
  if (errors.length > 0) throw invalid(Object.fromEntries(errors))
}
