import { z } from 'zod'
import { birthText } from '#modules/people/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Button, Empty, Form, PageHeader, Pager, Table } from '#ui/index.ts'
import { numberName } from '../../number-name.ts'
import { tieLine } from '../actions/tie-line.ts'
import { listUntied, type UntiedLine } from '../store/tie.ts'

const pageSize = 30
const path = '/so-cu/noi-nguoi'

/** Lines of old registers that may belong to somebody on record, each with who that may be; one click ties them. */
export const tiesPage = definePage({
  path,
  permission: 'diplomas.register',
  query: z.object({ sau: z.string().max(400).optional().catch(undefined) }),
  async load({ db, actor, query }) {
    const rows = await listUntied(db, reach(actor, 'diplomas.register'), {
      after: readPageMark(query.sau),
      limit: pageSize + 1,
    })
    return { isFirst: !query.sau, rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
  },
  looks: ({ rows }) => ({
    subject: 'people.person',
    ids: rows.flatMap((row) => row.candidates.map((one) => one.id)),
  }),
  title: (_data, t) => t('diplomas.old.ties'),
  forms: {
    tie: defineForm({
      action: tieLine,
      then: ({ id }) => ({ to: `/so-cu/dong/${id}`, say: 'diplomas.old.said.tied' }),
    }),
  },
  view: ({ isFirst, rows, hasMore }, context) => {
    const { t } = context
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('diplomas.old.ties')}
          lead={t('diplomas.old.ties_lead')}
          breadcrumb={[{ href: '/so-cu', label: t('diplomas.old.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
        />
        <Table
          caption={t('diplomas.old.ties')}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/so-cu/dong/${row.id}`}
          columns={[
            {
              key: 'name',
              label: t('diplomas.old.field.full_name'),
              render: ({ content: { holder } }) => `${holder.full_name}, ${birthText(holder)}`,
            },
            {
              key: 'serial',
              label: t('diplomas.old.book'),
              render: (row) =>
                `${t.dynamic(`diplomas.kind.${row.kind_code}`)} ${numberName(row, t)}, ${row.content.graduation.year}`,
            },
            {
              key: 'candidates',
              label: t('diplomas.old.holder'),
              render: (row) => <Candidates row={row} context={context} />,
            },
          ]}
          empty={<Empty title={t('diplomas.old.no_ties')}>{t('diplomas.old.no_ties_hint')}</Empty>}
        />
        <Pager
          label={t('diplomas.issuing.list.paging')}
          previous={isFirst ? undefined : path}
          previousLabel={t('diplomas.issuing.list.first')}
          next={
            hasMore && last
              ? `${path}?sau=${encodeURIComponent(writePageMark(last.name_key, last.id))}`
              : undefined
          }
          nextLabel={t('diplomas.issuing.list.next')}
        />
      </>
    )
  },
})

function Candidates({ row, context: { t, form } }: { row: UntiedLine; context: ViewContext }) {
  return (
    <ul class="grid gap-2">
      {row.candidates.map((one) => (
        <li key={one.id}>
          <Form
            bare
            hidden={{ ...form.hidden('tie'), id: row.id, person: one.id, version: row.version }}
            label={`${numberName(row, t)}: ${one.full_name}, ${birthText(one)}`}
          >
            <Button small kind="secondary">
              {t('diplomas.old.tie', { name: one.full_name, birth: birthText(one) })}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  )
}
