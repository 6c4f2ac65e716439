import { z } from 'zod'
import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { Empty } from '#ui/index.ts'
import { chooseSchool, schoolsFor } from '../../records/pages/parts.tsx'
import { TableQuery } from '../digital-table.ts'
import { loadTable } from '../load-table.ts'
import { DigitalSchool, loadSchool, SchoolQuery } from './digital-school.tsx'
import { DigitalTable } from './digital-table.tsx'

const Query = TableQuery.extend({ 'co-so': z.string().max(100).optional().catch(undefined) }).extend(
  SchoolQuery.shape,
)
type Query = z.output<typeof Query>

/** Digitisation meter: for readers of several schools a table of them, and each school with those who are missing. */
export const digitalPage = definePage({
  path: '/so-hoa',
  permission: 'students.read',
  query: Query,
  load: loadMeter,
  looks: ({ school }) => school && { subject: 'people.person', ids: school.people },
  title: (_data, t) => t('students.digital.title'),
  view: ({ table, school }, context) => {
    if (table) return <DigitalTable data={table} context={context} />
    if (school) return <DigitalSchool data={school} context={context} />
    return <Empty title={context.t('students.graduation.no_school')} />
  },
})

async function loadMeter(context: LoadContext<Record<string, string>, Query>) {
  const { db, actor, query, today } = context
  const options = await schoolsFor(db, actor, today, 'students.read')
  const code = query['co-so']
  if (options.length > 1 && !options.some((option) => option.code === code))
    return { table: await loadTable(context, options, query), school: undefined }
  const school = chooseSchool(options, code)
  return { table: undefined, school: school && (await loadSchool(context, { options, school, query })) }
}
