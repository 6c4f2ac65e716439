import { z } from 'zod'
import { WhyVisible } from '#modules/identity/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import {
  getPerson,
  History,
  listHistory,
  PersonFacts,
  Revealed,
  RevealForm,
  revealPersonNumber,
  takeRevealed,
} from '#modules/people/index.ts'
import type { Place } from '#platform/access.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, LinkButton, Section, Table } from '#ui/index.ts'
import { addQualification, removeQualification } from '../actions/qualifications.ts'
import type { Post } from '../post.ts'
import { listPosts } from '../store/post.ts'
import { listClaims, listQualifications, type Claim } from '../store/qualification.ts'
import { Invite, inviteForm } from './invite.tsx'
import { Qualifications } from './qualifications.tsx'
import { RecordHeader } from './record-header.tsx'

/** One teacher or manager: facts, posts, qualifications, what happened to the record. */
export const staffRecord = definePage({
  path: '/nhan-su/:id',
  permission: 'staff.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, actor, app, request, today }) {
    const found = await getPerson(db, params.id, { actor, app }, 'staff.read', 'staff')
    const [posts, qualifications, claims] = [
      await listPosts(db, params.id),
      await listQualifications(db, params.id),
      await listClaims(db, params.id),
    ]
    return {
      ...found,
      posts,
      qualifications,
      claims,
      names: await institutionNames(
        db,
        [...new Set([...posts, ...claims].map((one) => one.institution_id))],
        today,
      ),
      history: await listHistory(db, {
        'people.person': [params.id],
        'staff.post': posts.map((post) => post.id),
        'staff.qualification': qualifications.map((one) => one.id),
        'staff.qualifications': [params.id],
        'staff.training_claim': claims.map((one) => one.id),
        'people.link': [params.id],
      }),
      revealed: await takeRevealed(app, request, actor),
    }
  },
  about: (data) => data.place,
  looks: (data) => ({ subject: 'people.person', ids: [data.person.id] }),
  title: (data) => data.person.full_name,
  forms: {
    reveal: revealPersonNumber((params) => params.id),
    invite: inviteForm,
    qualify: defineForm({
      action: addQualification,
      then: (result) => ({
        to: `/nhan-su/${result.person}#qualifications`,
        say: 'staff.qualification.added',
      }),
    }),
    disqualify: defineForm({
      action: removeQualification,
      then: (result) => ({
        to: `/nhan-su/${result.person}#qualifications`,
        say: 'staff.qualification.removed',
      }),
    }),
  },
  view: (data, context) => {
    const { person, place, posts, qualifications, claims, names, history, revealed } = data
    const { t, may } = context
    const mayEdit = may('staff.edit', place) && !person.merged_into
    return (
      <>
        <RecordHeader person={person} posts={posts} place={place} current="/nhan-su/:id" context={context} />
        {person.merged_into && (
          <Alert kind="warning" title={t('people.merged.title')}>
            <a href={`/nhan-su/${person.merged_into}`}>{t('people.merged.open')}</a>
          </Alert>
        )}
        <Revealed context={context} number={revealed} />
        <PersonFacts person={person} place={place} context={context} />
        {person.citizen_number_kind && may('people.reveal-citizen-number', place) && (
          <RevealForm context={context} personId={person.id} />
        )}
        <Posts posts={posts} names={names} personId={person.id} place={place} context={context} />
        <Qualifications items={qualifications} mayEdit={mayEdit} context={context} />
        {claims.length > 0 && <Claims claims={claims} names={names} context={context} />}
        <Invite person={person} posts={posts} place={place} context={context} />
        <WhyVisible
          context={context}
          permission="staff.read"
          about={place}
          areaName={posts[0] && names.get(posts[0].institution_id)}
        />
        <Section title={t('people.history.title')}>
          <History entries={history} t={t} fieldPrefix="staff.field" />
        </Section>
      </>
    )
  },
})

type PostsProps = {
  posts: readonly Post[]
  names: Map<string, string>
  personId: string
  place: Place
  context: ViewContext
}

function Posts({ posts, names, personId, place, context: { t, may } }: PostsProps) {
  const mayEdit = may('staff.edit', place)
  return (
    <Section
      title={t('staff.posts.title')}
      id="posts"
      actions={
        mayEdit && (
          <LinkButton kind="secondary" small href={`/nhan-su/${personId}/chuc-danh/moi`}>
            {t('staff.posts.add')}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t('staff.posts.title')}
        rows={[...posts]}
        rowKey={(post) => post.id}
        rowHref={(post) => (mayEdit ? `/nhan-su/${personId}/chuc-danh/${post.id}` : undefined)}
        columns={[
          {
            key: 'title',
            label: t('staff.field.title'),
            render: (post) => post.title ?? t.dynamic(`staff.role.${post.role}`),
          },
          {
            key: 'institution',
            label: t('staff.field.institution'),
            render: (post) => names.get(post.institution_id) ?? '–',
          },
          {
            key: 'contract',
            label: t('staff.field.contract'),
            render: (post) => (post.contract ? t.dynamic(`staff.contract.${post.contract}`) : '–'),
          },
          {
            key: 'dates',
            label: t('staff.field.dates'),
            render: (post) =>
              t('staff.posts.dates', {
                from: t.date(post.from_date) || '…',
                to: t.date(post.to_date) || t('staff.posts.now'),
              }),
          },
          { key: 'teaches', label: t('staff.field.teaches'), render: (post) => teaches(post, t) },
        ]}
        empty={<p class="text-muted">{t('staff.posts.empty')}</p>}
      />
    </Section>
  )
}

function teaches(post: Post, t: ViewContext['t']): string {
  const levels = post.levels.map((level) => t.dynamic(`staff.taught.${level}`))
  return [...post.occupations, post.general_subject, ...levels].filter(Boolean).join('; ') || '–'
}

function Claims({
  claims,
  names,
  context: { t },
}: {
  claims: readonly Claim[]
  names: Map<string, string>
  context: ViewContext
}) {
  return (
    <Section title={t('staff.claims.title')} lead={t('staff.claims.lead')}>
      <Table
        caption={t('staff.claims.title')}
        rows={[...claims]}
        rowKey={(claim) => claim.id}
        columns={[
          { key: 'course_name', label: t('staff.claims.course') },
          { key: 'taken', label: t('staff.claims.taken'), render: (claim) => claim.taken ?? '–' },
          {
            key: 'institution',
            label: t('staff.field.institution'),
            render: (claim) => names.get(claim.institution_id) ?? '–',
          },
          { key: 'noted_on', label: t('staff.claims.noted'), render: (claim) => t.date(claim.noted_on) },
        ]}
      />
    </Section>
  )
}
