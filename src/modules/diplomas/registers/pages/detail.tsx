import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { History, listHistory } from '#modules/people/index.ts'
import { may as mayDo } from '#platform/access.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Disclosure,
  Facts,
  Filters,
  Form,
  FormActions,
  Menu,
  PageHeader,
  Pager,
  Section,
  Select,
  Table,
} from '#ui/index.ts'
import { diplomaStates } from '../../diploma.ts'
import { closeBook } from '../actions/close-book.ts'
import { annotationText } from '../annotation.ts'
import { findCloseFault, type Line } from '../book.ts'
import { lineText } from '../line-text.ts'
import { getBook } from '../store/book.ts'
import { countLines, listLines } from '../store/line.ts'
import { BookBadges } from './list.tsx'
import { kindText } from './schools.tsx'

const pageSize = 50
const Query = z.object({
  q: z.string().trim().max(100).optional(),
  trang_thai: z.enum(diplomaStates).optional().catch(undefined),
  sau: z.coerce.number().int().min(0).max(10_000_000).optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** One register: its lines as the book has them, with what was written beside them later. */
export const bookDetail = definePage({
  path: '/so-goc/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load: loadBook,
  about: ({ area }) => ({ institution: area }),
  looks: ({ rows }) => ({ subject: 'people.person', ids: rows.flatMap((row) => row.person_id ?? []) }),
  title: (data, t) => titleOf(data, t),
  forms: {
    close: defineForm({
      action: closeBook,
      then: ({ id, lines }) => ({
        to: `/so-goc/${id}`,
        say: 'diplomas.registers.close.done',
        params: { lines },
      }),
    }),
  },
  view: (data, context) => {
    const { book, history } = data
    const { t } = context
    return (
      <>
        <PageHeader
          title={titleOf(data, t)}
          state={<BookBadges book={book} t={t} />}
          breadcrumb={[{ href: '/so-goc', label: t('diplomas.registers.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={<Papers id={book.id} context={context} />}
        />
        <BookFacts data={data} context={context} />
        <Lines data={data} context={context} />
        <CloseForm data={data} context={context} />
        <Section title={t('diplomas.registers.history')}>
          <History entries={history} t={t} fieldPrefix="diplomas.registers.field" />
        </Section>
      </>
    )
  },
})

async function loadBook({ db, actor, params, query, today }: LoadContext<{ id: string }, Query>) {
  const book = await getBook(db, params.id)
  const filter = { text: query.q, state: query.trang_thai, after: query.sau }
  const rows = await listLines(db, book.id, filter, pageSize + 1)
  const keeps = mayDo(actor, 'diplomas.read', { institution: book.keeper_id })
  return {
    book,
    query,
    // Whoever keeps the book reads it, and so does who issued what stands in it.
    area: keeps ? book.keeper_id : book.issuer_id,
    counts: await countLines(db, book.id),
    rows: rows.slice(0, pageSize),
    hasMore: rows.length > pageSize,
    names: await institutionNames(db, [book.issuer_id, book.keeper_id], today),
    history: await listHistory(db, { 'diplomas.book': [book.id] }, 20),
  }
}
type Data = Awaited<ReturnType<typeof loadBook>>
type Props = { data: Data; context: ViewContext }

const titleOf = ({ book }: Pick<Data, 'book'>, t: ViewContext['t']): string =>
  t(book.purpose === 'copy' ? 'diplomas.registers.named_copy' : 'diplomas.registers.named', {
    kind: kindText(book.kind_code, t),
    year: String(book.year),
  })

function Papers({ id, context: { t } }: { id: string; context: ViewContext }) {
  const path = `/so-goc/${id}`
  return (
    <Menu
      label={t('diplomas.registers.papers')}
      icon="print"
      end
      items={[
        { href: `${path}/so-goc.pdf`, label: t('diplomas.registers.print') },
        { href: `${path}/so-goc.xlsx`, label: t('diplomas.registers.xlsx') },
        { href: `${path}/so-goc.csv`, label: t('diplomas.registers.csv') },
      ]}
    />
  )
}

function BookFacts({ data: { book, counts, names }, context: { t } }: Props) {
  return (
    <Facts
      items={[
        { label: t('diplomas.registers.issuer'), value: names.get(book.issuer_id) ?? '–' },
        { label: t('diplomas.registers.keeper'), value: names.get(book.keeper_id) ?? '–' },
        { label: t('diplomas.registers.lines'), value: t.number(counts.lines) },
        {
          label: t('diplomas.registers.lines_other'),
          value: t('diplomas.registers.lines_counts', { voided: counts.voided, annotated: counts.annotated }),
        },
        ...(book.closed_on
          ? [
              {
                label: t('diplomas.registers.closed_by'),
                value: t('diplomas.registers.closed_by_whom', {
                  name: book.closed_by_name ?? '–',
                  day: t.date(book.closed_on),
                }),
              },
            ]
          : []),
      ]}
    />
  )
}

function Lines({ data: { book, query, rows, hasMore }, context: { t } }: Props) {
  const last = rows.at(-1)
  const address = (sau?: number) => {
    const kept = { q: query.q, trang_thai: query.trang_thai, sau }
    const given = Object.entries(kept).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
    const text = new URLSearchParams(given).toString()
    return text ? `/so-goc/${book.id}?${text}` : `/so-goc/${book.id}`
  }
  return (
    <Section title={t('diplomas.registers.all_lines')}>
      <Filters
        search={{
          name: 'q',
          label: t('diplomas.registers.search'),
          placeholder: t('diplomas.registers.search'),
          value: query.q,
          button: t('diplomas.registers.search_act'),
        }}
        more={
          <>
            <Select
              name="trang_thai"
              label={t('diplomas.registers.state')}
              value={query.trang_thai}
              placeholder={t('diplomas.registers.any')}
              options={diplomaStates
                .filter((value) => value !== 'draft')
                .map((value) => ({ value, label: t.dynamic(`diplomas.state.${value}`) }))}
            />
            <Button kind="secondary">{t('diplomas.registers.apply')}</Button>
          </>
        }
        moreLabel={t('diplomas.registers.filter')}
        moreOpen={Boolean(query.trang_thai)}
      />
      <LineTable rows={rows} t={t} />
      <Pager
        label={t('diplomas.registers.pages')}
        previous={query.sau ? address() : undefined}
        next={hasMore && last ? address(last.entry) : undefined}
        previousLabel={t('diplomas.registers.first_page')}
        nextLabel={t('diplomas.registers.next_page')}
      />
    </Section>
  )
}

function LineTable({ rows, t }: { rows: readonly Line[]; t: ViewContext['t'] }) {
  const texts = rows.map((line) => ({ line, ...lineText(line, t) }))
  return (
    <Table
      caption={t('diplomas.registers.all_lines')}
      rows={texts}
      rowKey={(row) => row.line.id}
      rowHref={(row) => `/van-bang-cap/${row.line.id}`}
      columns={[
        {
          key: 'number',
          label: t('diplomas.registers.numbers'),
          render: (row) => <Two first={row.entry_no} second={row.serial} />,
        },
        {
          key: 'holder',
          label: t('diplomas.registers.holder'),
          render: (row) => <Two first={row.full_name} second={row.birth} />,
        },
        {
          key: 'programme',
          label: t('diplomas.registers.programme_class'),
          render: (row) => <Two first={row.programme} second={row.classification} />,
        },
        {
          key: 'decision',
          label: t('diplomas.registers.decision_issue'),
          render: (row) => (
            <Two
              first={row.decision}
              second={row.issue_date && t('diplomas.registers.issued', { day: row.issue_date })}
            />
          ),
        },
        {
          key: 'state',
          label: t('diplomas.registers.state_notes'),
          render: (row) => <StateNotes line={row.line} t={t} />,
        },
      ]}
      empty={<p class="text-muted">{t('diplomas.registers.no_lines')}</p>}
    />
  )
}

/** Two facts in one cell, the second smaller under the first. */
function Two({ first, second }: { first: string; second: string }) {
  return (
    <span class="block">
      {first} {second && <span class="block text-sm text-muted">{second}</span>}
    </span>
  )
}

function StateNotes({ line, t }: { line: Line; t: ViewContext['t'] }) {
  return (
    <div>
      {t.dynamic(`diplomas.state.${line.state}`)}{' '}
      {line.annotations.length > 0 && (
        <ul class="text-sm text-muted">
          {line.annotations.map((one, at) => (
            <li key={at}>{annotationText(one, t)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function CloseForm({ data: { book }, context }: Props) {
  const { t, form, may, today } = context
  if (book.closed_on !== null || !may('diplomas.register', { institution: book.keeper_id })) return null
  if (findCloseFault(book, today)) return null
  return (
    <div class="mt-8">
      <Disclosure label={t('diplomas.registers.close.title')} open={form.sent === 'close'}>
        <Alert kind="warning" title={t('diplomas.registers.close.warning')}>
          {t('diplomas.registers.close.lead', { lines: book.last_entry })}
        </Alert>
        <Form
          hidden={{ ...form.hidden('close', { version: book.version }), book: book.id }}
          label={t('diplomas.registers.close.title')}
        >
          <FormActions>
            <Button kind="danger">{t('diplomas.registers.close.act', { year: String(book.year) })}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}
