import { z } from 'zod'
import { may, reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Empty,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Table,
  TextArea,
} from '#ui/index.ts'
import { isOwn, placeOf } from '../../catalogue/rights.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import { resourcePath } from '../../resource.ts'
import { answerProblemAction } from '../actions/problem.ts'
import { getProblem, listProblems, type Problem } from '../store/problem.ts'
import type { Translate } from '#platform/i18n/index.ts'

const path = '/hoc-lieu/su-co'

const StateOf = ({ problem, t }: { problem: Problem; t: Translate }) => (
  <Badge kind={problem.state === 'open' ? 'warning' : 'success'}>
    {t.dynamic(`resources.reuse.problem_state.${problem.state}`)}
  </Badge>
)

/** Problems told of one's own resources, or of those one decides about. */
export const problemList = definePage({
  path,
  permission: 'resources.contribute',
  async load({ db, actor }) {
    const { id: account, personId: person } =
      actor.kind === 'account' ? actor : { id: '', personId: undefined }
    return { rows: await listProblems(db, { account, person, reach: reach(actor, 'resources.decide') }, 200) }
  },
  title: (_data, t) => t('resources.reuse.problems'),
  view: ({ rows }, { t }) => (
    <>
      <PageHeader
        title={t('resources.reuse.problems')}
        breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Table
        caption={t('resources.reuse.problems')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        columns={[
          { key: 'title', label: t('resources.subject.resource') },
          {
            key: 'kind',
            label: t('resources.reuse.problem_kind'),
            render: (row) => t.dynamic(`resources.reuse.problem.${row.kind}`),
          },
          { key: 'at', label: t('resources.reuse.problem_at'), render: (row) => t.date(row.at) },
          { key: 'state', label: t('resources.state'), render: (row) => <StateOf problem={row} t={t} /> },
        ]}
        empty={<Empty title={t('resources.reuse.no_problems')} />}
      />
    </>
  ),
})

/** One problem and its answer. */
export const problemPage = definePage({
  path: '/hoc-lieu/su-co/:id',
  permission: 'signed-in',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params }) {
    const problem = await getProblem(db, params.id)
    const version = await getVersion(db, problem.version_id)
    const isAnswerer = (await isOwn(db, actor, version)) || may(actor, 'resources.decide', placeOf(version))
    const isTeller = actor.kind === 'account' && problem.account === actor.id
    if (!isAnswerer && !isTeller) throw notFound()
    return { problem, isAnswerer }
  },
  // Who told it, and how to reach them.
  looks: ({ problem, isAnswerer }) =>
    isAnswerer && (problem.name ?? problem.contact) !== null
      ? { subject: 'resources.problem', ids: [problem.id] }
      : undefined,
  title: ({ problem }, t) => t('resources.reuse.problem_of', { title: problem.title }),
  forms: {
    answer: defineForm({
      action: answerProblemAction,
      then: ({ id }) => ({ to: `${path}/${id}`, say: 'resources.reuse.problem_answered' }),
    }),
  },
  view: ({ problem, isAnswerer }, { t, form }) => (
    <>
      <PageHeader
        title={t('resources.reuse.problem_of', { title: problem.title })}
        state={<StateOf problem={problem} t={t} />}
        breadcrumb={[
          { href: path, label: t('resources.reuse.problems') },
          { href: resourcePath(problem.code), label: problem.title },
        ]}
        breadcrumbLabel={t('resources.crumbs')}
        actions={
          isAnswerer && (
            <LinkButton href={`${resourcePath(problem.code)}/go`} kind="secondary">
              {t('resources.reuse.take_down')}
            </LinkButton>
          )
        }
      />
      <Facts
        items={[
          {
            label: t('resources.reuse.problem_kind'),
            value: t.dynamic(`resources.reuse.problem.${problem.kind}`),
          },
          { label: t('resources.reuse.problem_at'), value: t.dateTime(problem.at) },
          {
            label: t('resources.reuse.problem_by'),
            value: [problem.name, isAnswerer ? problem.contact : null].filter(Boolean).join(', ') || '–',
          },
          { label: t('resources.reuse.problem_text'), value: problem.text, wide: true },
          ...(problem.answer
            ? [
                {
                  label: t('resources.reuse.answer'),
                  value: problem.answer,
                  note: `${problem.answered_by_name ?? ''}, ${t.dateTime(problem.answered_at)}`,
                  wide: true,
                },
              ]
            : []),
        ]}
      />
      {isAnswerer && problem.state === 'open' && (
        <Section title={t('resources.reuse.answer_it')}>
          <Form hidden={{ ...form.hidden('answer', { version: problem.version }), problem: problem.id }}>
            <TextArea
              {...form.field('answer')}
              label={t('resources.reuse.answer')}
              hint={t('resources.reuse.answer_hint')}
              maxlength={4000}
            />
            <FormActions>
              <Button>{t('resources.reuse.answer_act')}</Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </>
  ),
})
