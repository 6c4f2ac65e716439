import type { Tx } from '#platform/db/database.ts'
import { listHidden, listItems, replaceItems } from '../store/item.ts'
import type { ItemLine } from './input.ts'

/** Orders the items of a collection by the numbers typed; two of one number keep their order. Those the editor may not see stay where they are. */
export async function saveItems(
  tx: Tx,
  versionId: string,
  lines: readonly ItemLine[],
  remove: string | undefined,
): Promise<void> {
  const hidden = (await listHidden(tx, versionId)).map((item) => ({ ...item, place: item.position }))
  const known = await listItems(tx, versionId)
  if (known.length + hidden.length === 0) return
  const said = new Map(lines.map((line) => [line.resource_id, line]))
  const next = known
    .map((item) => ({
      resource_id: item.resource_id,
      place: said.get(item.resource_id)?.place ?? item.position,
      position: item.position,
      is_fixed: said.has(item.resource_id)
        ? (said.get(item.resource_id)!.fixed ?? false)
        : item.fixed_number !== null,
      note: said.has(item.resource_id) ? (said.get(item.resource_id)!.note ?? null) : item.note,
    }))
    .concat(hidden)
    .filter((item) => remove !== `item:${item.resource_id}`)
    // A place given to one that others hold goes before them when it moved up, behind when it moved down.
    .toSorted((a, b) => a.place - b.place || direction(a) - direction(b) || a.position - b.position)
  await replaceItems(tx, versionId, next)
}

const direction = (item: { place: number; position: number }): number => Math.sign(item.place - item.position)
