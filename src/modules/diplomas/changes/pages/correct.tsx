import { fieldProps, sexes } from '#modules/people/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, FieldSet, Form, FormActions, LinkButton, Select, TextField } from '#ui/index.ts'
import { correctDiploma } from '../actions/renew.ts'
import { classes, correctedOf, typedOf } from '../change.ts'
import { DecisionFields, IssueFields } from './fields.tsx'
import { changePage, Head, loadTarget, recordPath, type Data } from './head.tsx'

/** Correcting what a diploma says: each field with what it says now; what is different becomes the annotation of the old line. */
export const correctPage = definePage<Data, { id: string }>({
  path: '/van-bang-cap/:id/chinh-sua',
  ...changePage,
  load: loadTarget,
  title: (_data, t) => t('diplomas.changes.correct.title'),
  forms: {
    correct: defineForm({
      action: correctDiploma,
      then: ({ id }) => ({ to: recordPath(id), say: 'diplomas.changes.said.correct' }),
    }),
  },
  view: ({ target }, context) => {
    const { t, form } = context
    return (
      <>
        <Head
          target={target}
          title={t('diplomas.changes.correct.title')}
          lead={t('diplomas.changes.correct.lead')}
          context={context}
        />
        {target.state !== 'issued' && target.state !== 'delivered' ? (
          <Alert kind="info" title={t.dynamic(`diplomas.changes.error.state.${target.state}`)} />
        ) : (
          <Form
            hidden={{ ...form.hidden('correct', { version: target.version }), id: target.id }}
            label={t('diplomas.changes.correct.title')}
          >
            <ContentFields target={target} context={context} />
            <DecisionFields act="correct" context={context} />
            <IssueFields target={target} context={context} />
            <FormActions>
              <Button>{t('diplomas.changes.correct.act')}</Button>
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

function ContentFields({ target, context }: Data & { context: ViewContext }) {
  const { t } = context
  const now = typedOf(correctedOf(target.content))
  const field = (name: string) => ({
    ...fieldProps(context, name, now[name]),
    hint: t('diplomas.changes.now', { value: shownOf(name, now[name] ?? '', t) }),
  })
  const none = { value: '', label: '–' }
  return (
    <FieldSet legend={t('diplomas.changes.content')} hint={t('diplomas.changes.content_hint')}>
      <TextField
        {...field('full_name')}
        label={t('diplomas.kinds.content.holder.full_name')}
        maxlength={120}
        required
      />
      <TextField
        {...field('birth')}
        label={t('diplomas.kinds.content.holder.birth')}
        width="short"
        maxlength={10}
      />
      <Select
        {...field('sex')}
        label={t('diplomas.kinds.content.holder.sex')}
        options={[none, ...sexes.map((value) => ({ value, label: t.dynamic(`people.sex.${value}`) }))]}
      />
      <TextField
        {...field('birth_place')}
        label={t('diplomas.kinds.content.holder.birth_place')}
        maxlength={200}
      />
      <TextField
        {...field('ethnicity')}
        label={t('diplomas.kinds.content.holder.ethnicity')}
        width="half"
        maxlength={60}
      />
      <TextField
        {...field('nationality')}
        label={t('diplomas.kinds.content.holder.nationality')}
        width="half"
        maxlength={60}
      />
      <TextField
        {...field('programme')}
        label={t('diplomas.kinds.content.programme.name')}
        maxlength={300}
        required
      />
      <Select
        {...field('classification')}
        label={t('diplomas.kinds.content.classification')}
        options={[
          none,
          ...classes.map((value) => ({ value, label: t.dynamic(`students.graduation.class.${value}`) })),
        ]}
      />
    </FieldSet>
  )
}

function shownOf(name: string, value: string, t: Translate): string {
  if (value === '') return '–'
  if (name === 'sex') return t.dynamic(`people.sex.${value}`)
  return name === 'classification' ? t.dynamic(`students.graduation.class.${value}`) : value
}
