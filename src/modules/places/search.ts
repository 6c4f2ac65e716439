import { systemClock, today } from '#platform/clock.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { SearchSource } from '#platform/module.ts'
import { listUnits, listWithoutHeir, type ListedUnit } from './store/search.ts'
import type { Unit } from './unit.ts'
import { periodOf, unitHref } from './words-of-units.ts'

/** Units by name of any time: an old name leads to the unit of today, one abolished without heir to itself. */
export const unitSearch: SearchSource = {
  permission: 'public',
  label: 'places.search.label',
  async find(db, { text, limit, t }) {
    const on = today(systemClock)
    const found = await listUnits(db, { on, text, limit })
    const ended =
      found.length < limit ? await listWithoutHeir(db, { on, text, limit: limit - found.length }) : []
    return [
      ...found.map((unit) => hit(unit, detailOf(unit, t), t)),
      ...ended.map((unit) => hit(unit, periodOf(unit, t), t)),
    ]
  },
}

function hit(unit: Unit, detail: string, t: Translate) {
  return { title: unit.name, detail, href: unitHref(unit), kind: t(`places.type.${unit.type}`) }
}

function detailOf(unit: ListedUnit, t: Translate): string {
  const earlier = unit.found_by.filter((each) => each.from_date < unit.from_date)
  const above = unit.parent_name ?? periodOf(unit, t)
  if (earlier.length === 0) return above
  return `${above} · ${t('places.list.before', { day: t.date(unit.from_date), names: earlier.map((each) => each.name).join(', ') })}`
}
