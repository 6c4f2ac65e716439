import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  TextArea,
  type Fact,
} from '#ui/index.ts'
import { isStanding, NotStanding } from '../../changes/pages/head.tsx'
import { getTarget, type Target } from '../../changes/store/target.ts'
import { grantCopy, refuseCopy } from '../actions/ask.ts'
import type { CertifiedCopy } from '../copy.ts'
import { getCopy } from '../store/copy.ts'
import { CopyBadge } from './parts.tsx'

type Data = { copy: CertifiedCopy; target: Target }

const here = ({ id }: { id: string }): string => `/ban-sao/${id}`

/** One request for copies: who asked, what for, and what the register answered. */
export const copyDetail = definePage<Data, { id: string }>({
  path: '/ban-sao/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const copy = await getCopy(db, params.id)
    return { copy, target: await getTarget(db, copy.diploma_id) }
  },
  about: ({ copy }) => ({ institution: copy.institution_id }),
  looks: ({ copy }) => (copy.person_id ? { subject: 'people.person', ids: [copy.person_id] } : undefined),
  title: ({ copy }) => copy.full_name,
  forms: {
    grant: defineForm({
      action: grantCopy,
      then: (copy) => ({ to: here(copy), say: 'diplomas.copies.said.made' }),
    }),
    refuse: defineForm({
      action: refuseCopy,
      then: (copy) => ({ to: here(copy), say: 'diplomas.copies.said.refused' }),
    }),
  },
  view: ({ copy, target }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={copy.full_name}
          lead={copy.title}
          state={<CopyBadge state={copy.state} t={t} />}
          breadcrumb={[{ href: '/ban-sao', label: t('diplomas.copies.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={
            copy.state === 'issued' && (
              <LinkButton icon="file" href={`${here(copy)}/ban-sao.pdf`}>
                {t('diplomas.copies.open')}
              </LinkButton>
            )
          }
        />
        <Facts items={facts(copy, context)} />
        <p class="my-6">
          <a href={`/van-bang-cap/${copy.diploma_id}`}>{t('diplomas.copies.diploma')}</a>
        </p>
        {copy.state === 'asked' && context.may('diplomas.register', { institution: copy.institution_id }) && (
          <Answer copy={copy} target={target} context={context} />
        )}
      </>
    )
  },
})

function facts(copy: CertifiedCopy, { t }: ViewContext): Fact[] {
  return [
    { label: t('diplomas.copies.field.entry_no'), value: copy.entry_no ?? '–' },
    { label: t('diplomas.issuing.field.serial'), value: copy.serial ?? '–' },
    { label: t('diplomas.copies.field.register_entry'), value: copy.register_entry ?? '–' },
    {
      label: t('diplomas.copies.field.requester'),
      value: `${copy.requester_name} (${t.dynamic(`diplomas.copies.requester.${copy.requester}`)})`,
    },
    {
      label: t('diplomas.copies.field.paper'),
      value: copy.requester_paper ?? t('diplomas.copies.by_account'),
    },
    { label: t('diplomas.copies.field.purpose'), value: copy.purpose },
    { label: t('diplomas.copies.field.copies'), value: t.number(copy.copies) },
    { label: t('diplomas.copies.field.asked_at'), value: t.dateTime(copy.asked_at) },
    { label: t('diplomas.copies.field.due_on'), value: t.date(copy.due_on) },
    { label: t('diplomas.copies.field.answered_on'), value: t.date(copy.answered_on) || '–' },
    ...(copy.refused_reason
      ? [{ label: t('diplomas.copies.field.refused_reason'), value: copy.refused_reason }]
      : []),
    ...(copy.state === 'issued'
      ? [
          {
            label: t('diplomas.copies.field.file'),
            value: t(copy.is_signed ? 'diplomas.copies.signed' : 'diplomas.copies.unsigned'),
          },
        ]
      : []),
  ]
}

function Answer({ copy, target, context }: Data & { context: ViewContext }) {
  const { t, form } = context
  return (
    <Section title={t('diplomas.copies.answer')}>
      {isStanding(target) ? (
        <div class="mb-8">
          <Form bare hidden={{ ...form.hidden('grant'), id: copy.id }} label={t('diplomas.copies.grant')}>
            <Button>{t('diplomas.copies.grant')}</Button>
          </Form>
        </div>
      ) : (
        <NotStanding target={target} context={context} />
      )}
      <Form hidden={{ ...form.hidden('refuse'), id: copy.id }} label={t('diplomas.copies.refuse')}>
        <TextArea
          {...form.field('reason')}
          label={t('diplomas.copies.field.refused_reason')}
          hint={t('diplomas.copies.refuse_hint')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="danger">{t('diplomas.copies.refuse')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
