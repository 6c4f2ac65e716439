import { may, reach } from '#platform/access.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Empty, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { stateKind } from '../../teaching/pages/section/section-words.tsx'
import { listOwnSheets, listSubmitted, type WaitingSheet } from '../store/waiting.ts'

const most = 200

/** Sheets one has to fill, and for the office those handed in. All others open from their section. */
export const sheetList = definePage({
  path: '/bang-diem',
  permission: 'signed-in',
  load: loadList,
  title: (_data, t) => t('students.marks.list.title'),
  view: ({ own, submitted, isOffice }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.marks.list.title')}
          lead={t('students.marks.list.lead')}
          actions={
            <LinkButton kind="secondary" href="/lop-hoc-phan">
              {t('students.marks.list.sections')}
            </LinkButton>
          }
        />
        {isOffice && (
          <Section title={t('students.marks.list.submitted')}>
            <Sheets
              rows={submitted}
              context={context}
              name={t('students.marks.list.submitted')}
              none={t('students.marks.list.none_submitted')}
            />
          </Section>
        )}
        <Section title={t('students.marks.list.own')}>
          <Sheets
            rows={own}
            context={context}
            name={t('students.marks.list.own')}
            none={t('students.marks.list.none_own')}
          />
        </Section>
      </>
    )
  },
})

async function loadList({ db, actor, today }: LoadContext) {
  const person = actor.kind === 'account' && may(actor, 'students.teach') ? actor.personId : undefined
  const places = reach(actor, 'students.edit')
  const isOffice = places !== 'all' && places.length > 0
  return {
    isOffice,
    own: person ? await listOwnSheets(db, person, today, most) : [],
    submitted: isOffice ? await listSubmitted(db, places, most) : [],
  }
}

function Sheets({
  rows,
  context: { t },
  name,
  none,
}: {
  rows: readonly WaitingSheet[]
  context: ViewContext
  name: string
  none: string
}) {
  return (
    <Table
      caption={name}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/bang-diem/${row.id}`}
      columns={[
        { key: 'name', label: t('students.marks.field.section'), render: (row) => row.name },
        { key: 'class_code', label: t('students.marks.field.class'), render: (row) => row.class_code ?? '–' },
        { key: 'term_name', label: t('students.marks.field.term') },
        {
          key: 'filled',
          label: t('students.marks.field.filled'),
          align: 'end',
          render: (row) => `${t.number(row.filled)} / ${t.number(row.learners * row.columns)}`,
        },
        {
          key: 'state',
          label: t('students.marks.field.state'),
          render: (row) => (
            <Badge kind={row.return_reason ? 'warning' : stateKind[row.state]}>
              {row.return_reason
                ? t('students.marks.list.returned')
                : t.dynamic(`students.marks.state.${row.state}`)}
            </Badge>
          ),
        },
      ]}
      empty={<Empty title={none} />}
    />
  )
}
