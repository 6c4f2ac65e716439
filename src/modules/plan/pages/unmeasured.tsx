import type { Translate } from '#platform/i18n/index.ts'
import { Section, Table, type Column } from '#ui/index.ts'
import { targetText, wordsOf } from '../speech.ts'
import type { BoardRow } from '../store/board.ts'
import { address, type ViewDay } from '../view-day.ts'

type Parts = { rows: BoardRow[]; at: ViewDay; t: Translate; mayEnter: boolean }

/** Indicators nothing here can count yet: what is asked for and what is missing. */
export function Unmeasured({ rows, at, t, mayEnter }: Parts) {
  return (
    <Section
      title={t('plan.unmeasured.title', { count: rows.length })}
      lead={t('plan.unmeasured.lead')}
      id="chua-do-duoc"
    >
      <Table
        caption={t('plan.unmeasured.caption')}
        rows={rows}
        rowKey={(row) => row.indicator.code}
        rowHref={(row) => address(`/chi-tieu/${row.indicator.code}`, at)}
        columns={columnsOf(rows, t, mayEnter)}
      />
    </Section>
  )
}

function columnsOf(rows: readonly BoardRow[], t: Translate, mayEnter: boolean): Column<BoardRow>[] {
  const years = [...new Set(rows.flatMap((row) => row.indicator.targets.map((target) => target.year)))]
  const targets = years
    .toSorted((a, b) => a - b)
    .map((year): Column<BoardRow> => {
      const text = (row: BoardRow) =>
        targetText(
          t,
          row.indicator.targets.find((one) => one.year === year),
        )
      return {
        key: String(year),
        label: String(year),
        align: 'end',
        render: (row) => <span class="whitespace-nowrap">{text(row)}</span>,
      }
    })
  const name = (row: BoardRow) => `${row.indicator.code} · ${wordsOf(t, row.indicator).name}`
  const missing = (row: BoardRow) => wordsOf(t, row.indicator).missing ?? t('plan.missing.unknown')
  const enter = (row: BoardRow) => (
    <a href={`/chi-tieu/${row.indicator.code}/nhap-so`}>{t('plan.enter.open')}</a>
  )
  return [
    { key: 'name', label: t('plan.field.indicator'), render: name },
    ...targets,
    { key: 'missing', label: t('plan.field.missing'), render: missing },
    ...(mayEnter ? [{ key: 'act', label: t('plan.field.act'), render: enter }] : []),
  ]
}
