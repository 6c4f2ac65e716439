import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Form, JobProgress, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { kindText, licenceText, sizeText } from '../../catalogue/pages/words.tsx'
import type { Licence } from '../../catalogue/licence.ts'
import { listLicences } from '../../catalogue/store/origin.ts'
import { resourcePath } from '../../resource.ts'
import { batchPath, dropBatch, takeBatch } from '../actions/batch.ts'
import { cellWords, wholeWords, type BatchFault } from '../fault.ts'
import { getBatch, type Batch } from '../store/batch.ts'
import type { Incoming, Taken } from '../take-in.ts'
import { badges } from './import.tsx'

/** A ZIP that was sent: what will be made of it, what is wrong with it, or what was made. */
export const batchPage = definePage({
  path: '/hoc-lieu/nhap/:id',
  permission: 'resources.contribute',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params }) {
    const batch = await getBatch(db, params.id)
    if (actor.kind !== 'account' || batch.account !== actor.id) throw notFound()
    return { batch, licences: await listLicences(db) }
  },
  title: ({ batch }) => batch.file_name,
  refresh: ({ batch }) => (batch.state === 'reading' ? 3 : undefined),
  forms: {
    take: defineForm({
      action: takeBatch,
      then: ({ id, count }) => ({ to: batchPath(id), say: 'resources.transfer.taken', params: { count } }),
    }),
    drop: defineForm({
      action: dropBatch,
      then: ({ id }) => ({ to: batchPath(id), say: 'resources.transfer.dropped_all' }),
    }),
  },
  view({ batch, licences }, context) {
    const { t } = context
    return (
      <>
        <PageHeader
          title={batch.file_name}
          state={<Badge kind={badges[batch.state]}>{t(`resources.transfer.state.${batch.state}`)}</Badge>}
          lead={sizeText(batch.size, t)}
          breadcrumb={[{ href: '/hoc-lieu/nhap', label: t('resources.transfer.title') }]}
          breadcrumbLabel={t('resources.crumbs')}
        />
        {batch.state === 'reading' && (
          <JobProgress
            title={t('resources.transfer.reading', { name: batch.file_name })}
            state="running"
            stateText={t('resources.transfer.working')}
          />
        )}
        {batch.state === 'ready' && batch.resources && (
          <Preview batch={batch} resources={batch.resources} licences={licences} context={context} />
        )}
        {batch.state === 'faulty' && batch.fault && <FaultView fault={batch.fault} t={t} />}
        {batch.state === 'done' && batch.taken && <Made taken={batch.taken} t={t} />}
        {batch.state === 'discarded' && <Alert kind="info" title={t('resources.transfer.dropped_all')} />}
      </>
    )
  },
})

function Preview({
  batch,
  resources,
  licences,
  context: { t, form },
}: {
  batch: Batch
  resources: Incoming[]
  licences: Licence[]
  context: ViewContext
}) {
  const count = resources.length
  const act = (name: 'take' | 'drop', label: string) => (
    <Form bare label={label} hidden={{ ...form.hidden(name, { version: batch.version }), id: batch.id }}>
      <Button kind={name === 'take' ? 'primary' : 'ghost'}>{label}</Button>
    </Form>
  )
  return (
    <Section
      title={t('resources.transfer.preview', { count })}
      lead={t('resources.transfer.preview_lead')}
      actions={
        <div class="flex flex-wrap gap-3">
          {act('take', t('resources.transfer.take', { count }))}
          {act('drop', t('resources.transfer.drop'))}
        </div>
      }
    >
      {batch.unused.length > 0 && (
        <Alert kind="warning" title={t('resources.transfer.unused', { names: batch.unused.join(', ') })}>
          {t('resources.transfer.unused_text')}
        </Alert>
      )}
      <Table
        caption={t('resources.transfer.preview', { count })}
        rows={resources.slice(0, 500)}
        rowKey={(row) => row.title + (row.files[0]?.path ?? row.address ?? '')}
        columns={[
          { key: 'title', label: t('resources.catalogue.field.title') },
          { key: 'kind', label: t('resources.catalogue.field.kind'), render: (row) => kindText(row.kind, t) },
          { key: 'files', label: t('resources.transfer.col.files'), render: (row) => filesText(row, t) },
          {
            key: 'licence',
            label: t('resources.catalogue.field.licence'),
            render: (row) =>
              licenceText(
                licences.find((one) => one.code === row.licence),
                t,
              ),
          },
          {
            key: 'access',
            label: t('resources.access'),
            render: (row) => t.dynamic(`resources.access.${row.access}`),
          },
          {
            key: 'authors',
            label: t('resources.catalogue.field.authors'),
            render: (row) => row.authors.map((one) => one.name).join(', ') || batch.account_name,
          },
        ]}
      />
    </Section>
  )
}

function filesText(row: Incoming, t: Translate): string {
  if (row.files.length === 0) return row.address ?? '–'
  const size = sizeText(
    row.files.reduce((sum, file) => sum + file.size, 0),
    t,
  )
  return row.files.length === 1
    ? `${row.files[0]!.path}, ${size}`
    : t('resources.transfer.files_count', { count: row.files.length, size })
}

function FaultView({ fault, t }: { fault: BatchFault; t: Translate }) {
  const isWhole = fault.cells.length === 0
  const title = isWhole
    ? t('resources.transfer.faulty_whole')
    : t('resources.transfer.faulty', { count: fault.cells.length })
  return (
    <>
      <Alert
        kind="error"
        title={title}
        actions={
          <LinkButton href="/hoc-lieu/nhap" kind="secondary" icon="upload">
            {t('resources.transfer.again')}
          </LinkButton>
        }
      >
        {isWhole && <p>{wholeWords(fault, t)}</p>}
        {t('resources.transfer.faulty_lead')}
      </Alert>
      {!isWhole && (
        <Table
          caption={title}
          rows={fault.cells}
          rowKey={(row) => `${row.row} ${row.column} ${JSON.stringify(row.params)}`}
          columns={[
            {
              key: 'cell',
              label: t('resources.transfer.col.cell'),
              render: (row) => row.cell ?? t('resources.transfer.col.row', { row: row.row }),
            },
            {
              key: 'column',
              label: t('resources.transfer.col.column'),
              render: (row) => t.dynamic(`resources.transfer.column.${row.column}`),
            },
            { key: 'why', label: t('resources.transfer.col.why'), render: (row) => cellWords(row, t) },
          ]}
        />
      )}
    </>
  )
}

function Made({ taken, t }: { taken: Taken[]; t: Translate }) {
  return (
    <Section title={t('resources.transfer.done')}>
      <Table
        caption={t('resources.transfer.done')}
        rows={taken}
        rowKey={(row) => row.code}
        rowHref={(row) => (row.state === 'added' ? `${resourcePath(row.code)}/soan` : resourcePath(row.code))}
        columns={[
          { key: 'title', label: t('resources.catalogue.field.title') },
          {
            key: 'state',
            label: t('resources.transfer.col.state'),
            render: (row) => t(`resources.transfer.taken_state.${row.state}`),
          },
          {
            key: 'dropped',
            label: t('resources.transfer.col.missing'),
            render: (row) =>
              row.dropped
                .map((one) => t(`resources.transfer.dropped.${one.key}`, { words: one.words }))
                .join('; ') || '–',
          },
        ]}
      />
    </Section>
  )
}
