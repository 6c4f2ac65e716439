import { z } from 'zod'
import { may, reach } from '#platform/access.ts'
import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { Badge, Empty, LinkButton, PageHeader, Pager, Table, Tabs } from '#ui/index.ts'
import { listRecognitions } from '../store/recognition.ts'
import { markAfter, readMomentMark } from '../../moment-mark.ts'

const Query = z.object({
  xem: z.enum(['cho', 'xong']).default('cho').catch('cho'),
  sau: z.string().max(100).optional().catch(undefined),
})
type Query = z.output<typeof Query>
const pageSize = 50
export const recognitionKind = { asked: 'warning', granted: 'success', refused: 'neutral' } as const

/** Requests for recognition of earlier results and for exemption. */
export const recognitionList = definePage({
  path: '/cong-nhan',
  permission: 'students.read',
  query: Query,
  load: loadList,
  title: (_data, t) => t('students.marks.recognition.title'),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.map((row) => row.person_id) }),
  view: ({ rows, last, query, mayAdd }, { t }) => (
    <>
      <PageHeader
        title={t('students.marks.recognition.title')}
        lead={t('students.marks.recognition.lead')}
        actions={
          mayAdd && <LinkButton href="/cong-nhan/moi">{t('students.marks.recognition.add')}</LinkButton>
        }
      />
      <Tabs
        label={t('students.marks.recognition.title')}
        items={(['cho', 'xong'] as const).map((one) => ({
          href: one === 'cho' ? '/cong-nhan' : '/cong-nhan?xem=xong',
          label: t.dynamic(`students.marks.request.tab.${one}`),
          current: one === query.xem,
        }))}
      />
      <Table
        caption={t('students.marks.recognition.title')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/cong-nhan/${row.id}`}
        columns={[
          {
            key: 'full_name',
            label: t('students.marks.field.learner'),
            render: (row) => `${row.full_name} (${row.learner_code})`,
          },
          {
            key: 'unit',
            label: t('students.marks.field.unit'),
            render: (row) => `${row.unit_code} ${row.unit_name}`,
          },
          {
            key: 'basis',
            label: t('students.marks.field.basis'),
            render: (row) => t.dynamic(`students.marks.basis.${row.basis}`),
          },
          {
            key: 'scope',
            label: t('students.marks.field.scope'),
            render: (row) => t.dynamic(`students.marks.scope.${row.scope}`),
          },
          {
            key: 'state',
            label: t('students.marks.field.state'),
            render: (row) => (
              <Badge kind={recognitionKind[row.state]}>
                {t.dynamic(`students.marks.recognition_state.${row.state}`)}
              </Badge>
            ),
          },
        ]}
        empty={
          <Empty title={t('students.marks.recognition.none')}>
            {t('students.marks.recognition.none_hint')}
          </Empty>
        }
      />
      <Pager
        label={t('students.marks.paging')}
        next={last ? `/cong-nhan?xem=${query.xem}&sau=${markAfter(last)}` : undefined}
        nextLabel={t('students.marks.next')}
        previous={query.sau ? `/cong-nhan?xem=${query.xem}` : undefined}
        previousLabel={t('students.marks.first_page')}
      />
    </>
  ),
})

async function loadList({ db, actor, query }: LoadContext<Record<string, string>, Query>) {
  const after = readMomentMark(query.sau)
  const filter = { places: reach(actor, 'students.read'), isOpen: query.xem === 'cho' }
  const rows = await listRecognitions(db, filter, { after, limit: pageSize + 1 })
  return {
    rows: rows.slice(0, pageSize),
    last: rows.length > pageSize ? rows[pageSize - 1] : undefined,
    query,
    mayAdd: may(actor, 'students.edit') && reach(actor, 'students.edit') !== 'all',
  }
}
