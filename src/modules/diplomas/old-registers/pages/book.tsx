import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  FileField,
  Form,
  FormActions,
  PageHeader,
  Section,
  Table,
  type BadgeKind,
} from '#ui/index.ts'
import { addPages, pagesMaxBody } from '../actions/book.ts'
import { countDifferences, listOldBooks, listPages, type PageState } from '../store/page.ts'
import { bookName } from './books.tsx'

const kinds: Record<PageState, BadgeKind> = {
  scanned: 'neutral',
  keyed_once: 'info',
  keyed_twice: 'warning',
  approved: 'success',
}

/** One old register: its scanned pages, how far each is, and how often two people read the same differently. */
export const oldBook = definePage({
  path: '/so-cu/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  maxBody: pagesMaxBody,
  async load({ db, params, today }) {
    const [book] = await listOldBooks(db, 'all', params.id)
    if (!book) throw notFound()
    return {
      book,
      pages: await listPages(db, book.id),
      names: await institutionNames(db, [book.issuer_id], today),
      differing: await countDifferences(db, book.id),
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
  view: ({ book, pages, names, differing }, context) => {
    const { t, form, may } = context
    const mayKey = may('diplomas.register', { institution: book.keeper_id })
    return (
      <>
        <PageHeader
          title={bookName(book, context)}
          lead={names.get(book.issuer_id) ?? ''}
          breadcrumb={[{ href: '/so-cu', label: t('diplomas.old.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
        />
        {book.approved > 0 && (
          <p class="mb-4">
            <a href={`/so-goc/${book.id}`}>{t('diplomas.old.to_book', { lines: book.lines })}</a>
            {differing.fields > 0 &&
              ` · ${t('diplomas.old.differing', {
                share: ((differing.differences * 100) / differing.fields).toFixed(1).replace('.', ','),
                count: differing.differences,
                fields: differing.fields,
              })}`}
          </p>
        )}
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
              key: 'lines',
              label: t('diplomas.old.lines'),
              align: 'end',
              render: (row) => (row.lines ? t.number(row.lines) : '–'),
            },
            { key: 'by_name', label: t('diplomas.old.scanned_by') },
          ]}
          empty={<p class="text-muted">{t('diplomas.old.no_pages')}</p>}
        />
        {mayKey && (
          <Section title={t('diplomas.old.add')} lead={t('diplomas.old.add_lead')}>
            <Form hidden={form.hidden('add')} label={t('diplomas.old.add')} multipart>
              <FileField
                name="files[]"
                error={form.errors.files}
                label={t('diplomas.old.files')}
                hint={t('diplomas.old.files_hint')}
                accept=".jpg,.jpeg,.png"
                multiple
                required
              />
              <FormActions>
                <Button>{t('diplomas.old.add_act')}</Button>
              </FormActions>
            </Form>
          </Section>
        )}
      </>
    )
  },
})
