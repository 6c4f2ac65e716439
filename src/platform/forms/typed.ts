import { z } from 'zod'
import { parseDate } from '../text/index.ts'

/** A day as people type it (`5/3/2026`), read as `yyyy-mm-dd`; `message` is what a text that is no day is answered. */
export const typedDay = (message: string, missing = message) =>
  z.string(missing).transform((text, context): string => {
    const day = parseDate(text)
    if (!day) context.addIssue({ code: 'custom', message })
    return day ?? ''
  })

/** How a stored day stands in a form: as people type it. */
export const dayText = (day: string | null | undefined): string =>
  day ? day.split('-').toReversed().join('/') : ''
