import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { History, listHistory } from '#modules/people/index.ts'
import { may as mayDo } from '#platform/access.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Facts, Form, FormActions, Menu, PageHeader, Section } from '#ui/index.ts'
import { closeBook } from '../actions/close-book.ts'
import { findCloseFault } from '../book.ts'
import { getBook } from '../store/book.ts'
import { countLines, listLines } from '../store/line.ts'
import { Lines, LineQuery } from './lines.tsx'
import { BookBadges } from './list.tsx'
import { kindText } from './schools.tsx'

const pageSize = 50
/** One register: its lines as the book has them, with what was written beside them later. */
export const bookDetail = definePage({
  path: '/so-goc/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  query: LineQuery,
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
        <Lines {...data} t={t} />
        <CloseForm data={data} context={context} />
        <Section title={t('diplomas.registers.history')}>
          <History entries={history} t={t} fieldPrefix="diplomas.registers.field" />
        </Section>
      </>
    )
  },
})

async function loadBook({ db, actor, params, query, today }: LoadContext<{ id: string }, LineQuery>) {
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
