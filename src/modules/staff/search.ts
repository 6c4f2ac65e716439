import { reach } from '#platform/access.ts'
import { systemClock, today } from '#platform/clock.ts'
import type { SearchSource } from '#platform/module.ts'
import { foldSpelling } from '#platform/text/index.ts'
import { listStaff } from './store/list.ts'

/** Staff in the global search: those whose name has the very marks typed come first. */
export const staffSearch: SearchSource = {
  permission: 'staff.read',
  label: 'staff.nav',
  async find(db, { actor, text, limit, t }) {
    const filter = {
      text,
      standing: 'held',
      day: today(systemClock),
      reach: reach(actor, 'staff.read'),
    } as const
    const rows = await listStaff(db, filter, { limit: limit * 3 })
    const wanted = foldSpelling(text)
    const isExact = (name: string) => foldSpelling(name).includes(wanted)
    return rows
      .toSorted((a, b) => Number(isExact(b.full_name)) - Number(isExact(a.full_name)))
      .slice(0, limit)
      .map((row) => ({
        title: row.full_name,
        detail: row.title ?? t.dynamic(`staff.role.${row.role}`),
        href: `/nhan-su/${row.person_id}`,
        kind: t('staff.nav'),
      }))
  },
}
