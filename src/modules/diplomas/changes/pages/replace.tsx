import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton } from '#ui/index.ts'
import { replaceDiploma } from '../actions/renew.ts'
import { DecisionFields, IssueFields } from './fields.tsx'
import { changePage, Head, loadTarget, recordPath, type Data } from './head.tsx'

/** Issuing a diploma anew: what it says stays, its number is new, the old one is closed. */
export const replacePage = definePage<Data, { id: string }>({
  path: '/van-bang-cap/:id/cap-lai',
  ...changePage,
  load: loadTarget,
  title: (_data, t) => t('diplomas.changes.replace.title'),
  forms: {
    replace: defineForm({
      action: replaceDiploma,
      then: ({ id }) => ({ to: recordPath(id), say: 'diplomas.changes.said.replace' }),
    }),
  },
  view: ({ target }, context) => {
    const { t, form } = context
    return (
      <>
        <Head
          target={target}
          title={t('diplomas.changes.replace.title')}
          lead={t('diplomas.changes.replace.lead')}
          context={context}
        />
        {target.state !== 'issued' && target.state !== 'delivered' ? (
          <Alert kind="info" title={t.dynamic(`diplomas.changes.error.state.${target.state}`)} />
        ) : (
          <Form
            hidden={{ ...form.hidden('replace', { version: target.version }), id: target.id }}
            label={t('diplomas.changes.replace.title')}
          >
            <DecisionFields act="replace" context={context} />
            <IssueFields target={target} context={context} />
            <FormActions>
              <Button>{t('diplomas.changes.replace.act')}</Button>
              <LinkButton kind="ghost" href={recordPath(target.id)}>
                {t('diplomas.changes.back')}
              </LinkButton>
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})
