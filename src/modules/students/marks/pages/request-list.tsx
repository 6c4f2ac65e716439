import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { Empty, PageHeader, Pager, Tabs } from '#ui/index.ts'
import { listRequests, remarkDays } from '../store/request.ts'
import { markAfter, readMomentMark } from '../../moment-mark.ts'
import { RequestList } from './request-list-part.tsx'

const Query = z.object({
  xem: z.enum(['cho', 'xong']).default('cho').catch('cho'),
  sau: z.string().max(100).optional().catch(undefined),
})
type Query = z.output<typeof Query>
const pageSize = 50

/** Requests for remarks and corrections: those of the institutions one reads, and those one is asked to mark. */
export const requestList = definePage({
  path: '/de-nghi-diem',
  permission: 'signed-in',
  query: Query,
  load: loadList,
  title: (_data, t) => t('students.marks.request.title'),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.map((row) => row.person_id) }),
  view: ({ rows, last, query, remark, isReader }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader title={t('students.marks.request.title')} lead={t('students.marks.request.lead')} />
        <Tabs
          label={t('students.marks.request.title')}
          items={(['cho', 'xong'] as const).map((one) => ({
            href: one === 'cho' ? '/de-nghi-diem' : '/de-nghi-diem?xem=xong',
            label: t.dynamic(`students.marks.request.tab.${one}`),
            current: one === query.xem,
          }))}
        />
        <RequestList
          requests={rows}
          context={context}
          empty={
            <Empty title={t('students.marks.request.none')}>{t('students.marks.request.none_hint')}</Empty>
          }
        />
        <Pager
          label={t('students.marks.paging')}
          next={last ? `/de-nghi-diem?xem=${query.xem}&sau=${markAfter(last)}` : undefined}
          nextLabel={t('students.marks.next')}
          previous={query.sau ? `/de-nghi-diem?xem=${query.xem}` : undefined}
          previousLabel={t('students.marks.first_page')}
        />
        <p class="mt-6 max-w-prose text-sm text-muted">
          {t('students.marks.remark.window', { days: remark.days })}{' '}
          {!remark.isVerified && t('students.marks.remark.unverified')}{' '}
          {isReader && <a href="/so-hoa/nguong">{t('students.marks.remark.set')}</a>}
        </p>
      </>
    )
  },
})

async function loadList({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const places = reach(actor, 'students.read')
  const isReader = places === 'all' || places.length > 0
  const person = actor.kind === 'account' ? actor.personId : undefined
  const filter = isReader
    ? { places }
    : { places: 'all' as const, marker: person ?? '00000000-0000-0000-0000-000000000000' }
  const rows = await listRequests(
    db,
    { ...filter, isOpen: query.xem === 'cho' },
    { after: readMomentMark(query.sau), limit: pageSize + 1 },
  )
  return {
    rows: rows.slice(0, pageSize),
    last: rows.length > pageSize ? rows[pageSize - 1] : undefined,
    query,
    remark: await remarkDays(db, today),
    isReader,
  }
}
