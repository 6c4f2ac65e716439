import type { ViewContext } from '#platform/pages/page.ts'
import { Table } from '#ui/index.ts'
import type { Keyer } from '../store/keyer.ts'
import { rate } from './parts.tsx'

/** Who keyed how much, and in how many fields it was otherwise settled. */
export function KeyerTable({ keyers, context: { t } }: { keyers: readonly Keyer[]; context: ViewContext }) {
  return (
    <Table
      caption={t('diplomas.old.keyers')}
      rows={keyers}
      rowKey={(row) => row.account}
      columns={[
        { key: 'name', label: t('diplomas.old.keyer') },
        { key: 'pages', label: t('diplomas.old.pages'), align: 'end', render: (row) => t.number(row.pages) },
        { key: 'lines', label: t('diplomas.old.lines'), align: 'end', render: (row) => t.number(row.lines) },
        {
          key: 'wrong',
          label: t('diplomas.old.error_rate'),
          align: 'end',
          render: (row) => rate(row.wrong, row.fields, t),
        },
      ]}
    />
  )
}
