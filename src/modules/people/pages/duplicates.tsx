import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Empty,
  Form,
  FormActions,
  PageHeader,
  Queue,
  RadioGroup,
  Section,
  Table,
  TextField,
} from '#ui/index.ts'
import { keepApart } from '../actions/keep-apart.ts'
import { mergePeople } from '../actions/merge-people.ts'
import { maskCitizenNumber } from '../citizen.ts'
import { birthText, type Person } from '../person.ts'
import { listPairs } from '../store/duplicates.ts'
import { findPerson, listInstitutions } from '../store/person.ts'

const Query = z.object({ a: z.uuid().optional().catch(undefined), b: z.uuid().optional().catch(undefined) })
const pageSize = 50

type Side = { person: Person; institutions: string[] }

/** Records that look like one person, side by side: join them, or say that they are two people. */
export const duplicateQueue = definePage({
  path: '/nguoi/trung-lap',
  permission: 'people.merge',
  query: Query,
  async load({ db, query, today }) {
    const pairs = await listPairs(db, pageSize)
    const asked = query.a && query.b ? { first_id: query.a, second_id: query.b } : pairs[0]
    const sides: Side[] = []
    for (const id of asked ? [asked.first_id, asked.second_id] : []) {
      const person = await findPerson(db, id)
      if (person && !person.merged_into)
        sides.push({
          person,
          institutions: [...(await institutionNames(db, await listInstitutions(db, id), today)).values()],
        })
    }
    return { pairs, sides: sides.length === 2 ? sides : [] }
  },
  about: () => ({ province: true }),
  looks: (data) => ({ subject: 'people.person', ids: data.sides.map((side) => side.person.id) }),
  title: (_data, t) => t('people.duplicates.title'),
  forms: {
    merge: defineForm({
      action: mergePeople,
      input: (body) => ({
        winner: body.winner,
        loser: body.winner === body.a ? body.b : body.a,
        reason: body.reason,
      }),
      then: (result) => ({ to: `/nguoi/${result.winner}`, say: 'people.merge.done' }),
    }),
    apart: defineForm({
      action: keepApart,
      then: () => ({ to: '/nguoi/trung-lap', say: 'people.apart.done' }),
    }),
  },
  view: ({ pairs, sides }, context) => {
    const { t } = context
    const [first, second] = sides
    return (
      <>
        <PageHeader title={t('people.duplicates.title')} lead={t('people.duplicates.lead')} />
        {pairs.length === 0 && sides.length === 0 ? (
          <Empty title={t('people.duplicates.empty')} icon="success">
            {t('people.duplicates.empty_hint')}
          </Empty>
        ) : (
          <Queue
            label={t('people.duplicates.title')}
            itemLabel={t('people.duplicates.compare')}
            summary={t('people.duplicates.count', {
              count: pairs.length === pageSize ? `${pageSize}+` : String(pairs.length),
            })}
            items={pairs.map((pair) => ({
              href: `/nguoi/trung-lap?a=${pair.first_id}&b=${pair.second_id}`,
              title: pair.first_name,
              note: pair.birth_date ? t.date(pair.birth_date) : undefined,
              current: pair.first_id === first?.person.id && pair.second_id === second?.person.id,
            }))}
          >
            {first && second ? (
              <Compare first={first} second={second} context={context} />
            ) : (
              <Empty title={t('people.duplicates.gone')} />
            )}
          </Queue>
        )}
      </>
    )
  },
})

type Line = { key: string; label: string; first: string; second: string }

function Compare({ first, second, context }: { first: Side; second: Side; context: ViewContext }) {
  const { t, form } = context
  const pair = { a: first.person.id, b: second.person.id }
  // Its own address: a refused form comes back with the same two, whoever judged those that stood first meanwhile.
  const action = `/nguoi/trung-lap?a=${pair.a}&b=${pair.b}`
  const reason = (sent: string) => (form.sent === sent ? form.field('reason') : { name: 'reason', value: '' })
  // The record with a citizen number is the better known one.
  const better = second.person.citizen_number_kind && !first.person.citizen_number_kind ? second : first
  const winner = form.field('winner', better.person.id)
  return (
    <>
      <Table
        caption={t('people.duplicates.sides')}
        rows={compareLines(first, second, context)}
        rowKey={(line) => line.key}
        columns={[
          { key: 'label', label: t('people.duplicates.fact') },
          {
            key: 'first',
            label: t('people.duplicates.first'),
            render: (line) => <span class="wrap-anywhere">{line.first}</span>,
          },
          {
            key: 'second',
            label: t('people.duplicates.second'),
            render: (line) => <span class="wrap-anywhere">{line.second}</span>,
          },
        ]}
      />
      <Section title={t('people.duplicates.one')}>
        <Form action={action} hidden={{ ...form.hidden('merge'), ...pair }} label={t('people.merge.act')}>
          <RadioGroup
            {...winner}
            label={t('people.merge.winner')}
            hint={t('people.merge.winner_hint')}
            options={[
              { value: first.person.id, label: t('people.duplicates.first') },
              { value: second.person.id, label: t('people.duplicates.second') },
            ]}
          />
          <TextField {...reason('merge')} label={t('people.merge.reason')} required maxlength={300} />
          <FormActions>
            <Button>{t('people.merge.act')}</Button>
          </FormActions>
        </Form>
      </Section>
      <Section title={t('people.duplicates.two')}>
        <Form action={action} hidden={{ ...form.hidden('apart'), ...pair }} label={t('people.apart.act')}>
          <TextField
            {...reason('apart')}
            idPrefix="apart"
            label={t('people.apart.reason')}
            required
            maxlength={300}
          />
          <Button kind="secondary">{t('people.apart.act')}</Button>
        </Form>
      </Section>
    </>
  )
}

function compareLines(first: Side, second: Side, { t, may }: ViewContext): Line[] {
  const facts: [string, (side: Side) => string][] = [
    ['full_name', ({ person }) => person.full_name],
    ['birth', ({ person }) => birthText(person)],
    ['sex', ({ person }) => (person.sex ? t.dynamic(`people.sex.${person.sex}`) : '')],
    ['citizen_number', ({ person }) => maskCitizenNumber(person)],
    ...(may('people.read-sensitive', { province: true })
      ? [['ethnicity', ({ person }: Side) => person.ethnicity ?? ''] as [string, (side: Side) => string]]
      : []),
    ['phone', ({ person }) => person.phone ?? ''],
    ['email', ({ person }) => person.email ?? ''],
    ['institutions', ({ institutions }) => institutions.join('; ')],
  ]
  return facts.map(([key, read]) => ({
    key,
    label: t.dynamic(`people.field.${key}`),
    first: read(first) || '–',
    second: read(second) || '–',
  }))
}
