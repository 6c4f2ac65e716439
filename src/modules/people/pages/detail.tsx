import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { definePage, defineForm, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Form, LinkButton, PageHeader, Section, TextField } from '#ui/index.ts'
import { undoMerge } from '../actions/merge-people.ts'
import { listHistory } from '../store/history.ts'
import { listMerges, type MergeNote } from '../store/merge.ts'
import { getPerson } from '../store/person.ts'
import { PersonFacts } from './facts.tsx'
import { History } from './history.tsx'
import { RevealForm, Revealed, revealPersonNumber } from './reveal.tsx'
import { takeRevealed } from './revealed.ts'

/** One person: facts, where they belong, what happened to the record. */
export const personDetail = definePage({
  path: '/nguoi/:id',
  permission: 'people.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, actor, app, today, request }) {
    const found = await getPerson(db, params.id, { actor, app })
    const merges = await listMerges(db, params.id)
    const losers = merges.filter((merge) => merge.winner_id === params.id).map((merge) => merge.loser_id)
    return {
      ...found,
      merges,
      names: await institutionNames(db, found.institutions, today),
      history: await listHistory(db, { 'people.person': [params.id, ...losers] }),
      revealed: await takeRevealed(app, request, actor),
    }
  },
  about: (data) => data.place,
  looks: (data) => ({ subject: 'people.person', ids: [data.person.id] }),
  title: (data) => data.person.full_name,
  forms: {
    reveal: revealPersonNumber((params) => params.id),
    split: defineForm({
      action: undoMerge,
      input: (body) => ({ id: body.merge, reason: body.reason }),
      then: (result) => ({ to: `/nguoi/${result.loser}`, say: 'people.merge.undone' }),
    }),
  },
  view: (data, context) => {
    const { person, place, merges, names, history, revealed } = data
    const { t, may } = context
    return (
      <>
        <PageHeader
          title={person.full_name}
          actions={
            may('people.edit', place) &&
            !person.merged_into && (
              <LinkButton href={`/nguoi/${person.id}/sua`}>{t('people.edit.open')}</LinkButton>
            )
          }
        />
        {person.merged_into && (
          <Alert kind="warning" title={t('people.merged.title')}>
            <a href={`/nguoi/${person.merged_into}`}>{t('people.merged.open')}</a>
          </Alert>
        )}
        <Revealed context={context} number={revealed} />
        <PersonFacts person={person} place={place} context={context} />
        {person.citizen_number_kind && may('people.reveal-citizen-number', place) && (
          <RevealForm context={context} personId={person.id} />
        )}
        <Section title={t('people.institutions.title')}>
          <ul class="bullets">
            {[...names].map(([id, name]) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </Section>
        {merges.length > 0 && may('people.merge', { province: true }) && (
          <Merges merges={merges} context={context} />
        )}
        <Section title={t('people.history.title')}>
          <History entries={history} t={t} />
        </Section>
      </>
    )
  },
})

function Merges({ merges, context: { t, form } }: { merges: readonly MergeNote[]; context: ViewContext }) {
  return (
    <Section title={t('people.merges.title')}>
      {merges.map((merge) => (
        <Disclosure
          key={merge.id}
          label={t('people.merges.one', {
            loser: merge.loser_name,
            winner: merge.winner_name,
            day: t.date(merge.merged_on),
          })}
          open={form.sent === 'split'}
        >
          <p>{merge.reason}</p>
          <Form hidden={{ ...form.hidden('split'), merge: merge.id }} bare label={t('people.merges.split')}>
            <TextField
              {...form.field('reason')}
              idPrefix={merge.id}
              label={t('people.merges.split_reason')}
              required
              maxlength={300}
            />
            <Button kind="danger">{t('people.merges.split')}</Button>
          </Form>
        </Disclosure>
      ))}
    </Section>
  )
}
