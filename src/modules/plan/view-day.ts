import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'
import type { At } from './store/located.ts'

/** The part of every address here that says which day is read, and with which units. */
export const DayQuery = z.object({
  ngay: z.string().max(20).optional(),
  'don-vi': z.enum(['khi-do', 'hien-nay']).catch('khi-do').default('khi-do'),
})
export type DayQuery = z.infer<typeof DayQuery>

export type ViewDay = At & {
  /** Why the day asked for is not the day shown. */
  problem: 'plan.day.unreadable' | 'plan.day.future' | null
}

/** The day to show: the one asked for, as d/m/yyyy or yyyy-mm-dd, but never one that is still to come. */
export function viewDay(query: DayQuery, today: string): ViewDay {
  const units = query['don-vi'] === 'hien-nay' ? 'now' : 'then'
  const asked = query.ngay === undefined ? today : parseDate(query.ngay)
  if (asked === undefined) return { asOf: today, today, units, problem: 'plan.day.unreadable' }
  if (asked > today) return { asOf: today, today, units, problem: 'plan.day.future' }
  return { asOf: asked, today, units, problem: null }
}

/** An address that keeps the day and the units; what is undefined is left out. */
export function address(path: string, at: At, more: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  if (at.asOf !== at.today) query.set('ngay', at.asOf)
  if (at.units === 'now') query.set('don-vi', 'hien-nay')
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
