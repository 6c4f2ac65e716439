import type { InstitutionOption } from '#modules/institutions/index.ts'
import type { LoadContext } from '#platform/pages/page.ts'
import { arrange, type TableQuery } from './digital-table.ts'
import { digitalParts, readTable } from './store/digital.ts'

/** The schools a reader reaches that are in operation, each with its shares. */
export async function loadTable(
  { db, app, today }: Pick<LoadContext, 'db' | 'app' | 'today'>,
  options: readonly InstitutionOption[],
  query: TableQuery,
) {
  const parts = digitalParts(app)
  const schools = options.filter((option) => option.is_active)
  const rows = arrange(await readTable(db, parts, { schools, day: today }), query)
  return { parts, rows, query, types: [...new Set(schools.map((school) => school.type))] }
}
