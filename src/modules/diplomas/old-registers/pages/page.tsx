import { z } from 'zod'
import type { Look } from '#platform/audit/looks.ts'
import { definePage, defineForm, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, fieldId, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { approvePage } from '../actions/approve-page.ts'
import { keyPage, leavePage, takeBackPage } from '../actions/key-page.ts'
import { movePage, removePage, turnPage } from '../actions/pages.ts'
import { alignRows, findDifferences, type Difference, type Pair } from '../align.ts'
import { isIdle, ownKeying, roundFor } from '../keying.ts'
import { isSame, mostRows, rowFields, type OldRow } from '../row.ts'
import { mostSettled } from '../settle.ts'
import { findPageByNumber, getPage, listKeyings, lookAt, type Keying, type OldPage } from '../store/page.ts'
import { AloneLine, KeyLines, SettleLine } from './line-fields.tsx'
import { PageActs } from './page-acts.tsx'
import { bookName } from './parts.tsx'
import { Scan } from './scan.tsx'

const linesAtFirst = 10
/** Lines both keyers missed: so many are offered behind the others, and as many again behind those. */
const linesBehind = 3
const Query = z.object({ dong: z.coerce.number().int().min(1).max(mostRows).optional().catch(undefined) })

/** What this account may do with the page now; of others' keyings it holds only what the act needs. */
type Work =
  | { do: 'key'; rows: OldRow[]; version: number; isBegun: boolean; wasLeft: boolean }
  | { do: 'resolve'; pairs: Pair[]; differences: Difference[] }
  | { do: 'wait'; idle: boolean }
  | { do: 'done' }
export type Data = {
  page: OldPage
  work: Work
  look: Look
  lines: number
  next: string | null
  previous: string | null
}

const here = (id: string): string => `/so-cu/trang/${id}`

/** A page of an old register beside its image: keyed, keyed again by somebody else who sees nothing of it, settled by a third. */
export const oldPage = definePage<Data, { id: string }, z.output<typeof Query>>({
  path: '/so-cu/trang/:id',
  permission: 'diplomas.register',
  params: z.object({ id: z.uuid() }),
  query: Query,
  island: 'diplomas/old-page',
  load,
  about: ({ page }) => ({ institution: page.institution_id }),
  looks: ({ look }) => look,
  title: ({ page }, t) => t('diplomas.old.page_no', { number: page.number }),
  forms: {
    key: defineForm({
      action: keyPage,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id, book, isDone, next }) =>
        isDone
          ? { to: next ? here(next) : `/so-cu/${book}`, say: 'diplomas.old.said.keyed' }
          : { to: here(id), say: 'diplomas.old.said.kept' },
    }),
    approve: defineForm({
      action: approvePage,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ book, lines, next }) => ({
        to: next ? here(next) : `/so-cu/${book}`,
        say: 'diplomas.old.said.approved',
        params: { lines },
      }),
    }),
    leave: defineForm({
      action: leavePage,
      then: ({ book_id }) => ({ to: `/so-cu/${book_id}`, say: 'diplomas.old.said.left' }),
    }),
    back: defineForm({
      action: takeBackPage,
      then: ({ id }) => ({ to: here(id), say: 'diplomas.old.said.taken_back' }),
    }),
    turn: defineForm({ action: turnPage, then: ({ id }) => here(id) }),
    move: defineForm({
      action: movePage,
      then: ({ id }) => ({ to: here(id), say: 'diplomas.old.said.moved' }),
    }),
    remove: defineForm({
      action: removePage,
      then: ({ book_id }) => ({ to: `/so-cu/${book_id}`, say: 'diplomas.old.said.removed' }),
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
          actions={<Neighbours data={data} context={context} />}
        />
        <div class="lg:grid lg:grid-cols-[3fr_2fr] lg:items-start lg:gap-6">
          <div class="sticky top-0 z-10 bg-base-200 lg:top-4">
            <Scan page={page} context={context} />
          </div>
          <div class="min-w-0 scroll-mt-[45vh] [&_input]:scroll-mt-[48vh] lg:[&_input]:scroll-mt-8">
            {work.do === 'key' && <KeyForm data={data} work={work} context={context} />}
            {work.do === 'resolve' && <SettleForm data={data} work={work} context={context} />}
            <PageActs data={data} context={context} />
          </div>
        </div>
      </>
    )
  },
})

async function load({
  db,
  params,
  actor,
  query,
  app,
}: LoadContext<{ id: string }, z.output<typeof Query>>): Promise<Data> {
  const page = await getPage(db, params.id)
  const account = actor.kind === 'account' ? actor.id : ''
  const work = workOf(page, await listKeyings(db, page.id), { account, now: app.clock.now() })
  const typed = work.do === 'key' ? work.rows.length : 0
  const [previous, next] = [
    await findPageByNumber(db, page.book_id, page.number - 1),
    await findPageByNumber(db, page.book_id, page.number + 1),
  ]
  return {
    page,
    work,
    look: await lookAt(db, page.id),
    lines: Math.min(mostRows, Math.max(typed, query.dong ?? linesAtFirst)),
    previous: previous?.id ?? null,
    next: next?.id ?? null,
  }
}

function workOf(
  page: OldPage,
  keyings: readonly Keying[],
  { account, now }: { account: string; now: Date },
): Work {
  if (page.state === 'approved') return { do: 'done' }
  const taken = keyings.filter((one) => one.left_at === null)
  if (page.state === 'keyed_twice') {
    if (taken.some((one) => one.account === account)) return { do: 'wait', idle: false }
    const pairs = alignRows(taken[0]!.rows, taken[1]!.rows)
    return { do: 'resolve', pairs, differences: findDifferences(pairs) }
  }
  if (!roundFor(keyings, account))
    return { do: 'wait', idle: taken.some((one) => !one.is_done && isIdle(one.at, now)) }
  const own = ownKeying(keyings, account)
  return {
    do: 'key',
    rows: own?.rows ?? [],
    version: own?.version ?? 0,
    isBegun: own !== undefined && own.left_at === null,
    wasLeft: own !== undefined && own.left_at !== null,
  }
}

