import { z } from 'zod'
import { WhyVisible } from '#modules/identity/index.ts'
import { institutionNames } from '#modules/institutions/index.ts'
import {
  findPerson,
  PersonFacts,
  Revealed,
  RevealForm,
  revealPersonNumber,
  takeRevealed,
  type Person,
} from '#modules/people/index.ts'
import { AddressLines, unitsNow, type ThenAndNow } from '#modules/places/index.ts'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Disclosure, Facts, LinkButton, Section, Table, Tabs, Timeline } from '#ui/index.ts'
import type { Enrolment } from '../../enrolment.ts'
import type { Learner } from '../learner.ts'
import { getRecord } from '../store/learner.ts'
import { listPolicyFacts } from '../store/policy-fact.ts'
import { entryGroups, listTimeline, type Entry, type EntryGroup } from '../store/timeline.ts'
import { toTimeline } from './entry.tsx'
import { LearnerHeader } from './learner-header.tsx'
import { StateBadge } from './parts.tsx'

/** One learner: everything that happened on one time line, newest first; chips show one kind of it. */
export const learnerRecord = definePage({
  path: '/hoc-sinh/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ loc: z.enum(entryGroups).optional().catch(undefined), so: z.string().optional() }),
  async load({ db, params, query, actor, app, request, today }) {
    const record = await getRecord(db, params.id)
    const { learner, enrolments } = record
    const person = await findPerson(db, learner.person_id)
    if (!person) throw notFound()
    const maySense = may(actor, 'students.read-sensitive', { institution: learner.institution_id })
    const facts = maySense
      ? await listPolicyFacts(db, app.keys, learner.person_id, learner.institution_id)
      : []
    const ids = enrolments.map((one) => one.id)
    return {
      record,
      person,
      shown: query.loc,
      entries: await listTimeline(db, ids, facts),
      hasFacts: facts.length > 0,
      unit: learner.unit_id ? (await unitsNow(db, [learner.unit_id], today)).get(learner.unit_id) : undefined,
      school: (await institutionNames(db, [learner.institution_id], today)).get(learner.institution_id),
      revealed: await takeRevealed(app, request, actor),
    }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ person, hasFacts }) => [
    { subject: 'people.person', ids: [person.id] },
    ...(hasFacts ? [{ subject: 'students.policy_fact', ids: [person.id] }] : []),
  ],
  title: ({ person }) => person.full_name,
  forms: { reveal: revealPersonNumber(() => undefined) },
  view: ({ record, person, shown, entries, unit, school, revealed }, context) => {
    const { t } = context
    const place = { institution: record.learner.institution_id, person: person.id }
    return (
      <>
        <LearnerHeader record={record} current="/hoc-sinh/:id" context={context} />
        <Revealed context={context} number={revealed} />
        <Section title={t('students.record.timeline')}>
          <Chips entries={entries} shown={shown} learnerId={record.learner.id} context={context} />
          <Line entries={entries} shown={shown} learnerId={record.learner.id} context={context} />
        </Section>
        <Section
          title={t('students.record.facts')}
          actions={<FactActs learner={record.learner} person={person} context={context} />}
        >
          <PersonFacts person={person} place={place} context={context} />
          <LearnerFacts learner={record.learner} unit={unit} school={school} context={context} />
          {person.citizen_number_kind && context.may('people.reveal-citizen-number', place) && (
            <RevealForm context={context} personId={person.id} />
          )}
        </Section>
        {record.enrolments.length > 1 && <Enrolments enrolments={record.enrolments} context={context} />}
        <div class="mt-8 print:hidden">
          <WhyVisible context={context} permission="students.read" about={place} areaName={school} />
        </div>
      </>
    )
  },
})

type LineProps = {
  entries: readonly Entry[]
  shown: EntryGroup | undefined
  learnerId: string
  context: ViewContext
}

function Chips({ entries, shown, learnerId, context: { t } }: LineProps) {
  const groups = entryGroups.filter((group) => entries.some((entry) => entry.group === group))
  if (groups.length < 2) return null
  const tab = (group: EntryGroup | undefined, label: string, count: number) => ({
    href: group ? `/hoc-sinh/${learnerId}?loc=${group}` : `/hoc-sinh/${learnerId}`,
    label,
    count: t.number(count),
    current: group === shown,
  })
  const countOf = (group: EntryGroup) => entries.filter((entry) => entry.group === group).length
  return (
    <Tabs
      label={t('students.record.filter')}
      items={[
        tab(undefined, t('students.record.all'), entries.length),
        ...groups.map((group) => tab(group, t.dynamic(`students.entry.${group}`), countOf(group))),
      ]}
    />
  )
}

function Line({ entries, shown, learnerId, context: { t } }: LineProps) {
  return (
    <Timeline
      label={t('students.record.timeline')}
      items={entries
        .filter((entry) => shown === undefined || entry.group === shown)
        .map((entry) => toTimeline(entry, learnerId, t))}
      empty={<p class="text-muted">{t('students.record.nothing')}</p>}
    />
  )
}

function FactActs({
  learner,
  person,
  context: { t, may: allowed },
}: {
  learner: Learner
  person: Person
  context: ViewContext
}) {
  const place = { institution: learner.institution_id, person: person.id }
  return (
    <>
      {allowed('students.edit', place) && (
        <LinkButton small kind="secondary" href={`/hoc-sinh/${learner.id}/sua`}>
          {t('students.learner.edit')}
        </LinkButton>
      )}
      {allowed('people.edit', place) && (
        <LinkButton small kind="ghost" href={`/nguoi/${person.id}/sua`}>
          {t('people.edit.open')}
        </LinkButton>
      )}
    </>
  )
}

function LearnerFacts({
  learner,
  unit,
  school,
  context: { t },
}: {
  learner: Learner
  unit: ThenAndNow | undefined
  school: string | undefined
  context: ViewContext
}) {
  const address = unit ? <AddressLines street={learner.address} place={unit} t={t} /> : learner.address
  return (
    <div class="mt-4">
      <Facts
        items={[
          { label: t('students.learner.code'), value: learner.code },
          { label: t('students.field.institution'), value: school ?? '–' },
          {
            label: t('students.learner.schooling'),
            value: learner.schooling
              ? t.dynamic(`students.schooling.${learner.schooling}`)
              : t('people.value.unknown'),
          },
          { label: t('students.learner.address'), value: address ?? t('people.value.unknown'), wide: true },
        ]}
      />
    </div>
  )
}

function Enrolments({
  enrolments,
  context: { t },
}: {
  enrolments: readonly Enrolment[]
  context: ViewContext
}) {
  return (
    <div class="mt-6">
      <Disclosure label={t('students.record.enrolments', { count: enrolments.length })}>
        <Table
          caption={t('students.record.enrolments', { count: enrolments.length })}
          rows={enrolments}
          rowKey={(one) => one.id}
          columns={[
            { key: 'cohort_name', label: t('students.field.cohort') },
            { key: 'class', label: t('students.field.class'), render: (one) => one.class_code ?? '–' },
            { key: 'from', label: t('students.field.admitted'), render: (one) => t.date(one.from_date) },
            { key: 'to', label: t('students.field.ended'), render: (one) => t.date(one.to_date) || '–' },
            {
              key: 'state',
              label: t('students.field.state'),
              render: (one) => <StateBadge state={one.state} t={t} />,
            },
          ]}
        />
      </Disclosure>
    </div>
  )
}
