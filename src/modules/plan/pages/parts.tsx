import type { Figure, Measure } from '#platform/measures/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { Section, Table } from '#ui/index.ts'
import { address, type ViewDay } from '../view-day.ts'

/** A part of an indicator with its count on the day. */
export type PartFigure = Figure & { measure: Measure }

/** What is counted beside an indicator: each part with its own figure and the list behind it. Nothing when there are none. */
export function PartTable(props: { parts: readonly PartFigure[]; code: string; at: ViewDay; t: Translate }) {
  const { parts, code, at, t } = props
  if (parts.length === 0) return null
  const list = (part: PartFigure, tinh?: string) =>
    address(`/chi-tieu/${code}/danh-sach`, at, { phan: part.measure.name, tinh })
  return (
    <Section title={t('plan.parts.title')} lead={t('plan.parts.lead')} id="thanh-phan">
      <Table
        caption={t('plan.parts.title')}
        rows={parts}
        rowKey={(part) => part.measure.name}
        columns={[
          {
            key: 'title',
            label: t('plan.parts.name'),
            render: ({ measure }) => t.dynamic(measure.under?.title ?? measure.name),
          },
          {
            key: 'share',
            label: t('plan.parts.share'),
            align: 'end',
            render: (part) => t.percent(part.numerator, part.denominator),
          },
          {
            key: 'count',
            label: t('plan.parts.count'),
            align: 'end',
            render: (part) => (
              <>
                <a href={list(part, 'co')}>{t.number(part.numerator)}</a> /{' '}
                <a href={list(part)}>{t.number(part.denominator)}</a>{' '}
                {t.dynamic(part.measure.under?.noun ?? '')}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
