import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { addressOf } from '#platform/pages/query.ts'
import { writePageMark } from '#platform/pages/page-mark.ts'
import { Button, Filters, Pager, Section, Select, Table } from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import { kindOptions, kindText } from '../../registers/pages/schools.tsx'
import { acts, type Movement } from '../stock.ts'
import { actText, movementPath, serialsText, StandingBadge, stockPath } from './parts.tsx'

/** What the address of a school's stock says of its movements. */
export const MovementQuery = z.object({
  loai: z.enum(kindCodes).optional().catch(undefined),
  viec: z.enum(acts).optional().catch(undefined),
  sau: z.string().max(100).optional(),
})
export type MovementQuery = z.output<typeof MovementQuery>

type Props = {
  id: string
  query: MovementQuery
  rows: readonly Movement[]
  hasMore: boolean
  names: ReadonlyMap<string, string>
  t: Translate
}

/** Every movement of a school, by kind and act. */
export function Movements({ id, query, rows, hasMore, names, t }: Props) {
  const last = rows.at(-1)
  const address = (sau?: string) => addressOf(stockPath(id), { ...query, sau })
  return (
    <Section title={t('diplomas.blanks.movements')}>
      <MovementFilters query={query} t={t} />
      <MovementTable rows={rows} names={names} t={t} />
      <Pager
        label={t('diplomas.registers.pages')}
        previous={query.sau ? address() : undefined}
        next={hasMore && last ? address(writePageMark(last.on_date, last.id)) : undefined}
        previousLabel={t('diplomas.registers.first_page')}
        nextLabel={t('diplomas.registers.next_page')}
      />
    </Section>
  )
}

function MovementFilters({ query, t }: Pick<Props, 'query' | 't'>) {
  return (
    <Filters
      more={
        <>
          <Select
            name="loai"
            label={t('diplomas.blanks.kind')}
            value={query.loai}
            placeholder={t('diplomas.registers.any')}
            options={kindOptions(t)}
          />
          <Select
            name="viec"
            label={t('diplomas.blanks.act')}
            value={query.viec}
            placeholder={t('diplomas.registers.any')}
            options={acts.map((value) => ({ value, label: t.dynamic(`diplomas.blanks.act.${value}`) }))}
          />
          <Button kind="secondary">{t('diplomas.registers.apply')}</Button>
        </>
      }
      moreLabel={t('diplomas.registers.filter')}
      moreOpen={Boolean(query.loai ?? query.viec)}
    />
  )
}

function MovementTable({ rows, names, t }: Pick<Props, 'rows' | 'names' | 't'>) {
  return (
    <Table
      caption={t('diplomas.blanks.movements')}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => movementPath(row.id)}
      columns={[
        { key: 'act', label: t('diplomas.blanks.act'), render: (row) => actText(row, t) },
        { key: 'day', label: t('diplomas.blanks.on_date'), render: (row) => t.date(row.on_date) },
        {
          key: 'blanks',
          label: t('diplomas.blanks.blanks'),
          render: (row) => (
            <span class="block">
              {kindText(row.kind_code, t)} <span class="block text-sm text-muted">{serialsText(row, t)}</span>
            </span>
          ),
        },
        {
          key: 'count',
          label: t('diplomas.blanks.count'),
          align: 'end',
          render: (row) => t.number(row.count),
        },
        { key: 'about', label: t('diplomas.blanks.about'), render: (row) => aboutText(row, names) },
        {
          key: 'standing',
          label: t('diplomas.blanks.standing'),
          render: (row) => <StandingBadge movement={row} t={t} />,
        },
      ]}
      empty={<p class="text-muted">{t('diplomas.blanks.no_movements')}</p>}
    />
  )
}

/** The other school, the paper, the reason: what sets one movement apart from another. */
const aboutText = (row: Movement, names: ReadonlyMap<string, string>): string =>
  [row.other_id && names.get(row.other_id), row.paper_no, row.reason].filter(Boolean).join(' · ') || '–'
