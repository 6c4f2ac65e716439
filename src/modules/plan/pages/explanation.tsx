import type { Translate } from '#platform/i18n/index.ts'
import { Disclosure, Facts, LinkButton, Section, Table, type Fact } from '#ui/index.ts'
import type { Target } from '../indicator.ts'
import { targetText, wordsOf } from '../speech.ts'
import type { BoardRow } from '../store/board.ts'
import type { Plan } from '../store/definitions.ts'
import type { ViewDay } from '../view-day.ts'

type Parts = {
  row: BoardRow
  plan: Plan
  at: ViewDay
  t: Translate
  mayEdit: boolean
  /** The reader may keep the dated rule the measure reads. */
  mayRule: boolean
}

/** "Giải thích số này": how the figure is made, from what, in which version, and what is left out. */
export function Explanation(parts: Parts) {
  const { row, t, mayEdit, mayRule } = parts
  const rule = row.measure?.rule
  return (
    <Section
      title={t('plan.explain.title')}
      id="giai-thich"
      actions={
        <>
          {rule && mayRule && (
            <LinkButton href={rule.href} kind="secondary">
              {t.dynamic(rule.label)}
            </LinkButton>
          )}
          {mayEdit && (
            <LinkButton href={`/chi-tieu/${row.indicator.code}/sua`} kind="secondary" icon="edit">
              {t('plan.change.open')}
            </LinkButton>
          )}
        </>
      }
    >
      <Facts items={[...formulaFacts(parts), ...gapFacts(row, t)]} />
      <div class="mt-4">
        <Disclosure label={t('plan.explain.targets')}>
          <TargetTable targets={row.indicator.targets} t={t} />
        </Disclosure>
      </div>
    </Section>
  )
}

function formulaFacts({ row, plan, at, t }: Parts): Fact[] {
  const { indicator, measure, start } = row
  const words = wordsOf(t, indicator)
  const group = t.lang === 'vi' ? indicator.task_group_name : indicator.task_group_name_en
  const versions = { formula: indicator.formula_version, measure: measure?.version ?? '' }
  const from = { day: t.date(start.day), percent: t.percent(start.value, 100) }
  return [
    {
      label: t('plan.explain.formula'),
      value: words.formula,
      wide: true,
      note: t(`plan.certainty.${indicator.certainty}`),
    },
    { label: t('plan.explain.exclusions'), value: words.exclusions, wide: true },
    {
      label: t('plan.explain.version'),
      value: measure ? t('plan.explain.versions', versions) : indicator.formula_version,
    },
    { label: t('plan.explain.as_of'), value: t.date(at.asOf), note: t('plan.explain.fresh') },
    { label: t('plan.explain.group'), value: `${indicator.task_group} · ${group}` },
    {
      label: t('plan.explain.path'),
      value: t('plan.explain.path_from', from),
      note: t(start.day === plan.path_from ? 'plan.explain.path_assumed' : 'plan.explain.path_closed'),
    },
  ]
}

/** What the value does not cover, or what is missing before there is one. */
function gapFacts({ indicator, source }: BoardRow, t: Translate): Fact[] {
  const words = wordsOf(t, indicator)
  const caveat = words.caveat && { label: t('plan.explain.caveat'), value: words.caveat, wide: true }
  const missing = source === 'none' && {
    label: t('plan.field.missing'),
    value: words.missing ?? t('plan.missing.unknown'),
    wide: true,
  }
  return [caveat, missing].filter((fact): fact is Exclude<typeof fact, '' | null | false> => Boolean(fact))
}

function TargetTable({ targets, t }: { targets: Target[]; t: Translate }) {
  return (
    <Table
      caption={t('plan.explain.targets')}
      rows={targets}
      rowKey={(target) => String(target.year)}
      columns={[
        { key: 'year', label: t('plan.field.year') },
        {
          key: 'value',
          label: t('plan.field.target'),
          align: 'end',
          render: (target) => targetText(t, target),
        },
        { key: 'source', label: t('plan.field.source') },
      ]}
    />
  )
}
