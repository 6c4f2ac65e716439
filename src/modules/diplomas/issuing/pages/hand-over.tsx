import { z } from 'zod'
import { birthText } from '#modules/people/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { Button, Empty, Form, FormActions, LinkButton, PageHeader, Pager, Section, Table } from '#ui/index.ts'
import { handOver } from '../actions/hand-over.ts'
import { listLines } from '../store/line.ts'
import { getRun } from '../store/run.ts'
import { HandOverFields } from './hand-over-fields.tsx'
import { Numbers, runName } from './words.tsx'

const pageSize = 100

/** Handing over many of one issue at once: tick who came, say when. */
export const handOverPage = definePage({
  path: '/cap-bang/:id/trao',
  permission: 'diplomas.register',
  params: z.object({ id: z.uuid() }),
  query: z.object({ sau: z.string().max(400).optional().catch(undefined) }),
  async load({ db, params, query }) {
    const run = await getRun(db, params.id)
    const after = readPageMark(query.sau)
    const rows = await listLines(db, run.id, { view: 'waiting', after }, pageSize + 1)
    return { run, query, rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
  },
  about: ({ run }) => ({ institution: run.institution_id }),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.flatMap((row) => row.person_id ?? []) }),
  title: (_data, t) => t('diplomas.issuing.deliver.title'),
  forms: {
    deliver: defineForm({
      action: handOver,
      then: ({ count, run }) => ({
        to: run ? `/cap-bang/${run}/trao` : '/van-bang-cap',
        say: 'diplomas.issuing.said.delivered',
        params: { count },
      }),
    }),
  },
  view: ({ run, query, rows, hasMore }, context) => {
    const { t, form } = context
    const here = `/cap-bang/${run.id}/trao`
    const ticked = [form.values['diplomas[]'] ?? []].flat()
    const last = rows.at(-1)
    return (
      <>
        <PageHeader
          title={t('diplomas.issuing.deliver.title')}
          lead={t('diplomas.issuing.deliver.lead')}
          breadcrumb={[
            { href: '/cap-bang', label: t('diplomas.issuing.runs.title') },
            { href: `/cap-bang/${run.id}`, label: runName(run, t) },
          ]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={
            <LinkButton kind="secondary" icon="print" href={`/cap-bang/${run.id}/ky-nhan.pdf`}>
              {t('diplomas.issuing.paper.sheet')}
            </LinkButton>
          }
        />
        {rows.length === 0 ? (
          <Empty title={t('diplomas.issuing.deliver.none')}>
            <a href={`/cap-bang/${run.id}`}>{runName(run, t)}</a>
          </Empty>
        ) : (
          <>
            <Table
              caption={t('diplomas.issuing.deliver.waiting')}
              rows={rows}
              rowKey={(row) => row.id}
              select={{
                name: 'diplomas[]',
                value: (row) => row.id,
                label: (row) => row.content.holder.full_name,
                columnLabel: t('diplomas.issuing.deliver.choose'),
                form: 'trao',
                checked: (row) => ticked.includes(row.id),
              }}
              columns={[
                {
                  key: 'name',
                  label: t('people.field.full_name'),
                  render: (row) => row.content.holder.full_name,
                },
                {
                  key: 'birth',
                  label: t('people.field.birth'),
                  render: (row) => birthText(row.content.holder) || '–',
                },
                {
                  key: 'numbers',
                  label: t('diplomas.issuing.field.serial'),
                  render: (row) => <Numbers one={row} t={t} />,
                },
              ]}
            />
            <Pager
              label={t('diplomas.issuing.list.paging')}
              previous={query.sau ? here : undefined}
              previousLabel={t('diplomas.issuing.list.first')}
              next={
                hasMore && last
                  ? `${here}?sau=${encodeURIComponent(writePageMark(last.name_key, last.id))}`
                  : undefined
              }
              nextLabel={t('diplomas.issuing.list.next')}
            />
            <Section title={t('diplomas.issuing.deliver.record')}>
              <Form id="trao" hidden={form.hidden('deliver')} label={t('diplomas.issuing.deliver.title')}>
                <HandOverFields context={context} />
                <FormActions>
                  <Button>{t('diplomas.issuing.deliver.act_many')}</Button>
                </FormActions>
              </Form>
            </Section>
          </>
        )}
      </>
    )
  },
})
