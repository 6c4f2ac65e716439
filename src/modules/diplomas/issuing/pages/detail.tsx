import { z } from 'zod'
import { birthText } from '#modules/people/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Facts, LinkButton, Menu, PageHeader, Section, Timeline, type Fact } from '#ui/index.ts'
import type { Diploma } from '../../diploma.ts'
import { numberName } from '../../number-name.ts'
import { NotStanding } from '../../changes/pages/head.tsx'
import { ChangeMenu } from '../../changes/pages/links.tsx'
import { findPredecessor, getTarget, type Target } from '../../changes/store/target.ts'
import { handOver, sendCode } from '../actions/hand-over.ts'
import { voidNumber } from '../actions/void-number.ts'
import { findCourseLearner } from '../store/holder.ts'
import { listEvents } from '../store/event.ts'
import { DeliverForm, VoidForm } from './detail-acts.tsx'
import { eventEntry } from './event-text.tsx'
import { DiplomaBadge } from './words.tsx'

const here = (id: string): string => `/van-bang-cap/${id}`

/** One diploma: what it says, its line in the register, its files, and all that was done with it. */
export const diplomaPage = definePage({
  path: '/van-bang-cap/:id',
  permission: 'diplomas.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const diploma = await getTarget(db, params.id)
    return {
      diploma,
      predecessor: await findPredecessor(db, diploma.id),
      events: await listEvents(db, diploma.id),
      learner: diploma.enrolment_id ? await findCourseLearner(db, diploma.enrolment_id) : undefined,
    }
  },
  // Of a school that was merged, whoever keeps its register.
  about: ({ diploma }) => ({ institution: diploma.keeper_id }),
  looks: ({ diploma }) =>
    diploma.person_id ? { subject: 'people.person', ids: [diploma.person_id] } : undefined,
  title: ({ diploma }) => diploma.content.holder.full_name,
  forms: {
    deliver: defineForm({
      action: handOver,
      then: ({ id }) => ({ to: here(id), say: 'diplomas.issuing.said.delivered_one' }),
    }),
    code: defineForm({
      action: sendCode,
      then: ({ id }) => ({ to: here(id), say: 'diplomas.issuing.said.code' }),
    }),
    void: defineForm({
      action: voidNumber,
      then: ({ id }) => ({ to: here(id), say: 'diplomas.issuing.said.voided' }),
    }),
  },
  view: ({ diploma, predecessor, events, learner }, context) => {
    const { t } = context
    const { content } = diploma
    return (
      <>
        <PageHeader
          title={content.holder.full_name}
          lead={`${content.title.vi} · ${content.programme.name.vi}`}
          state={<DiplomaBadge state={diploma.state} t={t} />}
          breadcrumb={[{ href: '/van-bang-cap', label: t('diplomas.issuing.list.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
          actions={
            <>
              <Papers diploma={diploma} keeper={diploma.keeper_id} context={context} />
              {diploma.is_compared && (
                <ChangeMenu diploma={diploma} keeper={diploma.keeper_id} context={context} />
              )}
            </>
          }
        />
        {(diploma.successor_id || diploma.state === 'suspended') && (
          <NotStanding target={diploma} onRecord context={context} />
        )}
        <Section title={t('diplomas.issuing.detail.numbers')}>
          <Facts items={numberFacts(diploma, context)} />
        </Section>
        <Section title={t('diplomas.issuing.detail.content')}>
          <Facts items={contentFacts(diploma, context)} />
        </Section>
        <Links diploma={diploma} predecessor={predecessor} learner={learner} context={context} />
        <DeliverForm diploma={diploma} context={context} />
        <Section title={t('diplomas.issuing.detail.events')}>
          <Timeline
            label={t('diplomas.issuing.detail.events')}
            items={events.map((event) => eventEntry(event, t))}
            empty={<p class="text-muted">{t('diplomas.issuing.detail.no_events')}</p>}
          />
        </Section>
        <VoidForm diploma={diploma} context={context} />
      </>
    )
  },
})

type Props = { diploma: Diploma; context: ViewContext }

function Papers({ diploma, keeper, context: { t, may } }: Props & { keeper: string }) {
  const isStanding = diploma.state === 'issued' || diploma.state === 'delivered'
  const items = [
    ...(diploma.pdf_file
      ? [{ href: `${here(diploma.id)}/van-bang.pdf`, label: t('diplomas.issuing.paper.pdf') }]
      : [{ href: `${here(diploma.id)}/xem-truoc.pdf`, label: t('diplomas.issuing.paper.preview') }]),
    ...(diploma.credential_file
      ? [{ href: `${here(diploma.id)}/van-bang.json`, label: t('diplomas.issuing.paper.json') }]
      : []),
    ...(isStanding && diploma.is_compared && may('diplomas.register', { institution: keeper })
      ? [{ href: `${here(diploma.id)}/ban-sao`, label: t('diplomas.copies.counter.title') }]
      : []),
  ]
  return <Menu label={t('diplomas.issuing.paper.menu')} icon="file" end items={items} />
}

function numberFacts(diploma: Diploma, { t, may }: ViewContext): Fact[] {
  const { serial, entry_no, book_id, issue_date } = diploma
  const { issue } = diploma.content
  const book =
    book_id && entry_no && may('diplomas.read', { institution: diploma.institution_id }) ? (
      <a href={`/so-goc/${book_id}?q=${encodeURIComponent(entry_no)}`}>{entry_no}</a>
    ) : (
      (entry_no ?? '–')
    )
  return [
    { label: t('diplomas.issuing.field.serial'), value: serial ?? '–' },
    { label: t('diplomas.issuing.field.entry_no'), value: book },
    {
      label: t('diplomas.issuing.field.issue_date'),
      value: issue_date ? [issue.place, t.date(issue_date)].filter(Boolean).join(', ') : '–',
    },
    {
      label: t('diplomas.issuing.field.signer_name'),
      // An old register may tell neither.
      value: [issue.signer_name, issue.signer_capacity].filter(Boolean).join(', ') || '–',
    },
  ]
}

function contentFacts({ content }: Diploma, { t }: ViewContext): Fact[] {
  const { holder, programme, graduation, classification, honour } = content
  const facts: (Fact | false)[] = [
    { label: t('people.field.birth'), value: birthText(holder) || '–' },
    { label: t('people.field.sex'), value: holder.sex ? t.dynamic(`people.sex.${holder.sex}`) : '–' },
    {
      label: t('diplomas.issuing.field.programme'),
      value: programme.code ? `${programme.name.vi} (${programme.code})` : programme.name.vi,
    },
    programme.hours !== null && {
      label: t('diplomas.issuing.field.hours'),
      value: t.number(programme.hours),
    },
    honour !== null && { label: t('diplomas.issuing.field.honour'), value: honour[t.lang] ?? honour.vi },
    classification !== null && {
      label: t('diplomas.issuing.field.classification'),
      value: classification.name[t.lang] ?? classification.name.vi,
    },
    { label: t('diplomas.issuing.field.graduation_year'), value: String(graduation.year) },
    {
      label: t('diplomas.issuing.field.decision'),
      value: t('diplomas.issuing.decision_of', {
        number: graduation.decision_no || '–',
        day: t.date(graduation.decision_date) || '–',
      }),
    },
    { label: t('diplomas.issuing.field.school'), value: content.institution.name },
  ]
  return facts.filter((fact) => fact !== false)
}

function Links({
  diploma,
  predecessor,
  learner,
  context: { t, may },
}: {
  diploma: Target
  context: ViewContext
  predecessor: Diploma | undefined
  learner: string | undefined
}) {
  const place = { institution: diploma.institution_id }
  return (
    <p class="my-6 flex flex-wrap gap-3 print:hidden">
      {learner && may('students.read', place) && (
        <LinkButton kind="secondary" href={`/hoc-sinh/${learner}`}>
          {t('diplomas.issuing.detail.learner')}
        </LinkButton>
      )}
      {!learner && diploma.person_id && may('people.read', place) && (
        <LinkButton kind="secondary" href={`/nguoi/${diploma.person_id}`}>
          {t('diplomas.issuing.detail.person')}
        </LinkButton>
      )}
      {diploma.origin === 'digitised' && may('diplomas.register', { institution: diploma.keeper_id }) && (
        <LinkButton kind="secondary" href={`/so-cu/dong/${diploma.id}`}>
          {t('diplomas.old.to_line')}
        </LinkButton>
      )}
      {diploma.run_id && (
        <LinkButton kind="ghost" href={`/cap-bang/${diploma.run_id}`}>
          {t('diplomas.issuing.detail.run')}
        </LinkButton>
      )}
      {predecessor && (
        <LinkButton kind="ghost" href={here(predecessor.id)}>
          {t('diplomas.changes.predecessor', { number: numberName(predecessor, t) })}
        </LinkButton>
      )}
    </p>
  )
}
