import { z } from 'zod'
import type { Translate } from '#platform/i18n/index.ts'
import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { Alert, Button, Facts, LinkButton, PageHeader, Section, Table, TextField } from '#ui/index.ts'
import { findLayoutRow } from '../store/layout.ts'
import { getPrintRun, listPrintLines, type PrintLine } from '../store/print.ts'
import { layoutPath } from './layouts.tsx'

export const printPath = (run: string) => `/in-phoi/${run}`
const shownAtOnce = 50

/** Printing an issue on its blanks: which form, in which order, and again from a serial on after a jam. */
export const printPage = definePage({
  path: '/in-phoi/:id',
  permission: 'diplomas.register',
  params: z.object({ id: z.uuid() }),
  query: z.object({ tu: z.string().max(60).optional(), den: z.string().max(60).optional() }),
  load: loadPrint,
  about: ({ run }) => ({ institution: run.institution_id }),
  looks: ({ shown }) => ({ subject: 'people.person', ids: shown.flatMap((line) => line.person_id ?? []) }),
  title: ({ run }, t) => t('diplomas.print.title', { number: run.decision_no }),
  view: ({ run, layout, lines, shown, query }, { t, may }) => {
    const range = new URLSearchParams({
      ...(query.tu && { tu: query.tu }),
      ...(query.den && { den: query.den }),
    })
    const file = `${printPath(run.id)}/in.pdf${range.size > 0 ? `?${range}` : ''}`
    return (
      <>
        <PageHeader
          title={t('diplomas.print.title', { number: run.decision_no })}
          lead={t('diplomas.print.lead')}
          breadcrumb={[{ href: `/cap-bang/${run.id}`, label: t('diplomas.print.run') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={
            layout &&
            lines.length > 0 && (
              <LinkButton icon="print" href={file}>
                {t('diplomas.print.act', { count: lines.length })}
              </LinkButton>
            )
          }
        />
        {!layout && (
          <Alert kind="warning" title={t('diplomas.print.error.no_layout')}>
            {may('diplomas.keys', { institution: run.institution_id }) && (
              <a href={`/mau-in/moi?co-so=${run.institution_id}`}>{t('diplomas.layout.new')}</a>
            )}
          </Alert>
        )}
        {layout && (
          <Facts
            items={[
              {
                label: t('diplomas.print.layout'),
                value: may('diplomas.keys', { institution: run.institution_id }) ? (
                  <a href={layoutPath(layout.id)}>{layout.name}</a>
                ) : (
                  layout.name
                ),
              },
              { label: t('diplomas.print.count'), value: t.number(lines.length) },
            ]}
          />
        )}
        <Part query={query} t={t} />
        <Order lines={lines} shown={shown} t={t} />
      </>
    )
  },
})

function Part({ query, t }: { query: Query; t: Translate }) {
  return (
    <Section title={t('diplomas.print.part')} lead={t('diplomas.print.part_lead')}>
      <form method="get" class="flex flex-wrap items-end gap-4">
        <TextField name="tu" value={query.tu ?? ''} label={t('diplomas.print.from')} width="half" />
        <TextField name="den" value={query.den ?? ''} label={t('diplomas.print.to')} width="half" />
        <Button kind="secondary">{t('diplomas.print.choose')}</Button>
      </form>
    </Section>
  )
}

type Lines = { lines: readonly PrintLine[]; shown: readonly PrintLine[]; t: Translate }

function Order({ lines, shown, t }: Lines) {
  return (
    <Section title={t('diplomas.print.order')}>
      <Table
        caption={t('diplomas.print.order')}
        rows={shown}
        rowKey={(line) => line.id}
        columns={[
          { key: 'blank_serial', label: t('diplomas.print.blank') },
          {
            key: 'name',
            label: t('people.field.full_name'),
            render: (line) => line.content.holder.full_name,
          },
          { key: 'entry_no', label: t('diplomas.document.entry_no') },
        ]}
        empty={<p class="text-muted">{t('diplomas.print.error.no_lines')}</p>}
      />
      {lines.length > shown.length && (
        <p class="text-muted">
          {t('diplomas.print.rest', {
            count: lines.length - shown.length,
            last: lines.at(-1)!.blank_serial,
          })}
        </p>
      )}
    </Section>
  )
}

type Query = { tu?: string | undefined; den?: string | undefined }

async function loadPrint({ db, params, query }: LoadContext<{ id: string }, Query>) {
  const run = await getPrintRun(db, params.id)
  const lines = await listPrintLines(db, run.id, { from: query.tu, to: query.den })
  const layout = await findLayoutRow(db, {
    institution: run.institution_id,
    kindCode: run.kind_code,
    day: run.issue_date,
    use: 'blank',
  })
  return { run, layout, lines, shown: lines.slice(0, shownAtOnce), query }
}
