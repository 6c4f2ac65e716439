import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, CheckAnswers, Form, FormActions, LinkButton } from '#ui/index.ts'
import type { ThresholdInput, ThresholdVersion } from '../../threshold.ts'
import type { ThresholdEffect } from '../store/preview.ts'
import { thresholdText } from './thresholds.tsx'

type Props = {
  input: ThresholdInput
  effect: ThresholdEffect
  last: ThresholdVersion | undefined
  /** The form with what was typed. */
  back: string
  context: ViewContext
}

/** A new version to look over: what it says, and who begins or ceases to count. */
export function ThresholdCheck({ input, effect, last, back, context }: Props) {
  const { t, form, today } = context
  return (
    <>
      <Effect effect={effect} t={t} />
      {input.from_date <= today && (
        <Alert kind="warning" title={t('students.threshold.past')}>
          {t('students.threshold.past_text', { day: t.date(input.from_date) })}
        </Alert>
      )}
      <CheckAnswers
        changeLabel={t('students.threshold.change')}
        items={[
          {
            label: t('students.threshold.value'),
            value: [
              last && thresholdText(last.code, last.value, t),
              thresholdText(input.code, input.value, t),
            ]
              .filter(Boolean)
              .join(' → '),
          },
          { label: t('students.threshold.from_date'), value: t.date(input.from_date) },
          { label: t('students.threshold.source'), value: input.source },
          {
            label: t('students.threshold.certainty'),
            value: t(input.is_verified ? 'students.threshold.verified' : 'students.threshold.unverified'),
          },
        ].map((item) => ({ ...item, changeHref: back }))}
      />
      <Form
        hidden={{
          ...form.hidden('add'),
          code: input.code,
          value: input.value,
          from_date: input.from_date,
          source: input.source,
          ...(input.is_verified ? { is_verified: 'true' } : {}),
          ...(last ? { seen: last.from_date } : {}),
        }}
      >
        <FormActions>
          <Button icon="save">{t('students.threshold.confirm')}</Button>
          <LinkButton kind="ghost" href={back}>
            {t('students.threshold.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

function Effect({ effect, t }: { effect: ThresholdEffect; t: ViewContext['t'] }) {
  const { of, gained, lost } = effect
  const figures = {
    day: t.date(effect.day),
    asked: t.number(effect.asked),
    before: t.number(effect.before),
    after: t.number(effect.after),
  }
  const isChanged = of === 'requests' ? effect.before !== effect.after : gained.length + lost.length > 0
  return (
    <Alert
      kind={lost.length > 0 || effect.after < effect.before ? 'warning' : 'info'}
      title={t(isChanged ? 'students.threshold.effect' : 'students.threshold.effect_none')}
    >
      <p>{t.dynamic(`students.threshold.effect_${of}`, figures)}</p>
      {gained.length > 0 && <p>{t('students.threshold.gained', { names: gained.join('; ') })}</p>}
      {lost.length > 0 && <p>{t('students.threshold.lost', { names: lost.join('; ') })}</p>}
    </Alert>
  )
}
