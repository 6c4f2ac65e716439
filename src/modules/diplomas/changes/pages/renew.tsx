import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, type Children } from '#ui/index.ts'
import { SettingFields } from '../../issuing/pages/setting-fields.tsx'
import { DecisionFields } from './fields.tsx'
import { Head, isStanding, NotStanding, recordPath, type Data } from './head.tsx'

/** The page of an act that closes a diploma and issues another in its place; `children` are the act's own fields. */
export function Renewal(
  props: Data & { act: 'correct' | 'replace'; context: ViewContext; children?: Children },
) {
  const { act, target, context, children } = props
  const { t, form } = context
  const { issue } = target.content
  return (
    <>
      <Head
        target={target}
        title={t(`diplomas.changes.${act}.title`)}
        lead={t(`diplomas.changes.${act}.lead`)}
        context={context}
      />
      {isStanding(target) ? (
        <Form
          hidden={{ ...form.hidden(act, { version: target.version }), id: target.id }}
          label={t(`diplomas.changes.${act}.title`)}
        >
          {children}
          <DecisionFields act={act} context={context} />
          <SettingFields
            title={t('diplomas.changes.issue')}
            hint={t('diplomas.changes.issue_hint')}
            setting={{
              issue_place: issue.place,
              signer_name: issue.signer_name,
              signer_capacity: issue.signer_capacity,
              medium: target.medium,
            }}
            context={context}
          />
          <FormActions>
            <Button>{t(`diplomas.changes.${act}.act`)}</Button>
            <LinkButton kind="ghost" href={recordPath(target.id)}>
              {t('diplomas.changes.back')}
            </LinkButton>
          </FormActions>
        </Form>
      ) : (
        <NotStanding target={target} context={context} />
      )}
    </>
  )
}
