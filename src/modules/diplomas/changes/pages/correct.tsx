import { fieldProps, sexes } from '#modules/people/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { FieldSet, Select, TextField } from '#ui/index.ts'
import { correctDiploma } from '../actions/renew.ts'
import { classes, correctedOf, typedOf } from '../change.ts'
import { changePage, loadTarget, recordPath, type Data } from './head.tsx'
import { Renewal } from './renew.tsx'

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
  view: (data, context) => (
    <Renewal act="correct" {...data} context={context}>
      <ContentFields {...data} context={context} />
    </Renewal>
  ),
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
