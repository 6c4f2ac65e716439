import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Facts,
  Form,
  FormActions,
  JobProgress,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
} from '#ui/index.ts'
import { listLicences } from '../../catalogue/store/origin.ts'
import { endSource, setDaily } from '../actions/source.ts'
import { sourcePath, startRun, stopRun } from '../actions/start-run.ts'
import { listFaults, listRuns, type Run } from '../store/run.ts'
import { countRecords, getSource, type Source } from '../store/source.ts'
import { FoundView } from './found.tsx'
import { Faults, Runs } from './runs.tsx'
import { SourceState, takenOf } from './words.tsx'

/** A source: what it is, what it brought, and what one may do with it. */
export const sourcePage = definePage({
  path: '/hoc-lieu/nguon/:id',
  permission: 'resources.keep',
  params: z.object({ id: z.uuid() }),
  async load({ db, params }) {
    const source = await getSource(db, params.id)
    const runs = await listRuns(db, source.id, 20)
    const faulty = runs.find((run) => run.skipped > 0)
    return {
      source,
      runs,
      faulty,
      faults: faulty ? await listFaults(db, faulty.id) : [],
      records: await countRecords(db, source.id),
      licences: await listLicences(db),
    }
  },
  title: ({ source }) => source.name,
  refresh: ({ runs }) => (runs.some(isMoving) ? 4 : undefined),
  forms: {
    start: defineForm({
      action: startRun,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id }) => ({ to: sourcePath(id), say: 'resources.oai.started' }),
    }),
    stop: defineForm({
      action: stopRun,
      then: ({ id }) => ({ to: sourcePath(id), say: 'resources.oai.stopped' }),
    }),
    daily: defineForm({
      action: setDaily,
      input: (body, { params }) => ({ ...body, id: params.id, daily: 'yes' }),
      then: ({ id }) => ({ to: sourcePath(id), say: 'resources.oai.daily_on' }),
    }),
    pause: defineForm({
      action: setDaily,
      input: (body, { params }) => ({ ...body, id: params.id, daily: 'no' }),
      then: ({ id }) => ({ to: sourcePath(id), say: 'resources.oai.daily_off' }),
    }),
    end: defineForm({
      action: endSource,
      input: (body, { params }) => ({ ...body, id: params.id }),
      then: ({ id, count }) => ({ to: sourcePath(id), say: 'resources.oai.ended', params: { count } }),
    }),
  },
  view(data, context) {
    const { source, runs, faults, faulty, records, licences } = data
    const { t } = context
    const moving = runs.find(isMoving)
    const tried = runs.find((run) => run.found)
    return (
      <>
        <PageHeader
          title={source.name}
          state={<SourceState source={source} t={t} />}
          breadcrumb={[{ href: '/hoc-lieu/nguon', label: t('resources.oai.sources') }]}
          breadcrumbLabel={t('resources.crumbs')}
          actions={
            !source.ended_at && (
              <LinkButton href={`${sourcePath(source.id)}/sua`} kind="secondary" icon="edit">
                {t('resources.oai.edit')}
              </LinkButton>
            )
          }
        />
        {source.ended_at && (
          <Alert kind="warning" title={t('resources.oai.ended_since', { day: t.date(source.ended_at) })} />
        )}
        {moving ? (
          <Moving run={moving} source={source} context={context} />
        ) : (
          !source.ended_at && <Acts source={source} context={context} />
        )}
        <SourceFacts source={source} records={records} context={context} />
        {tried?.found && <FoundView found={tried.found} source={source} licences={licences} t={t} />}
        <Runs runs={runs} t={t} />
        {faulty && faults.length > 0 && <Faults run={faulty} faults={faults} t={t} />}
        {!source.ended_at && !moving && <Ending source={source} records={records} context={context} />}
      </>
    )
  },
})

const isMoving = (run: Run): boolean => run.state === 'waiting' || run.state === 'running'

function Moving({ run, source, context: { t, form } }: { run: Run; source: Source; context: ViewContext }) {
  const count = takenOf(run)
  const { name } = source
  return (
    <div class="mb-6">
      <JobProgress
        title={t(run.kind === 'try' ? 'resources.oai.trying' : 'resources.oai.running', { name })}
        state={run.state === 'waiting' ? 'waiting' : 'running'}
        stateText={t(run.state === 'waiting' ? 'resources.oai.waiting' : 'resources.oai.working')}
        done={count}
        total={run.expected ?? undefined}
        text={
          run.kind === 'try'
            ? undefined
            : run.expected
              ? t('resources.oai.so_far_of', { count, expected: run.expected })
              : t('resources.oai.so_far', { count })
        }
        actions={
          <Form bare label={t('resources.oai.stop')} hidden={{ ...form.hidden('stop'), run: run.id }}>
            <Button kind="secondary">{t('resources.oai.stop')}</Button>
          </Form>
        }
      />
    </div>
  )
}

function Acts({ source, context: { t, form } }: { source: Source; context: ViewContext }) {
  const act = (name: string, label: string, kind: 'primary' | 'secondary' | 'ghost', more = {}) => (
    <Form bare label={label} hidden={{ ...form.hidden(name), ...more }}>
      <Button kind={kind}>{label}</Button>
    </Form>
  )
  return (
    <div class="mb-6 flex flex-wrap gap-3">
      {act('start', t('resources.oai.run'), 'primary', { kind: 'harvest' })}
      {act('start', t('resources.oai.try'), 'secondary', { kind: 'try' })}
      {source.is_daily
        ? act('pause', t('resources.oai.pause'), 'secondary')
        : act('daily', t('resources.oai.daily'), 'secondary')}
      {source.next_from &&
        act('start', t('resources.oai.run_whole'), 'ghost', { kind: 'harvest', whole: 'true' })}
    </div>
  )
}

function SourceFacts({
  source,
  records,
  context: { t },
}: {
  source: Source
  records: number
  context: ViewContext
}) {
  return (
    <Facts
      items={[
        {
          label: t('resources.oai.field.address'),
          value: <span class="break-all">{source.address}</span>,
          wide: true,
        },
        { label: t('resources.oai.field.prefix'), value: t(`resources.oai.prefix.${source.prefix}`) },
        { label: t('resources.oai.field.set_spec'), value: source.set_spec ?? '–' },
        { label: t('resources.oai.field.access'), value: t.dynamic(`resources.access.${source.access}`) },
        { label: t('resources.oai.field.records'), value: t.number(records) },
        {
          label: t('resources.oai.field.since'),
          value: source.next_from ? t.dateTime(source.next_from) : t('resources.oai.field.since_all'),
        },
        { label: t('resources.oai.field.due'), value: source.due_at ? t.dateTime(source.due_at) : '–' },
        {
          label: t('resources.oai.field.made'),
          value: source.made_by_name,
          note: t.date(source.made_at),
        },
      ]}
    />
  )
}

function Ending({
  source,
  records,
  context: { t, form },
}: {
  source: Source
  records: number
  context: ViewContext
}) {
  return (
    <Section title={t('resources.oai.end')} lead={t('resources.oai.end_lead')}>
      <Form label={t('resources.oai.end')} hidden={form.hidden('end', { version: source.version })}>
        <RadioGroup
          {...form.field('rest')}
          label={t('resources.oai.end_rest', { count: records })}
          options={(['stay', 'leave'] as const).map((value) => ({
            value,
            label: t(`resources.oai.rest.${value}`),
          }))}
        />
        <FormActions>
          <Button kind="danger">{t('resources.oai.end')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
