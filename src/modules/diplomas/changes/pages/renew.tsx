import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, type Children } from '#ui/index.ts'
import { DecisionFields, IssueFields } from './fields.tsx'
import { Head, recordPath, type Data } from './head.tsx'

/** The page of an act that closes a diploma and issues another in its place; `children` are the act's own fields. */
export function Renewal(
  props: Data & { act: 'correct' | 'replace'; context: ViewContext; children?: Children },
) {
  const { act, target, context, children } = props
  const { t, form } = context
  const isStanding = target.state === 'issued' || target.state === 'delivered'
  return (
    <>
      <Head
        target={target}
        title={t(`diplomas.changes.${act}.title`)}
        lead={t(`diplomas.changes.${act}.lead`)}
        context={context}
      />
      {isStanding ? (
        <Form
          hidden={{ ...form.hidden(act, { version: target.version }), id: target.id }}
          label={t(`diplomas.changes.${act}.title`)}
        >
          {children}
          <DecisionFields act={act} context={context} />
          <IssueFields target={target} context={context} />
          <FormActions>
            <Button>{t(`diplomas.changes.${act}.act`)}</Button>
            <LinkButton kind="ghost" href={recordPath(target.id)}>
              {t('diplomas.changes.back')}
            </LinkButton>
          </FormActions>
        </Form>
      ) : (
        <Alert kind="info" title={t.dynamic(`diplomas.changes.error.state.${target.state}`)} />
      )}
    </>
  )
}
