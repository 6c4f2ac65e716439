import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { notFound } from '#platform/errors.ts'
import { definePage } from '#platform/pages/page.ts'
import { Facts, PageHeader, Section, Table } from '#ui/index.ts'
import { findDecision } from '../../store/decision.ts'
import { listDecisionLines, type DecisionLine } from '../store/decision.ts'

/** A decision of the school: number, day, and everybody it names. */
export const decisionDetail = definePage({
  path: '/quyet-dinh/:id',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const decision = await findDecision(db, params.id)
    if (!decision) throw notFound()
    return {
      decision,
      lines: await listDecisionLines(db, params.id),
      school: (await institutionNames(db, [decision.institution_id], today)).get(decision.institution_id),
    }
  },
  about: ({ decision }) => ({ institution: decision.institution_id }),
  looks: ({ lines }) => ({ subject: 'people.person', ids: lines.map((line) => line.person_id) }),
  title: ({ decision }, t) => t('students.decision.named', { number: decision.number }),
  view: ({ decision, lines, school }, { t }) => (
    <>
      <PageHeader
        title={t('students.decision.named', { number: decision.number })}
        lead={t.dynamic(`students.decision.kind.${decision.kind}`)}
      />
      <Facts
        items={[
          { label: t('students.field.institution'), value: school ?? '–' },
          { label: t('students.decision.signed_on'), value: t.date(decision.signed_on) },
          { label: t('students.decision.effective_on'), value: t.date(decision.effective_on) },
          { label: t('students.decision.signer'), value: decision.signer ?? t('people.value.unknown') },
        ]}
      />
      <Section title={t('students.decision.who', { count: lines.length })}>
        <Table
          caption={t('students.decision.who', { count: lines.length })}
          rows={lines}
          rowKey={(line) => line.id}
          rowHref={(line) => `/hoc-sinh/${line.learner_id}`}
          columns={[
            { key: 'full_name', label: t('people.field.full_name') },
            { key: 'code', label: t('students.learner.code') },
            {
              key: 'kind',
              label: t('students.decision.what'),
              render: (line: DecisionLine) =>
                t.dynamic(
                  line.what === 'status'
                    ? `students.event.${line.kind}`
                    : `students.conduct.kind.${line.kind}`,
                ),
            },
            {
              key: 'on',
              label: t('students.decision.from'),
              render: (line: DecisionLine) => t.date(line.on_date),
            },
          ]}
          empty={<p class="text-muted">{t('students.decision.nobody')}</p>}
        />
      </Section>
    </>
  ),
})
