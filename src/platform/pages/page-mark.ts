import { z } from 'zod'

/** Where a page of a list begins: after the row with this sort key and id. */
export type PageMark = { key: string; id: string }

/** A place in a list as text for the address: `key~id`. */
export const writePageMark = (key: string, id: string): string => `${key}~${id}`

/** The place a mark names; undefined where there is none or it was not made by `writePageMark`: the list begins anew. */
export function readPageMark(text: string | undefined): PageMark | undefined {
  const at = text?.lastIndexOf('~') ?? -1
  if (!text || at < 1) return undefined
  const key = text.slice(0, at)
  const id = z.uuid().safeParse(text.slice(at + 1))
  // Text with a zero character is none the database could have given, and none it takes.
  return id.success && !key.includes('\0') ? { key, id: id.data } : undefined
}
