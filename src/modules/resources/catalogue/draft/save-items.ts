import type { Tx } from '#platform/db/database.ts'
import { listItems, replaceItems } from '../store/item.ts'
import type { ItemLine } from './input.ts'

/** Orders the items of a collection by the numbers typed; two of one number keep their order. */
export async function saveItems(
  tx: Tx,
  versionId: string,
  lines: readonly ItemLine[],
  remove: string | undefined,
): Promise<void> {
  const known = await listItems(tx, versionId)
  if (known.length === 0) return
  const said = new Map(lines.map((line) => [line.resource_id, line]))
  const next = known
    .filter((item) => remove !== `item:${item.resource_id}`)
    .map((item) => ({
      resource_id: item.resource_id,
      place: said.get(item.resource_id)?.place ?? item.position,
      position: item.position,
      is_fixed: said.has(item.resource_id)
        ? (said.get(item.resource_id)!.fixed ?? false)
        : item.fixed_number !== null,
      note: said.has(item.resource_id) ? (said.get(item.resource_id)!.note ?? null) : item.note,
    }))
    // A place given to one that others hold goes before them when it moved up, behind when it moved down.
    .toSorted((a, b) => a.place - b.place || direction(a) - direction(b) || a.position - b.position)
  await replaceItems(tx, versionId, next)
}

const direction = (item: { place: number; position: number }): number => Math.sign(item.place - item.position)
