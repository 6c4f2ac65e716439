import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Pager,
  Section,
  Table,
  type BadgeKind,
} from '#ui/index.ts'
import { addPages, pagesMaxBody } from '../actions/pages.ts'
import { isIdle } from '../keying.ts'
import { getOldBook, type OldBook } from '../store/book.ts'
import { listKeyers } from '../store/keyer.ts'
import { findUncompared } from '../store/line.ts'
import { listPages, type ListedPage, type PageState } from '../store/page.ts'
import { KeyerTable } from './keyer-table.tsx'
import { bookName, rate } from './parts.tsx'

const kinds: Record<PageState, BadgeKind> = {
  scanned: 'neutral',
  keyed_once: 'info',
  keyed_twice: 'warning',
  approved: 'success',
}
const pageSize = 60
const Query = z.object({ tu: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined) })

/** One old register: its scanned pages, how far each is, and how often two people read the same differently. */
export const oldBook = definePage({
  path: '/so-cu/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  maxBody: pagesMaxBody,
  // What a device kept of a page is forgotten once the keyer is sent on to here.
  island: 'diplomas/old-page',
  async load({ db, params, query, today, app, actor }) {
    const book = await getOldBook(db, params.id)
    const from = query.tu ?? 1
    const pages = await listPages(db, book.id, { from, limit: pageSize + 1 })
    return {
      book,
      from,
      pages: pages.slice(0, pageSize),
      hasMore: pages.length > pageSize,
      names: await institutionNames(db, [book.issuer_id, book.keeper_id], today),
      keyers: await listKeyers(db, { reach: 'all' }, book.id),
      uncompared:
        book.uncompared > 0
          ? await findUncompared(db, book.id, { account: actorLabel(actor).id })
          : undefined,
      now: app.clock.now(),
    }
  },
  about: ({ book }) => ({ institution: book.keeper_id }),
  title: ({ book }, t) => bookName(book, { t }),
  forms: {
    add: defineForm({
      action: addPages,
      input: (body, { params }) => ({ ...body, book: params.id }),
      then: ({ book, count }) => ({
        to: `/so-cu/${book}`,
        say: 'diplomas.old.said.added',
        params: { count },
      }),
    }),
  },
  view: ({ book, from, pages, hasMore, names, keyers, uncompared, now }, context) => {
    const { t, may } = context
    const mayKey = may('diplomas.register', { institution: book.keeper_id })
    const last = pages.at(-1)
    return (
      <>
        <PageHeader
          title={bookName(book, context)}
          lead={schoolWords(book, names, context)}
          state={book.is_demo ? <Badge kind="neutral">{t('diplomas.old.example')}</Badge> : undefined}
          breadcrumb={[{ href: '/so-cu', label: t('diplomas.old.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={
            mayKey &&
            uncompared && (
              <LinkButton href={`/so-cu/dong/${uncompared}`}>
                {t('diplomas.old.compare_next', { count: book.uncompared })}
              </LinkButton>
            )
          }
        />
        {book.lines > 0 && (
          <p class="mb-4">
            <a href={`/so-goc/${book.id}`}>{t('diplomas.old.to_book', { lines: book.lines })}</a>
            {book.uncompared > 0 && ` · ${t('diplomas.old.uncompared', { count: book.uncompared })}`}
            {book.fields > 0 &&
              ` · ${t('diplomas.old.differing', { rate: rate(book.differences, book.fields, t) })}`}
          </p>
        )}
        <PageTable pages={pages} mayKey={mayKey} now={now} context={context} />
        <Pager
          label={t('diplomas.issuing.list.paging')}
          previous={from > 1 ? `/so-cu/${book.id}` : undefined}
          previousLabel={t('diplomas.issuing.list.first')}
          next={hasMore && last ? `/so-cu/${book.id}?tu=${last.number + 1}` : undefined}
          nextLabel={t('diplomas.issuing.list.next')}
        />
        {keyers.length > 0 && (
          <Section title={t('diplomas.old.keyers')} lead={t('diplomas.old.keyers_lead')}>
            <KeyerTable keyers={keyers} context={context} />
          </Section>
        )}
        {mayKey && <AddPages context={context} />}
      </>
    )
  },
})

function schoolWords(book: OldBook, names: ReadonlyMap<string, string>, { t }: ViewContext): string {
  const issuer = names.get(book.issuer_id) ?? ''
  return book.keeper_id === book.issuer_id
    ? issuer
    : `${issuer} · ${t('diplomas.old.kept_by', { keeper: names.get(book.keeper_id) ?? '–' })}`
}

type PageTableProps = { pages: readonly ListedPage[]; mayKey: boolean; now: Date; context: ViewContext }

function PageTable({ pages, mayKey, now, context: { t } }: PageTableProps) {
  return (
    <Table
      caption={t('diplomas.old.pages')}
      rows={pages}
      rowKey={(row) => row.id}
      rowHref={mayKey ? (row) => `/so-cu/trang/${row.id}` : undefined}
      columns={[
        {
          key: 'number',
          label: t('diplomas.old.page'),
          render: (row) => t('diplomas.old.page_no', { number: row.number }),
        },
        {
          key: 'state',
          label: t('diplomas.issuing.field.state'),
          render: (row) => (
            <Badge kind={kinds[row.state]}>{t.dynamic(`diplomas.old.state.${row.state}`)}</Badge>
          ),
        },
        {
          key: 'drafting',
          label: t('diplomas.old.drafting'),
          render: (row) =>
            row.drafting && row.idle_since
              ? t(isIdle(row.idle_since, now) ? 'diplomas.old.drafting_idle' : 'diplomas.old.drafting_by', {
                  name: row.drafting,
                  moment: t.dateTime(row.idle_since),
                })
              : '–',
        },
        {
          key: 'lines',
          label: t('diplomas.old.lines'),
          align: 'end',
          render: (row) => (row.lines ? t.number(row.lines) : '–'),
        },
        { key: 'by_name', label: t('diplomas.old.scanned_by') },
      ]}
      empty={<p class="text-muted">{t('diplomas.old.no_pages')}</p>}
    />
  )
}

function AddPages({ context: { t, form } }: { context: ViewContext }) {
  return (
    <Section title={t('diplomas.old.add')} lead={t('diplomas.old.add_lead')}>
      <Form hidden={form.hidden('add')} label={t('diplomas.old.add')} multipart>
        <FileField
          name="files[]"
          error={form.errors.files}
          label={t('diplomas.old.files')}
          hint={t('diplomas.old.files_hint')}
          accept=".jpg,.jpeg,.png,.pdf"
          multiple
          required
        />
        <FormActions>
          <Button icon="upload">{t('diplomas.old.add_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
