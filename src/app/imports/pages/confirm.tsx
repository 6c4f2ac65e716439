import { precondition } from '#platform/errors.ts'
import { importActions, mayDiscard, type AnyImport } from '#platform/imports/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { ConfirmPanel, PageHeader } from '#ui/index.ts'
import { loadBatch } from '../load-batch.ts'

/** Asks once before a written batch is taken back. */
export const importUndo = (specs: readonly AnyImport[]) =>
  definePage({
    path: '/nhap-du-lieu/:id/hoan-tac',
    permission: 'signed-in',
    async load({ db, actor, app, params }) {
      const data = await loadBatch({ db, actor, app, id: params.id ?? '' })
      if (data.row.state !== 'committed') throw precondition('imports.undo.not_committed')
      return data
    },
    title: ({ row }, t) => t('imports.undo.title', { file: row.file_name }),
    view: ({ row, spec }, { t, form }) => (
      <>
        <PageHeader title={t('imports.undo.title', { file: row.file_name })} />
        <ConfirmPanel
          title={t('imports.undo.question')}
          consequences={[
            t('imports.undo.made', { count: row.counts.write_new ?? 0 }),
            t('imports.undo.changed', { count: row.counts.write_change ?? 0 }),
            t('imports.undo.later'),
          ]}
          hidden={form.hidden(`${spec.kind}.undo`)}
          confirmLabel={t('imports.undo.go')}
          cancelHref={`/nhap-du-lieu/${row.id}`}
          cancelLabel={t('imports.undo.cancel')}
          danger
        />
      </>
    ),
    forms: Object.fromEntries(
      specs.map((spec) => [
        `${spec.kind}.undo`,
        defineForm({
          action: importActions(spec).undo,
          then: ({ id, run }) => (run ? `/cong-viec/${run}` : `/nhap-du-lieu/${id}`),
        }),
      ]),
    ),
  })

/** Asks once before what was read from a file is dropped. */
export const importDiscard = (specs: readonly AnyImport[]) =>
  definePage({
    path: '/nhap-du-lieu/:id/bo',
    permission: 'signed-in',
    async load({ db, actor, app, params }) {
      const data = await loadBatch({ db, actor, app, id: params.id ?? '' })
      if (!mayDiscard(data.row)) throw precondition('imports.error.wrong_state')
      return data
    },
    title: ({ row }, t) => t('imports.discard.title', { file: row.file_name }),
    view: ({ row, spec }, { t, form }) => (
      <>
        <PageHeader title={t('imports.discard.title', { file: row.file_name })} />
        <ConfirmPanel
          title={t('imports.discard.question')}
          consequences={[t('imports.discard.lost'), t('imports.discard.kept')]}
          hidden={form.hidden(`${spec.kind}.discard`)}
          confirmLabel={t('imports.discard.go')}
          cancelHref={`/nhap-du-lieu/${row.id}`}
          cancelLabel={t('imports.back')}
          danger
        />
      </>
    ),
    forms: Object.fromEntries(
      specs.map((spec) => [
        `${spec.kind}.discard`,
        defineForm({ action: importActions(spec).discard, then: ({ id }) => `/nhap-du-lieu/${id}` }),
      ]),
    ),
  })
