import type { Translate } from '#platform/i18n/index.ts'
import { shownPercent, type Count, type Indicator, type IndicatorWords, type Target } from './indicator.ts'
import type { BoardRow, Closing } from './store/board.ts'

/** The indicator's words in the reader's language. */
export function wordsOf(t: Translate, indicator: Pick<Indicator, 'words'>): IndicatorWords {
  return indicator.words[t.lang]
}

/** "43,2 %"; never rounded up to a target that is not met. */
export function percentText(t: Translate, count: Count, target: number | null = null): string {
  const shown = shownPercent(count, target)
  return shown === null ? t('plan.not_applicable') : t.percent(shown, 100)
}

/** A target in words: "ít nhất 50 %", "100 %", "hoàn thành", "chưa nêu". */
export function targetText(t: Translate, target: Target | undefined): string {
  if (!target || target.value === null) return t('plan.target.none')
  if (target.comparator === 'done') return t('plan.target.milestone')
  const text = t.percent(target.value, 100)
  return target.value === 100 ? text : t('plan.target.at_least', { target: text })
}

/** The sentence a board begins with. */
export function sentence(t: Translate, row: Pick<BoardRow, 'indicator' | 'count' | 'standing'>): string {
  const { count, indicator, standing } = row
  const { noun } = wordsOf(t, indicator)
  if (!count) return t('plan.sentence.none')
  if (count.denominator === 0) return t('plan.sentence.empty', { noun })
  const parts = {
    n: t.number(count.numerator),
    total: t.number(count.denominator),
    noun,
    percent: percentText(t, count, standing.target?.value ?? null),
  }
  if (indicator.kind === 'percent') return t('plan.sentence.percent', parts)
  return t(standing.status === 'achieved' ? 'plan.sentence.reached' : 'plan.sentence.not_reached', parts)
}

/** What is still to do, until when; or what the target was. */
export function todo(t: Translate, row: Pick<BoardRow, 'indicator' | 'standing' | 'source'>): string {
  const { standing, indicator } = row
  const words = wordsOf(t, indicator)
  if (row.source === 'none') return words.missing ?? t('plan.missing.unknown')
  const { target, needed } = standing
  if (!target) return t('plan.todo.no_target')
  const parts = {
    year: target.year,
    due: t.date(target.due_on),
    target: t.percent(target.value, 100),
    needed: t.number(needed ?? 0),
    noun: words.noun,
  }
  if (standing.status === 'achieved') return t('plan.todo.achieved', parts)
  if (needed === null) return t('plan.todo.target', parts)
  return t(standing.expected === target.value ? 'plan.todo.overdue' : 'plan.todo.needed', parts)
}

/** How a target whose year is over ended. */
export function closingText(t: Translate, { target, count, edition }: Closing): string {
  const parts = { year: target.year, target: t.percent(target.value, 100) }
  if (!count) return t('plan.closing.none', parts)
  if (count.denominator === 0) return t('plan.closing.empty', parts)
  const figure = {
    ...parts,
    percent: percentText(t, count, target.value),
    n: t.number(count.numerator),
    total: t.number(count.denominator),
  }
  const ended = t(
    count.numerator * 100 >= target.value * count.denominator ? 'plan.closing.met' : 'plan.closing.missed',
    figure,
  )
  const how = edition
    ? t('plan.closing.frozen', { edition: edition.edition, day: t.date(edition.frozen_at) })
    : t('plan.closing.computed')
  return `${ended} ${how}`
}

/** Words of a breakdown's dimension or of a value of it: from the measure's own module, else from ours, else the code itself. */
export function dimLabel(t: Translate, measure: string, dim: string, value?: string): string {
  if (value === '' || value === 'unknown') return t('plan.dim.unknown')
  const tail = value === undefined ? dim : `${dim}.${value}`
  const module = measure.split('.')[0] ?? ''
  const keys = [
    `${module}.dim.${tail}`,
    `plan.dim.${tail}`,
    ...(value === undefined ? [] : [`${module}.${tail}`]),
  ]
  const known = keys.find((key) => t.has(key))
  return known ? t.dynamic(known) : (value ?? dim)
}
