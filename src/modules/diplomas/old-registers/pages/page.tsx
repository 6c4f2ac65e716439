import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { approvePage } from '../actions/approve-page.ts'
import { keyPage, roundFor } from '../actions/key-page.ts'
import { findDifferences, mostRows, proposeRows, type Difference, type OldRow } from '../row.ts'
import { getPage, listKeyings, type OldPage } from '../store/page.ts'
import { bookName } from './books.tsx'
import { RowGrid } from './row-grid.tsx'

const linesAtFirst = 10
const Query = z.object({ dong: z.coerce.number().int().min(1).max(mostRows).optional().catch(undefined) })

/** What this account may do with the page now; of others' keyings it holds only what the act needs. */
type Work =
  | { do: 'key'; rows: OldRow[] }
  | { do: 'resolve'; rows: OldRow[]; differences: Difference[] }
  | { do: 'wait' }
  | { do: 'done' }
type Data = { page: OldPage; work: Work; lines: number }

/** A page of an old register beside its image: keyed, keyed again by somebody else who sees nothing of it, settled by a third. */
export const oldPage = definePage<Data, { id: string }, { dong?: number | undefined }>({
  path: '/so-cu/trang/:id',
  permission: 'diplomas.register',
  params: z.object({ id: z.uuid() }),
  query: Query,
  async load({ db, params, actor, query }) {
    const page = await getPage(db, params.id)
    const work = workOf(page, await listKeyings(db, page.id), actor.kind === 'account' ? actor.id : '')
    const rows = 'rows' in work ? work.rows.length : 0
    return { page, work, lines: Math.min(mostRows, Math.max(rows, query.dong ?? linesAtFirst)) }
  },
  about: ({ page }) => ({ institution: page.institution_id }),
  title: ({ page }, t) => t('diplomas.old.page_no', { number: page.number }),
  forms: {
    key: defineForm({
      action: keyPage,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id, book, isDone }) =>
        isDone
          ? { to: `/so-cu/${book}`, say: 'diplomas.old.said.keyed' }
          : { to: `/so-cu/trang/${id}`, say: 'diplomas.old.said.kept' },
    }),
    approve: defineForm({
      action: approvePage,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ book, lines }) => ({
        to: `/so-cu/${book}`,
        say: 'diplomas.old.said.approved',
        params: { lines },
      }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { page, work } = data
    return (
      <>
        <PageHeader
          title={t('diplomas.old.page_no', { number: page.number })}
          lead={t.dynamic(`diplomas.old.work.${work.do}`)}
          breadcrumb={[
            { href: '/so-cu', label: t('diplomas.old.title') },
            { href: `/so-cu/${page.book_id}`, label: bookName(page, context) },
          ]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
        />
        <Scan page={page} context={context} />
        {work.do === 'key' && <KeyForm data={data} rows={work.rows} context={context} />}
        {work.do === 'resolve' && <ResolveForm data={data} work={work} context={context} />}
      </>
    )
  },
})

function workOf(page: OldPage, keyings: Awaited<ReturnType<typeof listKeyings>>, account: string): Work {
  if (page.state === 'approved') return { do: 'done' }
  const own = keyings.find((one) => one.account === account)
  if (page.state === 'keyed_twice') {
    if (own) return { do: 'wait' }
    const [first, second] = [keyings[0]!.rows, keyings[1]!.rows]
    return { do: 'resolve', rows: proposeRows(first, second), differences: findDifferences(first, second) }
  }
  return roundFor(keyings, account) ? { do: 'key', rows: own?.rows ?? [] } : { do: 'wait' }
}

function Scan({ page, context: { t } }: { page: OldPage; context: ViewContext }) {
  const address = `/so-cu/trang/${page.id}/anh`
  return (
    <figure class="mb-6 max-h-[60vh] overflow-auto border border-line">
      <a href={address}>
        <img
          src={address}
          alt={t('diplomas.old.scan_alt', { number: page.number })}
          class="max-w-none md:max-w-full"
        />
      </a>
    </figure>
  )
}

function KeyForm({ data, rows, context }: { data: Data; rows: OldRow[]; context: ViewContext }) {
  const { t, form } = context
  const { page, lines } = data
  return (
    <Form hidden={form.hidden('key')} label={t('diplomas.old.work.key')}>
      {form.errors.rows && <Alert kind="error" title={form.errors.rows} />}
      <RowGrid rows={rows} lines={lines} context={context} />
      {lines < mostRows && (
        <p class="my-3">
          <a href={`/so-cu/trang/${page.id}?dong=${Math.min(mostRows, lines + linesAtFirst)}`}>
            {t('diplomas.old.more_lines')}
          </a>{' '}
          <span class="text-muted">{t('diplomas.old.more_hint')}</span>
        </p>
      )}
      <FormActions>
        <Button name="done" value="true">
          {t('diplomas.old.done')}
        </Button>
        <Button kind="secondary">{t('diplomas.old.keep')}</Button>
      </FormActions>
    </Form>
  )
}

function ResolveForm({
  data,
  work,
  context,
}: {
  data: Data
  work: Extract<Work, { do: 'resolve' }>
  context: ViewContext
}) {
  const { t, form } = context
  return (
    <Form hidden={form.hidden('approve')} label={t('diplomas.old.work.resolve')}>
      {form.errors.rows && <Alert kind="error" title={form.errors.rows} />}
      <Alert
        kind={work.differences.length > 0 ? 'warning' : 'success'}
        title={t('diplomas.old.differences', { count: work.differences.length })}
      >
        {t('diplomas.old.differences_hint')}
      </Alert>
      <RowGrid rows={work.rows} lines={data.lines} differences={work.differences} context={context} />
      <FormActions>
        <Button>{t('diplomas.old.approve')}</Button>
      </FormActions>
    </Form>
  )
}
