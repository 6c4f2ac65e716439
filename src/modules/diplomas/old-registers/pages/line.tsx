import { z } from 'zod'
import { birthText } from '#modules/people/index.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { compareLine } from '../actions/compare-line.ts'
import { tieLine, untieLine } from '../actions/tie-line.ts'
import { rowOfContent } from '../line.ts'
import { rowFields } from '../row.ts'
import { getOldBook } from '../store/book.ts'
import { findLastPage, findLine } from '../store/line.ts'
import { findPageByNumber, getPage, lookAt } from '../store/page.ts'
import { findTied, listLikely } from '../store/tie.ts'
import { bookName } from './parts.tsx'
import { Scan } from './scan.tsx'

const Query = z.object({ trang: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined) })
type Context = LoadContext<{ id: string }, z.output<typeof Query>>
const here = (id: string): string => `/so-cu/dong/${id}`

async function load({ db, params, query }: Context) {
  const line = await findLine(db, params.id)
  if (!line?.book_id) throw notFound()
  const number = query.trang ?? (await findLastPage(db, line.book_id))
  const page = line.old_page_id
    ? await getPage(db, line.old_page_id)
    : await findPageByNumber(db, line.book_id, number)
  return {
    line,
    number,
    page,
    book: await getOldBook(db, line.book_id),
    tied: line.person_id ? await findTied(db, line.person_id) : undefined,
    seen: page ? await lookAt(db, page.id) : undefined,
    candidates: line.person_id || !line.is_compared ? [] : await listLikely(db, line.id),
  }
}
type Data = Awaited<ReturnType<typeof load>>
type Props = { data: Data; context: ViewContext }

/** A line of an old register beside the picture of its page: compared when it came from a spreadsheet, tied to its holder. */
export const oldLine = definePage({
  path: '/so-cu/dong/:id',
  permission: 'diplomas.register',
  params: z.object({ id: z.uuid() }),
  query: Query,
  load,
  about: ({ line }) => ({ institution: line.keeper_id }),
  // Beside the line stands the whole page; a line nobody is tied to yet is seen with it.
  looks: ({ line, candidates, seen }) => {
    const ids = [...candidates.map((one) => one.id), ...(line.person_id ? [line.person_id] : [])]
    return ids.length > 0 ? { subject: 'people.person', ids } : seen
  },
  title: ({ line }) => line.content.holder.full_name,
  forms: {
    compare: defineForm({
      action: compareLine,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ next, page, book }) => ({
        to: next ? `${here(next)}?trang=${page}` : `/so-cu/${book}`,
        say: next ? 'diplomas.old.said.compared' : 'diplomas.old.said.all_compared',
      }),
    }),
    tie: defineForm({
      action: tieLine,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id }) => ({ to: here(id), say: 'diplomas.old.said.tied' }),
    }),
    untie: defineForm({
      action: untieLine,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id }) => ({ to: here(id), say: 'diplomas.old.said.untied' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { line, page, book } = data
    return (
      <>
        <PageHeader
          title={line.content.holder.full_name}
          lead={t(line.is_compared ? 'diplomas.old.line_lead' : 'diplomas.old.compare_lead')}
          state={
            <Badge kind={line.is_compared ? 'success' : 'warning'}>
              {t(line.is_compared ? 'diplomas.old.compared' : 'diplomas.old.not_compared')}
            </Badge>
          }
          breadcrumb={[
            { href: '/so-cu', label: t('diplomas.old.title') },
            { href: `/so-cu/${book.id}`, label: bookName(book, context) },
          ]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={
            <LinkButton kind="secondary" href={`/van-bang-cap/${line.id}`}>
              {t('diplomas.old.to_diploma')}
            </LinkButton>
          }
        />
        <div class="lg:grid lg:grid-cols-[3fr_2fr] lg:items-start lg:gap-6">
          <div class="sticky top-0 z-10 bg-base-200 lg:top-4">
            {page ? (
              <Scan page={page} context={context} />
            ) : (
              <Alert kind="info" title={t('diplomas.old.no_such_page', { number: data.number })} />
            )}
          </div>
          <div class="min-w-0 [&_input]:scroll-mt-[48vh] lg:[&_input]:scroll-mt-8">
            {!line.is_compared &&
              (line.imported_by === actorLabel(context.actor).id ? (
                <Alert kind="info" title={t('diplomas.old.error.own_import')} />
              ) : (
                <CompareForm data={data} context={context} />
              ))}
            {line.is_compared && <Holder data={data} context={context} />}
          </div>
        </div>
      </>
    )
  },
})

function CompareForm({ data: { line, page, number, book }, context: { t, form } }: Props) {
  const row = rowOfContent(line.content, line)
  const field = (name: string, value: string | number | null) =>
    form.sent === 'compare' ? form.field(name, value) : { name, value }
  return (
    <>
      <form
        method="get"
        class="mb-6 flex flex-wrap items-end gap-3"
        aria-label={t('diplomas.old.choose_page')}
      >
        <TextField
          name="trang"
          label={t('diplomas.old.choose_page')}
          hint={t('diplomas.old.choose_page_hint', { count: book.pages })}
          value={number}
          width="short"
          inputmode="numeric"
        />
        <Button kind="secondary">{t('diplomas.old.show_page')}</Button>
      </form>
      <Form
        hidden={{ ...form.hidden('compare', { version: line.version }), page: page?.number }}
        label={t('diplomas.old.compare')}
      >
        {rowFields.map((name) => (
          <TextField
            key={name}
            {...field(name, row[name])}
            label={t.dynamic(`diplomas.old.field.${name}`)}
            maxlength={300}
            autocomplete="off"
            spellcheck={false}
          />
        ))}
        {(form.errors.twin || form.values.twin) && (
          <TextField {...form.field('twin')} label={t('diplomas.old.twin')} maxlength={300} />
        )}
        {form.errors.page && <p class="field-error">{form.errors.page}</p>}
        <FormActions>
          <Button disabled={!page}>{t('diplomas.old.compare')}</Button>
        </FormActions>
      </Form>
    </>
  )
}

/** Whose line it is: tied with one click to somebody of the same name and birth, and taken back as easily. */
function Holder({ data: { line, tied, candidates }, context }: Props) {
  const { t, form, may } = context
  const marks = { version: line.version }
  if (line.person_id)
    return (
      <Section title={t('diplomas.old.holder')}>
        <p class="mb-3">
          {tied && may('people.read', { institution: line.keeper_id }) ? (
            <a href={`/nguoi/${tied.id}`}>{`${tied.full_name}, ${birthText(tied)}`}</a>
          ) : (
            (tied?.full_name ?? t('diplomas.old.tied_elsewhere'))
          )}
        </p>
        <Form hidden={form.hidden('untie', marks)} label={t('diplomas.old.untie')}>
          <Button kind="secondary">{t('diplomas.old.untie')}</Button>
        </Form>
      </Section>
    )
  return (
    <Section title={t('diplomas.old.holder')} lead={t('diplomas.old.holder_lead')}>
      {candidates.length === 0 && <p class="text-muted">{t('diplomas.old.no_candidates')}</p>}
      {candidates.map((one) => (
        <Form
          key={one.id}
          hidden={{ ...form.hidden('tie', marks), person: one.id }}
          label={`${one.full_name}, ${birthText(one)}`}
        >
          <FormActions>
            <Button kind="secondary">
              {t('diplomas.old.tie', { name: one.full_name, birth: birthText(one) })}
            </Button>
          </FormActions>
        </Form>
      ))}
    </Section>
  )
}
