import { institutionNames, listInstitutionOptions } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Disclosure,
  Empty,
  Form,
  FormActions,
  PageHeader,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import { openOldBook } from '../actions/book.ts'
import { listOldBooks, type OldBook } from '../store/page.ts'

const share = (part: number, all: number): string => (all === 0 ? '–' : `${Math.floor((part * 100) / all)} %`)

/** Old registers by school and year: how many pages are scanned, keyed once, keyed twice and approved, and the lines they gave. */
export const oldBooks = definePage({
  path: '/so-cu',
  permission: 'diplomas.read',
  async load({ db, actor, today }) {
    const books = await listOldBooks(db, reach(actor, 'diplomas.read'))
    const ids = books.flatMap((book) => [book.issuer_id, book.keeper_id])
    return {
      books,
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
  view: ({ books, names, schools }, context) => {
    const { t, may, form } = context
    const sum = (read: (book: OldBook) => number) => books.reduce((all, book) => all + read(book), 0)
    return (
      <>
        <PageHeader title={t('diplomas.old.title')} lead={t('diplomas.old.lead')} />
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
                </>
              ),
            },
            { key: 'pages', label: t('diplomas.old.pages'), align: 'end' },
            {
              key: 'once',
              label: t('diplomas.old.state.keyed_once'),
              align: 'end',
              render: (row) => share(row.once, row.pages),
            },
            {
              key: 'twice',
              label: t('diplomas.old.state.keyed_twice'),
              align: 'end',
              render: (row) => share(row.twice, row.pages),
            },
            {
              key: 'approved',
              label: t('diplomas.old.state.approved'),
              align: 'end',
              render: (row) => share(row.approved, row.pages),
            },
            {
              key: 'lines',
              label: t('diplomas.old.lines'),
              align: 'end',
              render: (row) => t.number(row.lines),
            },
          ]}
          empty={<Empty title={t('diplomas.old.none')}>{t('diplomas.old.none_hint')}</Empty>}
        />
        {books.length > 1 && (
          <p class="mt-3">
            {t('diplomas.old.sum', {
              pages: sum((book) => book.pages),
              approved: sum((book) => book.approved),
              lines: sum((book) => book.lines),
            })}
          </p>
        )}
        {may('diplomas.register') && (
          <div class="mt-8">
            <Disclosure label={t('diplomas.old.new')} open={form.sent === 'open'}>
              <NewBook schools={schools} context={context} />
            </Disclosure>
          </div>
        )}
      </>
    )
  },
})

export const bookName = (
  { kind_code, year, volume }: Pick<OldBook, 'kind_code' | 'year' | 'volume'>,
  { t }: Pick<ViewContext, 't'>,
): string =>
  volume
    ? t('diplomas.old.named_volume', {
        kind: t.dynamic(`diplomas.kind.${kind_code}`),
        year: String(year),
        volume,
      })
    : t('diplomas.old.named', { kind: t.dynamic(`diplomas.kind.${kind_code}`), year: String(year) })

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
