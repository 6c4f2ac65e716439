import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { addressOf } from '#platform/pages/query.ts'
import { Badge, Button, Filters, Pager, Section, Select, Table } from '#ui/index.ts'
import { diplomaStates } from '../../diploma.ts'
import { numberName } from '../../number-name.ts'
import { annotationText } from '../annotation.ts'
import type { Book, Line } from '../book.ts'
import { lineText } from '../line-text.ts'

/** What the address of a book says of its lines. */
export const LineQuery = z.object({
  q: z.string().trim().max(100).optional(),
  trang_thai: z.enum(diplomaStates).optional().catch(undefined),
  sau: z.coerce.number().int().min(0).max(10_000_000).optional().catch(undefined),
})
export type LineQuery = z.output<typeof LineQuery>

type Props = { book: Book; query: LineQuery; rows: readonly Line[]; hasMore: boolean; t: Translate }

/** The lines of a book with their search and filter, by entry. */
export function Lines({ book, query, rows, hasMore, t }: Props) {
  const last = rows.at(-1)
  const address = (sau?: number) => addressOf(`/so-goc/${book.id}`, { ...query, sau })
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

function LineTable({ rows, t }: { rows: readonly Line[]; t: Translate }) {
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
          render: (row) => <Numbers row={row} t={t} />,
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

/** Entry and serial; of an old register that gives one alone it is said which. */
function Numbers({ row, t }: { row: { entry_no: string; serial: string; line: Line }; t: Translate }) {
  return row.entry_no && row.serial ? (
    <Two first={row.entry_no} second={row.serial} />
  ) : (
    <>{numberName(row.line, t)}</>
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

function StateNotes({ line, t }: { line: Line; t: Translate }) {
  return (
    <div>
      {t.dynamic(`diplomas.state.${line.state}`)}{' '}
      {!line.is_compared && <Badge kind="warning">{t('diplomas.old.not_compared')}</Badge>}
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
