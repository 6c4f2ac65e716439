import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, CheckAnswers, Form, FormActions, LinkButton } from '#ui/index.ts'
import type { ChecklistInput } from '../checklist.ts'
import type { ChecklistEffect } from '../measures.ts'
import type { ChecklistNewData } from './checklist-new.tsx'
import { describeItem } from './checklists.tsx'

/** A new checklist to look over: its answers, and which schools it changes. */
export function ChecklistCheck({ data, context }: { data: ChecklistNewData; context: ViewContext }) {
  const { t, form, today } = context
  const { checklist, effect } = data.ready!
  const answers = data.answers ?? {}
  const back = `/danh-muc-ha-tang/moi?${new URLSearchParams(answers)}`
  return (
    <>
      <Effect checklist={checklist} effect={effect} context={context} />
      {checklist.from_date <= today && (
        <Alert kind="warning" title={t('institutions.checklist.past')}>
          {t('institutions.checklist.past_text', { day: t.date(checklist.from_date) })}
        </Alert>
      )}
      <CheckAnswers
        changeLabel={t('institutions.checklist.change')}
        items={answersOf(checklist, context).map((item) => ({ ...item, changeHref: back }))}
      />
      <Form hidden={{ ...form.hidden('add'), ...answers, seen: data.last?.id }}>
        <FormActions>
          <Button icon="save">{t('institutions.checklist.confirm')}</Button>
          <LinkButton kind="ghost" href={back}>
            {t('institutions.checklist.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

function Effect({
  checklist,
  effect: { asked, counts_before, counts_after, gained, lost },
  context: { t },
}: {
  checklist: ChecklistInput
  effect: ChecklistEffect
  context: ViewContext
}) {
  const day = t.date(checklist.from_date)
  const changes = { day, gained: t.number(gained.length), lost: t.number(lost.length) }
  return (
    <Alert
      kind={lost.length > 0 ? 'warning' : 'info'}
      title={
        gained.length + lost.length > 0
          ? t('institutions.checklist.effect', changes)
          : t('institutions.checklist.effect_none', { day })
      }
    >
      {gained.length > 0 && <p>{t('institutions.checklist.gained', { names: gained.join(' · ') })}</p>}
      {lost.length > 0 && <p>{t('institutions.checklist.lost', { names: lost.join(' · ') })}</p>}
      <p>
        {t('institutions.checklist.effect_figures', {
          before: t.number(counts_before),
          after: t.number(counts_after),
          asked: t.number(asked),
        })}
      </p>
      <p>{t('institutions.checklist.effect_basis')}</p>
    </Alert>
  )
}

function answersOf(checklist: ChecklistInput, { t }: ViewContext): { label: string; value: string }[] {
  const { items, from_date, source, is_verified } = checklist
  return [
    {
      label: t('institutions.checklist.items'),
      value: items.map((one) => describeItem(t, one)).join('; '),
    },
    { label: t('institutions.checklist.from_date'), value: t.date(from_date) },
    { label: t('institutions.field.source'), value: source },
    {
      label: t('institutions.checklist.verified'),
      value: t(is_verified ? 'institutions.checklist.is_verified' : 'institutions.checklist.is_unverified'),
    },
  ]
}
