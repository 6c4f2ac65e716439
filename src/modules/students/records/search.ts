import { reach } from '#platform/access.ts'
import { systemClock, today } from '#platform/clock.ts'
import type { SearchSource } from '#platform/module.ts'
import { foldSpelling } from '#platform/text/index.ts'
import { listLearners } from './store/learner-list.ts'

/** Learners in the global search, by name or code: those whose name has the very marks typed come first. */
export const learnerSearch: SearchSource = {
  permission: 'students.read',
  label: 'students.search',
  async find(db, { actor, text, limit, t }) {
    const filter = { text, day: today(systemClock), reach: reach(actor, 'students.read') }
    const rows = await listLearners(db, filter, { limit: limit * 3 })
    const wanted = foldSpelling(text)
    const isExact = (name: string) => foldSpelling(name).includes(wanted)
    return rows
      .toSorted((a, b) => Number(isExact(b.full_name)) - Number(isExact(a.full_name)))
      .slice(0, limit)
      .map((row) => ({
        title: row.full_name,
        detail: [row.code, row.class_code, row.programme_name, t.dynamic(`students.state.${row.state}`)]
          .filter(Boolean)
          .join(' · '),
        href: `/hoc-sinh/${row.learner_id}`,
        kind: t('students.search'),
      }))
  },
}
