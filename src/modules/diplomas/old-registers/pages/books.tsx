import { z } from 'zod'
import { institutionNames, listInstitutionOptions } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { listAddressOf } from '#platform/pages/query.ts'
import {
  Badge,
  Button,
  Disclosure,
  Empty,
  Filters,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Pager,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import { openOldBook } from '../actions/open-book.ts'
import { listOldBooks, listOldPlaces, type OldBook } from '../store/book.ts'
import { bookName, share } from './parts.tsx'

const pageSize = 50
export const BookQuery = z.object({
  truong: z.uuid().optional().catch(undefined),
  nam: z.coerce.number().int().min(1950).max(2200).optional().catch(undefined),
  sau: z.string().max(100).optional().catch(undefined),
})
type BookQuery = z.output<typeof BookQuery>
/** The list as it is filtered; another page of it may be named. */
export const addressOf = listAddressOf<Partial<BookQuery>>('/so-cu')

/** Old registers by school and year: how many pages are scanned, keyed once, keyed twice and approved, and the lines they gave. */
export const oldBooks = definePage({
  path: '/so-cu',
  permission: 'diplomas.read',
  query: BookQuery,
  async load({ db, actor, today, query }) {
    const within = reach(actor, 'diplomas.read')
    const filter = { reach: within, issuer: query.truong, year: query.nam }
    const books = await listOldBooks(db, filter, { after: readPageMark(query.sau), limit: pageSize + 1 })
    const places = await listOldPlaces(db, within)
    const ids = [...books.flatMap((book) => [book.issuer_id, book.keeper_id]), ...places.issuers]
    return {
      query,
      places,
      books: books.slice(0, pageSize),
      hasMore: books.length > pageSize,
      names: await institutionNames(db, [...new Set(ids)], today),
      schools: await listInstitutionOptions(db, undefined, { on: today, withEnded: true }),
    }
  },
  title: (_data, t) => t('diplomas.old.title'),
  forms: {
    open: defineForm({
      action: openOldBook,
      then: ({ id }) => ({ to: `/so-cu/${id}`, say: 'diplomas.old.said.opened' }),
    }),
  },
  view: ({ query, places, books, hasMore, names, schools }, context) => {
    const { t, may, form } = context
    const last = books.at(-1)
    return (
      <>
        <PageHeader
          title={t('diplomas.old.title')}
          lead={t('diplomas.old.lead')}
          actions={
            <>
              <LinkButton kind="secondary" href="/so-cu/tien-do">
                {t('diplomas.old.progress')}
              </LinkButton>
              {may('diplomas.register') && (
                <>
                  <LinkButton kind="secondary" href="/so-cu/noi-nguoi">
                    {t('diplomas.old.ties')}
                  </LinkButton>
                  <LinkButton kind="secondary" icon="upload" href="/nhap-du-lieu/tai-len/old-register">
                    {t('diplomas.old.import.title')}
                  </LinkButton>
                </>
              )}
            </>
          }
        />
        {places.issuers.length + places.years.length > 2 && (
          <BookFilters query={query} places={places} names={names} path="/so-cu" context={context} />
        )}
        <BookTable books={books} names={names} context={context} />
        <Pager
          label={t('diplomas.issuing.list.paging')}
          previous={query.sau ? addressOf(query) : undefined}
          previousLabel={t('diplomas.issuing.list.first')}
          next={
            hasMore && last ? addressOf(query, { sau: writePageMark(String(last.year), last.id) }) : undefined
          }
          nextLabel={t('diplomas.issuing.list.next')}
        />
        {may('diplomas.register') && (
          <div class="mt-8 print:hidden">
            <Disclosure label={t('diplomas.old.new')} open={form.sent === 'open'}>
              <NewBook schools={schools} context={context} />
            </Disclosure>
          </div>
        )}
      </>
    )
  },
})

type Names = ReadonlyMap<string, string>

/** School and year as filters in the address. */
export function BookFilters(props: {
  query: Omit<BookQuery, 'sau'>
  places: { issuers: readonly string[]; years: readonly number[] }
  names: Names
  path: string
  context: ViewContext
}) {
  const { query, places, names, path } = props
  const { t } = props.context
  const chip = (name: 'truong' | 'nam', label: string) => ({
    label,
    removeHref: addressOf(query, { [name]: undefined }, path),
    removeLabel: t('diplomas.issuing.list.remove', { filter: label }),
  })
  return (
    <Filters
      lead={t('diplomas.issuing.list.showing')}
      chips={[
        ...(query.truong ? [chip('truong', names.get(query.truong) ?? '–')] : []),
        ...(query.nam ? [chip('nam', t('diplomas.old.of_year', { year: String(query.nam) }))] : []),
      ]}
      clearHref={path}
      clearLabel={t('diplomas.issuing.list.clear')}
      moreLabel={t('diplomas.issuing.list.filter')}
      more={
        <>
          <Select
            name="truong"
            label={t('diplomas.old.issuer')}
            value={query.truong}
            placeholder={t('diplomas.issuing.list.any')}
            options={places.issuers.map((value) => ({ value, label: names.get(value) ?? '–' }))}
          />
          <Select
            name="nam"
            label={t('diplomas.old.year')}
            value={query.nam === undefined ? undefined : String(query.nam)}
            placeholder={t('diplomas.issuing.list.any')}
            options={places.years.map((year) => ({ value: String(year), label: String(year) }))}
          />
          <Button kind="secondary">{t('diplomas.issuing.list.apply')}</Button>
        </>
      }
    />
  )
}

function BookTable({
  books,
  names,
  context,
}: {
  books: readonly OldBook[]
  names: Names
  context: ViewContext
}) {
  const { t } = context
  const shares = (key: 'once' | 'twice' | 'approved', state: string) => ({
    key,
    label: t.dynamic(`diplomas.old.state.${state}`),
    align: 'end' as const,
    render: (row: OldBook) => share(row[key], row.pages),
  })
  return (
    <Table
      caption={t('diplomas.old.books')}
      rows={books}
      rowKey={(row) => row.id}
      rowHref={(row) => `/so-cu/${row.id}`}
      columns={[
        {
          key: 'book',
          label: t('diplomas.old.book'),
          render: (row) => (
            <>
              {bookName(row, context)}
              <span class="block text-sm font-normal text-muted">
                {names.get(row.issuer_id) ?? '–'}
                {row.keeper_id !== row.issuer_id &&
                  ` · ${t('diplomas.old.kept_by', { keeper: names.get(row.keeper_id) ?? '–' })}`}
              </span>
              {row.is_demo && <Badge kind="neutral">{t('diplomas.old.example')}</Badge>}
            </>
          ),
        },
        { key: 'pages', label: t('diplomas.old.pages'), align: 'end' },
        shares('once', 'keyed_once'),
        shares('twice', 'keyed_twice'),
        shares('approved', 'approved'),
        {
          key: 'lines',
          label: t('diplomas.old.lines'),
          align: 'end',
          render: (row) => t.number(row.lines),
        },
        {
          key: 'uncompared',
          label: t('diplomas.old.not_compared'),
          align: 'end',
          render: (row) => (row.uncompared ? t.number(row.uncompared) : '–'),
        },
      ]}
      empty={<Empty title={t('diplomas.old.none')}>{t('diplomas.old.none_hint')}</Empty>}
    />
  )
}

function NewBook({
  schools,
  context: { t, form },
}: {
  schools: { id: string; name: string }[]
  context: ViewContext
}) {
  return (
    <Form hidden={form.hidden('open')} label={t('diplomas.old.new')}>
      <Select
        {...form.field('issuer')}
        label={t('diplomas.old.issuer')}
        hint={t('diplomas.old.issuer_hint')}
        placeholder={t('diplomas.issuing.choose')}
        options={schools.map((one) => ({ value: one.id, label: one.name }))}
        required
      />
      <Select
        {...form.field('kind')}
        label={t('diplomas.issuing.field.kind')}
        placeholder={t('diplomas.issuing.choose')}
        options={kindCodes.map((value) => ({ value, label: t.dynamic(`diplomas.kind.${value}`) }))}
        required
      />
      <TextField
        {...form.field('year')}
        label={t('diplomas.old.year')}
        inputmode="numeric"
        width="short"
        maxlength={4}
        required
      />
      <TextField
        {...form.field('volume')}
        label={t('diplomas.old.volume')}
        optional={t('diplomas.issuing.optional')}
        width="short"
        maxlength={40}
      />
      <FormActions>
        <Button>{t('diplomas.old.open')}</Button>
      </FormActions>
    </Form>
  )
}
