import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Select, type FilterChip } from '#ui/index.ts'
import { enrolmentStates } from '../../enrolment.ts'
import { listAddress, type ListQuery } from '../list-query.ts'
import { policyGroups } from '../policy-fact.ts'
import type { Choices } from './learners.tsx'
import { levelText, wordOptions } from './parts.tsx'

const levelChoices = ['cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen'] as const

type FilterName = Exclude<keyof ListQuery, 'sau'>

/** The filters in force as a sentence whose parts can be taken away. */
export function learnerChips(query: ListQuery, choices: Choices, t: Translate): FilterChip[] {
  const words: Record<FilterName, (value: string) => string | undefined> = {
    q: (value) => `“${value}”`,
    'trang-thai': (value) => t.dynamic(`students.state.${value}`),
    khoa: (value) => choices.cohorts.find((one) => one.id === value)?.name,
    lop: (value) =>
      (value === 'chua' ? t('students.learner.no_class') : undefined) ??
      choices.classes.find((one) => one.id === value)?.code,
    nganh: (value) => choices.cohorts.find((one) => one.programme_id === value)?.programme_name,
    'trinh-do': (value) => levelText(value, t),
    'doi-tuong': (value) => t.dynamic(`students.group.${value}`),
    'co-so': (value) => choices.options.find((one) => one.code === value)?.name,
  }
  return (Object.keys(words) as FilterName[]).flatMap((name) => {
    const value = query[name]
    if (!value) return []
    const label = words[name](value) ?? t.dynamic(`students.list.named.${name}`)
    return [
      {
        label,
        removeHref: listAddress(query, { [name]: undefined }),
        removeLabel: t('students.list.remove', { filter: label }),
      },
    ]
  })
}

/** The further filters, each a choice. */
export function LearnerFilters({
  query,
  choices,
  context: { t },
}: {
  query: ListQuery
  choices: Choices
  context: ViewContext
}) {
  const any = t('students.list.any')
  const programmes = new Map(choices.cohorts.map((one) => [one.programme_id, one.programme_name]))
  const select = (name: FilterName, label: string, options: { value: string; label: string }[]) =>
    options.length > 0 && (
      <Select name={name} label={label} value={query[name]} placeholder={any} options={options} />
    )
  return (
    <>
      {select('trang-thai', t('students.field.state'), wordOptions(enrolmentStates, 'students.state', t))}
      {choices.options.length > 1 &&
        select(
          'co-so',
          t('students.field.institution'),
          choices.options.map((one) => ({ value: one.code, label: one.name })),
        )}
      {select(
        'khoa',
        t('students.field.cohort'),
        choices.cohorts.map((one) => ({ value: one.id, label: one.name })),
      )}
      {select('lop', t('students.field.class'), [
        { value: 'chua', label: t('students.learner.no_class') },
        ...choices.classes.map((one) => ({ value: one.id, label: one.code })),
      ])}
      {select(
        'nganh',
        t('students.field.programme'),
        [...programmes].map(([value, label]) => ({ value, label })),
      )}
      {select('trinh-do', t('students.field.level'), wordOptions(levelChoices, 'students.level', t))}
      {choices.maySense &&
        select('doi-tuong', t('students.field.group'), wordOptions(policyGroups, 'students.group', t))}
      <Button kind="secondary">{t('students.list.apply')}</Button>
    </>
  )
}
