import type { Translate } from '#platform/i18n/index.ts'
import { mayReview, type Decision, type StagedRow, type Verdict } from '#platform/imports/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import type { FieldSpec } from '#platform/sheets/index.ts'
import {
  Badge,
  Button,
  Empty,
  Form,
  FormActions,
  Pager,
  Section,
  Table,
  Tabs,
  type BadgeKind,
} from '#ui/index.ts'
import type { BatchData } from '../pages/batch.tsx'
import { CellView, Problems } from './cell.tsx'

const badges: Record<Verdict, BadgeKind> = {
  unchecked: 'neutral',
  new: 'success',
  same: 'neutral',
  change: 'primary',
  doubt: 'warning',
  error: 'error',
}

/** The rows by verdict, every problem in its cell, cells to correct and doubts to decide in place. */
export function ReviewSection({ data, context }: { data: BatchData; context: ViewContext }) {
  const { row, spec, rows } = data
  const { t, form } = context
  const isOpen = mayReview(row)
  const hasInput =
    isOpen &&
    rows.some((one) => one.verdict === 'error' || one.verdict === 'doubt' || one.differences !== null)
  const table = <RowTable data={data} context={context} isOpen={isOpen} />
  return (
    <Section title={t('imports.review.title')} id="dong">
      <VerdictTabs data={data} t={t} />
      {isOpen && data.filter.loai === 'doubt' && (row.counts.undecided ?? 0) > 0 && (
        <DecideAll data={data} context={context} />
      )}
      {hasInput ? (
        <Form bare hidden={form.hidden(`${spec.kind}.review`)} label={t('imports.review.title')}>
          {table}
          <FormActions>
            <Button kind="secondary" icon="save">
              {t('imports.review.save')}
            </Button>
          </FormActions>
        </Form>
      ) : (
        table
      )}
      <RowPager data={data} t={t} />
    </Section>
  )
}

function VerdictTabs({ data: { row, filter }, t }: { data: BatchData; t: Translate }) {
  const { counts } = row
  const tabs = [
    [undefined, counts.rows],
    ['error', counts.error],
    ['doubt', counts.doubt],
    ['new', counts.new],
    ['change', counts.change],
    ['same', counts.same],
    ['warning', counts.warning],
  ] as const
  return (
    <Tabs
      label={t('imports.review.filter')}
      items={tabs.map(([key, count = 0]) => ({
        href: key ? `/nhap-du-lieu/${row.id}?loai=${key}#dong` : `/nhap-du-lieu/${row.id}#dong`,
        label: t.dynamic(`imports.verdict.${key ?? 'all'}`),
        count: t.number(count),
        current: filter.loai === key,
      }))}
    />
  )
}

type RowTableProps = { data: BatchData; context: ViewContext; isOpen: boolean }

function RowTable({ data, context, isOpen }: RowTableProps) {
  const { row, spec, rows } = data
  const { t } = context
  const several = new Set(rows.map((one) => one.sheet)).size > 1
  const name = (one: StagedRow) =>
    several
      ? t('imports.review.row_of', { row: one.sheet_row, sheet: one.sheet })
      : t('imports.review.row', { row: one.sheet_row })
  return (
    <Table
      caption={t('imports.review.title')}
      rows={rows}
      rowKey={(one) => String(one.row_number)}
      rowHref={(one) => (isOpen ? `/nhap-du-lieu/${row.id}/dong/${one.row_number}` : undefined)}
      columns={[
        { key: 'row', label: t('imports.field.row'), render: name },
        {
          key: 'verdict',
          label: t('imports.field.verdict'),
          render: (one) => <RowState row={one} data={data} context={context} isOpen={isOpen} />,
        },
        ...shownFields(data).map((field) => ({
          key: field.key,
          label: field.labels[0] ?? field.key,
          render: (one: StagedRow) => <CellView row={one} field={field} context={context} isOpen={isOpen} />,
        })),
      ]}
      empty={
        <Empty title={t('imports.review.empty')}>
          {spec.fields.length > 0 ? t('imports.review.empty_hint') : undefined}
        </Empty>
      }
    />
  )
}

/** Fields with a column, and those a row complains about. */
function shownFields({ row, spec, rows }: BatchData): FieldSpec[] {
  const keys = new Set([
    ...row.tables.filter((list) => list.isIncluded).flatMap((list) => list.matches.map((match) => match.key)),
    ...rows.flatMap((one) => [
      ...one.problems.map((problem) => problem.field),
      ...Object.keys(one.differences ?? {}),
    ]),
  ])
  return spec.fields.filter((field) => keys.has(field.key))
}

type RowStateProps = { row: StagedRow; data: BatchData; context: ViewContext; isOpen: boolean }

function RowState({ row, data, context, isOpen }: RowStateProps) {
  const { t } = context
  const { spec } = data
  const known = new Set(spec.fields.map((field) => field.key))
  const whole = row.problems.filter((problem) => problem.field === undefined || !known.has(problem.field))
  const decides = row.verdict === 'doubt' || (row.verdict === 'change' && row.differences !== null)
  const choices: Decision[] = [
    'take',
    'keep',
    ...(spec.mayBeNew && row.verdict === 'doubt' ? (['new'] as const) : []),
    'skip',
  ]
  return (
    <div class={`grid gap-2 ${decides ? 'min-w-48' : ''}`}>
      <div>
        <Badge kind={badges[row.verdict]}>{t.dynamic(`imports.verdict.${row.verdict}`)}</Badge>
      </div>
      <Problems problems={whole} t={t} />
      {decides && isOpen && (
        <select
          class="select"
          name={`decisions.r${row.row_number}`}
          aria-label={t('imports.review.decision', { row: row.sheet_row })}
        >
          {row.verdict === 'doubt' && <option value="">{t('imports.decision.none')}</option>}
          {choices.map((choice) => (
            <option
              key={choice}
              value={choice}
              selected={(row.decision ?? (row.verdict === 'change' ? 'take' : undefined)) === choice}
            >
              {t(`imports.decision.${choice}`)}
            </option>
          ))}
        </select>
      )}
      {decides && !isOpen && row.decision && <span>{t(`imports.decision.${row.decision}`)}</span>}
    </div>
  )
}

function DecideAll({ data: { spec }, context: { t, form } }: { data: BatchData; context: ViewContext }) {
  return (
    <Form bare hidden={form.hidden(`${spec.kind}.review`)} label={t('imports.review.all')}>
      <p class="mb-2 text-muted">{t('imports.review.all')}</p>
      <div class="mb-4 flex flex-wrap gap-2">
        {(['keep', 'take', 'skip'] as const).map((choice) => (
          <Button key={choice} kind="secondary" small name="all" value={choice}>
            {t(`imports.decision.${choice}`)}
          </Button>
        ))}
      </div>
    </Form>
  )
}

function RowPager({ data: { row, filter, rows, hasMore }, t }: { data: BatchData; t: Translate }) {
  const address = (after: number | undefined) => {
    const query = new URLSearchParams({
      ...(filter.loai ? { loai: filter.loai } : {}),
      ...(after ? { sau: String(after) } : {}),
    })
    return `/nhap-du-lieu/${row.id}${query.size > 0 ? `?${query}` : ''}#dong`
  }
  return (
    <Pager
      label={t('imports.review.pages')}
      previous={filter.sau > 0 ? address(undefined) : undefined}
      next={hasMore ? address(rows.at(-1)?.row_number) : undefined}
      previousLabel={t('imports.review.first')}
      nextLabel={t('imports.review.next')}
    />
  )
}
