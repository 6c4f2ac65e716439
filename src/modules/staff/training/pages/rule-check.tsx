import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, CheckAnswers, Form, FormActions, LinkButton } from '#ui/index.ts'
import type { RuleInput } from '../rule-version.ts'
import { describeCategories } from '../rule-words.ts'
import type { RuleEffect } from '../store/rules.ts'
import { decimal } from './parts.tsx'
import type { RuleNewData } from './rule-new.tsx'

type Answers = NonNullable<RuleNewData['answers']>

/** A new version to look over: its answers, and how many people's status it changes. */
export function RuleCheck({ data, context }: { data: RuleNewData; context: ViewContext }) {
  const { t, form, today } = context
  const { rule, effect } = data.ready!
  const back = `/boi-duong/quy-tac/moi?${addressOf(data.answers ?? {})}`
  return (
    <>
      <Effect rule={rule} effect={effect} context={context} />
      {rule.from_date <= today && (
        <Alert kind="warning" title={t('staff.training.rule.past')}>
          {t('staff.training.rule.past_text', { day: t.date(rule.from_date) })}
        </Alert>
      )}
      <CheckAnswers
        changeLabel={t('staff.training.rule.change')}
        items={answersOf(rule, context).map((item) => ({ ...item, changeHref: back }))}
      />
      <Form
        hidden={{
          ...form.hidden('add'),
          ...singles(data.answers ?? {}),
          target: rule.target,
          seen: data.last?.id,
        }}
      >
        {Object.entries(data.answers ?? {}).flatMap(([name, value]) =>
          name.endsWith('[]')
            ? [value].flat().map((one) => <input key={name + one} type="hidden" name={name} value={one} />)
            : [],
        )}
        <FormActions>
          <Button icon="save">{t('staff.training.rule.confirm')}</Button>
          <LinkButton kind="ghost" href={back}>
            {t('staff.training.rule.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

function Effect({
  rule,
  effect,
  context: { t },
}: {
  rule: RuleInput
  effect: RuleEffect
  context: ViewContext
}) {
  const { gained, lost } = effect
  const day = t.date(rule.from_date)
  return (
    <Alert
      kind={lost > 0 ? 'warning' : 'info'}
      title={
        gained + lost > 0
          ? t('staff.training.rule.effect', { day, gained: t.number(gained), lost: t.number(lost) })
          : t('staff.training.rule.effect_none', { day })
      }
    >
      <p>
        {t('staff.training.rule.effect_before', {
          counts: t.number(effect.counts_before),
          asked: t.number(effect.asked_before),
        })}
      </p>
      <p>
        {t('staff.training.rule.effect_after', {
          counts: t.number(effect.counts_after),
          asked: t.number(effect.asked_after),
        })}
      </p>
      <p>{t('staff.training.rule.effect_basis')}</p>
    </Alert>
  )
}

function answersOf(rule: RuleInput, { t }: ViewContext): { label: string; value: string }[] {
  const yes = (is: boolean) => t(is ? 'staff.training.rule.yes' : 'staff.training.rule.no')
  const isPedagogy = rule.target === 'pedagogy'
  return [
    { label: t('staff.training.rule.field.categories'), value: describeCategories(rule.categories, t) },
    ...(isPedagogy
      ? [
          {
            label: t('staff.training.rule.field.manager_categories'),
            value: describeCategories(rule.manager_categories, t) || '–',
          },
        ]
      : []),
    { label: t('staff.training.rule.field.min_hours'), value: decimal(rule.min_hours, t) },
    { label: t('staff.training.rule.field.min_date'), value: t.date(rule.min_date) },
    {
      label: t('staff.training.rule.field.validity_months'),
      value: rule.validity_months
        ? t('staff.training.rule.field.validity_some', { months: rule.validity_months })
        : t('staff.training.rule.field.validity_ever'),
    },
    { label: t('staff.training.rule.field.includes_visiting'), value: yes(rule.includes_visiting) },
    ...(isPedagogy
      ? []
      : [
          {
            label: t('staff.training.rule.field.includes_teaching_managers'),
            value: yes(rule.includes_teaching_managers),
          },
        ]),
    { label: t('staff.training.rule.field.from_date'), value: t.date(rule.from_date) },
    { label: t('staff.training.rule.source'), value: rule.source },
    {
      label: t('staff.training.rule.certainty'),
      value: t(rule.is_verified ? 'staff.training.rule.certainty_S' : 'staff.training.rule.certainty_U'),
    },
  ]
}

function singles(answers: Answers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, value]) =>
      name.endsWith('[]') ? [] : [[name, [value].flat()[0] ?? '']],
    ),
  )
}

function addressOf(answers: Answers): URLSearchParams {
  return new URLSearchParams(
    Object.entries(answers).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )
}
