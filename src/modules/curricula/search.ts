import { searchOccupations } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { systemClock, today } from '#platform/clock.ts'
import type { SearchSource } from '#platform/module.ts'
import { listProgrammes } from './store/programme.ts'

/** Programmes in the global search. */
export const programmeSearch: SearchSource = {
  permission: 'public',
  label: 'curricula.nav',
  async find(db, { actor, text, limit, t }) {
    const filter = { text, drafts: reach(actor, 'curricula.read') }
    const { rows } = await listProgrammes(db, today(systemClock), filter, { limit })
    return rows.map((row) => ({
      title: row.name,
      detail: `${t.dynamic(`institutions.level.${row.level}`)} · ${row.code}`,
      href: `/chuong-trinh/${row.id}`,
      kind: t('curricula.nav'),
    }))
  },
}

/** Occupations of the national list. */
export const occupationSearch: SearchSource = {
  permission: 'public',
  label: 'curricula.occupations.nav',
  async find(db, { text, limit, t }) {
    const rows = await searchOccupations(db, today(systemClock), { text })
    return rows.slice(0, limit).map((row) => ({
      title: row.name,
      detail: `${t.dynamic(`institutions.level.${row.level}`)} · ${row.code}`,
      href: `/nganh-nghe/${row.code}`,
      kind: t('curricula.occupations.nav'),
    }))
  },
}
