import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  DateField,
  Disclosure,
  Facts,
  Form,
  LinkButton,
  PageHeader,
  Section,
  Table,
} from '#ui/index.ts'
import { getPolicy, type StoredPolicy } from '../../store/policy.ts'
import { endPolicy, verifyPolicy } from '../actions/own-policy.ts'
import { policySentences, type PolicySentence } from '../policy-sentences.ts'
import { listPolicyCohorts } from '../store/policy.ts'

const marks = { S: 'success', K: 'info', U: 'warning' } as const

/** One grading policy: each number in a sentence, with its article and how sure it is; who uses it. */
export const policyDetail = definePage({
  path: '/quy-che-diem/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const stored = await getPolicy(db, params.id)
    const cohorts = await listPolicyCohorts(db, params.id)
    const schools = [stored.institution_id, ...cohorts.map((one) => one.institution_id)].filter(
      (id) => id !== null,
    )
    return { stored, cohorts, names: await institutionNames(db, [...new Set(schools)], today) }
  },
  about: ({ stored }) =>
    stored.institution_id ? { institution: stored.institution_id } : { anywhere: true },
  title: ({ stored }) => stored.name,
  forms: {
    end: defineForm({
      action: endPolicy,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: (result) => ({ to: `/quy-che-diem/${result.id}`, say: 'students.policy.ended_now' }),
    }),
    verify: defineForm({
      action: verifyPolicy,
      then: (result) => ({ to: `/quy-che-diem/${result.id}`, say: 'students.policy.verified_now' }),
    }),
  },
  view: ({ stored, cohorts, names }, context) => {
    const { t } = context
    const sentences = policySentences(stored.policy, t)
    return (
      <>
        <PageHeader
          title={stored.name}
          state={
            stored.is_verified ? (
              <Badge kind="success">{t('students.policy.verified')}</Badge>
            ) : (
              <Badge kind="warning">{t('students.policy.unverified')}</Badge>
            )
          }
          lead={t.lang === 'vi' ? stored.policy.note_vi : stored.policy.note_en}
          breadcrumb={[{ href: '/quy-che-diem', label: t('students.policy.title') }]}
          breadcrumbLabel={t('students.crumbs')}
          actions={<Acts stored={stored} context={context} />}
        />
        <PolicyFacts stored={stored} names={names} context={context} />
        <End stored={stored} context={context} />
        <p class="mt-6 max-w-prose text-muted">{t('students.policy.marks')}</p>
        {[...Map.groupBy(sentences, (one) => one.part)].map(([part, rows]) => (
          <Section key={part} title={t.dynamic(`students.policy.part.${part}`)}>
            <Sentences rows={rows} caption={t.dynamic(`students.policy.part.${part}`)} context={context} />
          </Section>
        ))}
        <Section title={t('students.policy.used_by', { count: cohorts.length })}>
          <Table
            caption={t('students.policy.used_by', { count: cohorts.length })}
            rows={cohorts}
            rowKey={(one) => one.id}
            rowHref={(one) => `/khoa/${one.id}`}
            columns={[
              { key: 'name', label: t('students.field.cohort') },
              { key: 'programme_name', label: t('students.field.programme') },
              {
                key: 'school',
                label: t('students.field.institution'),
                render: (one) => names.get(one.institution_id) ?? '–',
              },
            ]}
            empty={<p class="text-muted">{t('students.policy.unused')}</p>}
          />
        </Section>
      </>
    )
  },
})

function Acts({ stored, context }: { stored: StoredPolicy; context: ViewContext }) {
  const { t, may, form } = context
  const about = stored.institution_id ? { institution: stored.institution_id } : { anywhere: true as const }
  return (
    <>
      {!stored.is_verified && may('students.keep-policies', { province: true }) && (
        <Form hidden={form.hidden('verify')} bare label={t('students.policy.verify')}>
          <Button kind="secondary">{t('students.policy.verify')}</Button>
        </Form>
      )}
      {may('students.approve', about) && (
        <LinkButton href={`/quy-che-diem/${stored.id}/ban-rieng`}>{t('students.policy.own')}</LinkButton>
      )}
    </>
  )
}

/** For the school whose own it is, while it goes on. */
function End({ stored, context }: { stored: StoredPolicy; context: ViewContext }) {
  const { t, may, form, today } = context
  if (!stored.institution_id || (stored.to_date && stored.to_date < today)) return null
  if (!may('students.approve', { institution: stored.institution_id })) return null
  return (
    <Disclosure label={t('students.policy.end')} open={form.sent === 'end'}>
      <Form hidden={form.hidden('end')} label={t('students.policy.end')}>
        <p class="mb-4 max-w-prose">{t('students.policy.end_lead')}</p>
        <DateField {...fieldProps(context, 'to_date')} label={t('students.policy.last_day')} required />
        <Button kind="secondary">{t('students.policy.end')}</Button>
      </Form>
    </Disclosure>
  )
}

function PolicyFacts({
  stored,
  names,
  context: { t },
}: {
  stored: StoredPolicy
  names: Map<string, string>
  context: ViewContext
}) {
  return (
    <Facts
      items={[
        { label: t('students.policy.document'), value: stored.policy.document },
        {
          label: t('students.policy.whose'),
          value: stored.institution_id
            ? (names.get(stored.institution_id) ?? '–')
            : t('students.policy.national'),
        },
        { label: t('students.policy.from'), value: t.date(stored.from_date) },
        { label: t('students.policy.to'), value: t.date(stored.to_date) || t('students.policy.open') },
        {
          label: t('students.policy.levels'),
          value: stored.policy.levels.map((level) => t.dynamic(`students.level.${level}`)).join(', '),
        },
      ]}
    />
  )
}

function Sentences({
  rows,
  caption,
  context: { t },
}: {
  rows: readonly PolicySentence[]
  caption: string
  context: ViewContext
}) {
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(one) => one.path}
      columns={[
        {
          key: 'sentence',
          label: t('students.policy.rule'),
          render: ({ sentence, isApplied }) => (
            <>
              {sentence} {!isApplied && <Badge kind="neutral">{t('students.policy.by_hand')}</Badge>}
            </>
          ),
        },
        {
          key: 'article',
          label: t('students.policy.article'),
          render: (one) =>
            one.basis.article
              ? t('students.policy.article_no', { article: one.basis.article })
              : t('students.policy.no_article'),
        },
        {
          key: 'certainty',
          label: t('students.policy.certainty'),
          render: (one) => (
            <Badge kind={marks[one.basis.certainty]}>
              {t.dynamic(`students.policy.certainty.${one.basis.certainty}`)}
            </Badge>
          ),
        },
      ]}
    />
  )
}
