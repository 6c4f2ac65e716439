import type { Translate } from '#platform/i18n/index.ts'
import { Badge, Table } from '#ui/index.ts'
import { kindText } from '../../registers/pages/schools.tsx'
import { difference, type Stock } from '../stock.ts'
import { stockPath } from './parts.tsx'

const sums = ['received', 'moved_in', 'used', 'spoiled', 'left', 'moving', 'moved_out'] as const

/** The balance of each kind, or of each school: both sides and whether they agree. */
export function StockTable({
  rows,
  names,
  t,
}: {
  rows: readonly Stock[]
  /** Names of the schools; without them the rows are of one school. */
  names?: ReadonlyMap<string, string>
  t: Translate
}) {
  const total = (key: (typeof sums)[number]) => rows.reduce((sum, row) => sum + row[key], 0)
  return (
    <Table
      caption={t('diplomas.blanks.balance')}
      rows={rows}
      rowKey={(row) => `${row.institution_id} ${row.kind_code}`}
      {...(names ? { rowHref: (row: Stock) => stockPath(row.institution_id) } : {})}
      columns={[
        {
          key: 'kind',
          label: t(names ? 'diplomas.blanks.institution_kind' : 'diplomas.blanks.kind'),
          render: (row) =>
            names ? (
              <span class="block">
                {names.get(row.institution_id) ?? '–'}{' '}
                <span class="block text-sm font-normal text-muted">{kindText(row.kind_code, t)}</span>
              </span>
            ) : (
              kindText(row.kind_code, t)
            ),
        },
        ...sums.map((key) => ({
          key,
          label: t.dynamic(`diplomas.blanks.sum.${key}`),
          align: 'end' as const,
          render: (row: Stock) => (
            <span class="block">
              {t.number(row[key])}
              {key === 'spoiled' && row.destroyed > 0 && (
                <span class="block text-sm whitespace-nowrap text-muted">
                  {t('diplomas.blanks.destroyed', { count: t.number(row.destroyed) })}
                </span>
              )}
            </span>
          ),
        })),
        {
          key: 'agrees',
          label: t('diplomas.blanks.agrees'),
          render: (row) =>
            difference(row) === 0 ? (
              <Badge kind="success">{t('diplomas.blanks.agree')}</Badge>
            ) : (
              <Badge kind="error">{t('diplomas.blanks.differ', { count: difference(row) })}</Badge>
            ),
        },
      ]}
      foot={
        rows.length > 1
          ? [t('diplomas.blanks.all'), ...sums.map((key) => t.number(total(key))), '']
          : undefined
      }
      empty={<p class="text-muted">{t('diplomas.blanks.none')}</p>}
    />
  )
}
