import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Button, Facts, Form, FormActions, LinkButton, PageHeader, Section, TextArea } from '#ui/index.ts'
import { confirmKind } from '../actions/confirm-kind.ts'
import type { Kind } from '../kind.ts'
import { getKind } from '../store/kind.ts'
import { kindPath, readings, spanText, VerifiedBadge } from './words.tsx'

const nameOf = (kind: Kind, t: ViewContext['t']) => (t.lang === 'vi' ? kind.name : kind.name_en)

/** One version of a kind: when it holds, what it asks, where that stands. */
export const kindDetail = definePage({
  path: '/so-goc/loai/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  load: ({ db, params }) => getKind(db, params.id),
  title: nameOf,
  forms: {
    confirm: defineForm({
      action: confirmKind,
      then: ({ id }) => ({ to: kindPath(id), say: 'diplomas.kinds.confirm.done' }),
    }),
  },
  view: (kind, context) => {
    const { t, may } = context
    const mayKeep = may('diplomas.keep-kinds', { province: true })
    return (
      <>
        <PageHeader
          title={nameOf(kind, t)}
          lead={spanText(kind, t)}
          state={<VerifiedBadge kind={kind} t={t} />}
          breadcrumb={[
            { href: '/so-goc', label: t('diplomas.registers.title') },
            { href: '/so-goc/loai', label: t('diplomas.kinds.title') },
          ]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={
            mayKeep &&
            kind.to_date === null && (
              <LinkButton icon="plus" href={`${kindPath(kind.id)}/moi`}>
                {t('diplomas.kinds.new.open')}
              </LinkButton>
            )
          }
        />
        <ul class="bullets mb-6">
          {readings(kind, t).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Contents kind={kind} t={t} />
        {mayKeep && !kind.is_verified && <Confirm kind={kind} context={context} />}
      </>
    )
  },
})

function Contents({ kind, t }: { kind: Kind; t: ViewContext['t'] }) {
  return (
    <>
      <Facts
        items={[
          { label: t('diplomas.kinds.name'), value: kind.name },
          { label: t('diplomas.kinds.name_en'), value: kind.name_en },
          {
            label: t('diplomas.kinds.level'),
            value: kind.level
              ? t.dynamic(`diplomas.kinds.level.${kind.level}`)
              : t('diplomas.kinds.level.none'),
          },
          { label: t('diplomas.kinds.source'), value: kind.source, wide: true },
        ]}
      />
      <Section title={t('diplomas.kinds.required')} lead={t('diplomas.kinds.required_lead')}>
        <ul class="bullets">
          {kind.required.map((field) => (
            <li key={field}>{t.dynamic(`diplomas.kinds.content.${field}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Confirm({ kind, context }: { kind: Kind; context: ViewContext }) {
  const { t, form } = context
  return (
    <Section title={t('diplomas.kinds.confirm.title')} lead={t('diplomas.kinds.confirm.lead')}>
      <Form hidden={{ ...form.hidden('confirm'), kind: kind.id }} label={t('diplomas.kinds.confirm.title')}>
        <TextArea
          {...fieldProps(context, 'source')}
          label={t('diplomas.kinds.confirm.source')}
          hint={t('diplomas.kinds.source_hint')}
          rows={3}
          maxlength={1000}
          required
        />
        <FormActions>
          <Button>{t('diplomas.kinds.confirm.act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
