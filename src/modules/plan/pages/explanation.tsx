import type { Translate } from '#platform/i18n/index.ts'
import { Disclosure, Facts, Section, Table } from '#ui/index.ts'
import { wordsOf } from '../speech.ts'
import type { BoardRow } from '../store/board.ts'
import type { Plan } from '../store/definitions.ts'
import type { ViewDay } from '../view-day.ts'

/** "Giải thích số này": how the figure is made, from what, in which version, and what is left out. */
export function Explanation({ row, plan, at, t }: { row: BoardRow; plan: Plan; at: ViewDay; t: Translate }) {
  const { indicator, measure } = row
  const words = wordsOf(t, indicator)
  const group = t.lang === 'vi' ? indicator.task_group_name : indicator.task_group_name_en
  return (
    <Section title={t('plan.explain.title')} id="giai-thich">
      <Facts
        items={[
          { label: t('plan.explain.formula'), value: words.formula, wide: true, note: t(indicator.certainty === 'seen' ? 'plan.certainty.seen' : 'plan.certainty.proposed') },
          { label: t('plan.explain.exclusions'), value: words.exclusions, wide: true },
          { label: t('plan.explain.version'), value: measure ? t('plan.explain.versions', { formula: indicator.formula_version, measure: measure.version }) : indicator.formula_version },
          { label: t('plan.explain.as_of'), value: t.date(at.asOf), note: t('plan.explain.fresh') },
          { label: t('plan.explain.group'), value: `${indicator.task_group} · ${group}` },
          {
            label: t('plan.explain.path'),
            value: t('plan.explain.path_from', { day: t.date(row.start.day), percent: t.percent(row.start.value, 100) }),
            note: row.start.day === plan.path_from ? t('plan.explain.path_assumed') : t('plan.explain.path_closed'),
          },
          ...(words.caveat ? [{ label: t('plan.explain.caveat'), value: words.caveat, wide: true }] : []),
          ...(row.source === 'none' ? [{ label: t('plan.field.missing'), value: words.missing ?? t('plan.missing.unknown'), wide: true }] : []),
        ]}
      />
      <div class="mt-4">
        <Disclosure label={t('plan.explain.targets')}>
          <Table
            caption={t('plan.explain.targets')}
            rows={indicator.targets}
            rowKey={(target) => String(target.year)}
            columns={[
              { key: 'year', label: t('plan.field.year') },
              {
                key: 'value', label: t('plan.field.target'), align: 'end',
                render: (target) =>
                  target.value === null ? t('plan.target.none') : target.comparator === 'done' ? t('plan.target.milestone') : t('plan.target.at_least', { target: t.percent(target.value, 100) }),
              },
              { key: 'source', label: t('plan.field.source') },
            ]}
          />
        </Disclosure>
      </div>
    </Section>
  )
}