type Props<Do extends Work['do']> = {
  data: Data
  work: Extract<Work, { do: Do }>
  context: ViewContext
}

function Neighbours({ data: { previous, next }, context: { t } }: { data: Data; context: ViewContext }) {
  return (
    <>
      {previous && (
        <LinkButton kind="ghost" icon="chevronLeft" href={here(previous)}>
          {t('diplomas.old.previous_page')}
        </LinkButton>
      )}
      {next && (
        <LinkButton kind="ghost" icon="chevronRight" href={here(next)}>
          {t('diplomas.old.next_page')}
        </LinkButton>
      )}
    </>
  )
}

function KeyForm({ data, work, context }: Props<'key'>) {
  const { t, form, actor, app } = context
  const { page, lines } = data
  const words = Object.fromEntries(
    [
      'unsaved',
      'saving',
      'saved',
      'away',
      'signed_out',
      'conflict',
      'restored',
      'restored_since',
      'refused',
    ].map((name) => [name, t.dynamic(`diplomas.old.auto.${name}`)]),
  )
  const isShownAgain = form.sent === 'key'
  const shown = isShownAgain ? Math.max(lines, countSent(form.values, mostRows)) : lines
  return (
    <div
      data-old-page={page.id}
      data-account={actor.kind === 'account' ? actor.id : ''}
      data-shown-again={isShownAgain || form.isRestored ? '' : undefined}
      data-words={JSON.stringify(words)}
    >
      {work.wasLeft && <Alert kind="info" title={t('diplomas.old.was_left')} />}
      <Form bare hidden={form.hidden('key', { version: work.version })} label={t('diplomas.old.work.key')}>
        <p class="mb-2 min-h-6 text-sm text-muted" data-status aria-live="polite" />
        <div id={fieldId('rows')} tabindex={-1}>
          <KeyLines rows={work.rows} lines={shown} context={context} />
        </div>
        {shown < mostRows && (
          <p class="my-3">
            <a href={`${here(page.id)}?dong=${Math.min(mostRows, shown + linesAtFirst)}`} data-more>
              {t('diplomas.old.more_lines')}
            </a>{' '}
            <span class="text-muted">{t('diplomas.old.more_hint')}</span>
          </p>
        )}
        <FormActions>
          {/* First, so that Enter in a field keeps the draft and does not end the page. */}
          <Button kind="secondary">{t('diplomas.old.keep')}</Button>
          <Button name="done" value="true">
            {t('diplomas.old.done')}
          </Button>
        </FormActions>
        <p class="mt-2 text-sm text-muted">
          {t('diplomas.old.idle_hint', { moment: t.dateTime(app.clock.now()) })}
        </p>
      </Form>
    </div>
  )
}

/** Up to which line something was typed in a form that is shown again. */
function countSent(values: Readonly<Record<string, unknown>>, most: number): number {
  const filled = Object.keys(values).filter((name) => values[name] !== '')
  const places = filled.map((name) => Number(/^rows\.(\d+)\./.exec(name)?.[1] ?? -1))
  return Math.min(most, Math.max(0, ...places.map((place) => place + 1)))
}

/** A line with what both read alike; what differs is left to who settles it. */
function agreed({ first, second }: Pair): OldRow {
  return Object.fromEntries(
    rowFields.map((field) => {
      const [one, other] = [first?.[field] ?? null, second?.[field] ?? null]
      return [field, isSame(field, one, other) ? one : null]
    }),
  ) as OldRow
}

function SettleForm({ data, work, context }: Props<'resolve'>) {
  const { t, form } = context
  const { pairs, differences } = work
  const sent = form.sent === 'approve' ? countSent(form.values, mostSettled) : 0
  const extra = Math.min(mostSettled, Math.max(pairs.length, sent) + linesBehind)
  const firstOpen = differences[0]
  return (
    <Form
      bare
      id="settle"
      hidden={form.hidden('approve', { version: data.page.version })}
      label={t('diplomas.old.work.resolve')}
    >
      <Alert
        kind={differences.length > 0 ? 'warning' : 'success'}
        title={t('diplomas.old.differences', { count: differences.length })}
      >
        {differences.length > 0 ? t('diplomas.old.differences_hint') : t('diplomas.old.agree_hint')}
        {firstOpen && (
          <>
            {' '}
            <a href={`#${fieldId(`rows.${firstOpen.row}.${firstOpen.field}`)}`}>
              {t('diplomas.old.to_first')}
            </a>
          </>
        )}
      </Alert>
      <ol class="mt-4 grid gap-4" id={fieldId('rows')}>
        {pairs.map((pair, at) => (
          <li key={at}>
            {pair.first && pair.second ? (
              <SettleLine
                at={at}
                row={agreed(pair)}
                differences={differences.filter((one) => one.row === at)}
                context={context}
              />
            ) : (
              <AloneLine
                at={at}
                row={(pair.first ?? pair.second)!}
                round={pair.first ? '1' : '2'}
                context={context}
              />
            )}
          </li>
        ))}
      </ol>
      <Disclosure label={t('diplomas.old.missed_line')} open={sent > pairs.length}>
        <KeyLines rows={[]} from={pairs.length} lines={extra} withTwins context={context} />
      </Disclosure>
      <FormActions>
        <Button>{t('diplomas.old.approve')}</Button>
      </FormActions>
    </Form>
  )
}
