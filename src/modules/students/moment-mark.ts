import { readPageMark, writePageMark, type PageMark } from '#platform/pages/page-mark.ts'

/** Where the page after this request begins: lists by the moment of asking. */
export const markAfter = (one: { asked_at: Date; id: string }): string =>
  encodeURIComponent(writePageMark(one.asked_at.toISOString(), one.id))

/** The place a mark names, when its key is a moment as `markAfter` writes one; else the list begins anew. */
export function readMomentMark(text: string | undefined): PageMark | undefined {
  const mark = readPageMark(text)
  const moment = new Date(mark?.key ?? '')
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === mark?.key ? mark : undefined
}
