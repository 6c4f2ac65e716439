import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { addressOf } from '#platform/rate.ts'
import {
  Badge,
  Button,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Pager,
  Table,
  type BadgeKind,
} from '#ui/index.ts'
import { checkMany } from '../actions/check-many.ts'
import type { AnsweredRow } from '../many/answer.ts'
import { largestList, mostRows } from '../many/read.ts'
import { findList } from '../many/store.ts'
import { privateHeaders } from './diploma.tsx'

const back = (t: Translate) => ({
  breadcrumb: [{ href: '/van-bang', label: t('diplomas.check.title') }],
  breadcrumbLabel: t('diplomas.check.crumb'),
})

/** Sends a spreadsheet of numbers and holders to be checked. */
export const manyPage = definePage({
  path: '/van-bang/nhieu',
  permission: 'public',
  maxBody: largestList + 256 * 1024,
  load: async () => ({}),
  title: (_data, t) => t('diplomas.check.many.title'),
  forms: {
    check: defineForm({
      action: checkMany,
      input: ({ file }, { request }) => ({ file, address_of_sender: addressOf(request.headers) }),
      then: ({ token }) => `/van-bang/nhieu/${token}`,
    }),
  },
  view: (_data, { t, form }) => (
    <>
      <PageHeader title={t('diplomas.check.many.title')} lead={t('diplomas.check.many.lead')} {...back(t)} />
      <Form multipart hidden={form.hidden('check')}>
        <FileField
          name="file"
          label={t('diplomas.check.many.file')}
          hint={t('diplomas.check.many.hint', { rows: mostRows })}
          error={form.errors.file}
          accept=".xlsx,.csv"
          required
        />
        <FormActions>
          <Button icon="upload">{t('diplomas.check.many.send')}</Button>
          <LinkButton href="/van-bang/nhieu/mau.xlsx" kind="ghost" icon="download" download>
            {t('diplomas.check.many.template')}
          </LinkButton>
        </FormActions>
      </Form>
      <p class="mt-8 max-w-prose text-muted">{t('diplomas.check.many.api')}</p>
    </>
  ),
})

const kinds: Record<AnsweredRow['result'], BadgeKind> = {
  valid: 'success',
  corrected: 'warning',
  replaced: 'warning',
  revoked: 'error',
  unknown: 'neutral',
  altered: 'error',
  incomplete: 'info',
  refused: 'info',
}

/** The result of a row in words, and why where nothing was asked. */
export function rowWords(row: AnsweredRow, t: Translate): { said: string; why: string } {
  if (row.result === 'incomplete')
    return { said: t('diplomas.check.many.incomplete'), why: t.dynamic(row.fault ?? '') }
  if (row.result === 'refused')
    return { said: t('diplomas.check.many.refused'), why: t('diplomas.check.many.refused_why') }
  const shown = row.is_suspended ? 'suspended' : row.is_compared === false ? 'not_compared' : row.result
  return { said: t(`diplomas.check.result.${shown}`), why: '' }
}

const shown = 50

type Data = { rows: AnsweredRow[]; token: string; from: number }

/** The answers to a list, row by row, for a day. */
export const manyResultPage = definePage<Data, { token: string }, { tu: number }>({
  path: '/van-bang/nhieu/:token{[0-9A-Za-z_-]+}',
  permission: 'public',
  params: z.object({ token: z.string().max(64) }),
  query: z.object({ tu: z.coerce.number().int().min(0).max(mostRows).catch(0) }),
  headers: privateHeaders,
  async load({ db, app, params, query }) {
    const rows = await findList(db, app, params.token)
    if (!rows) throw notFound('diplomas.check.many.error.gone')
    return { rows, token: params.token, from: query.tu }
  },
  title: (_data, t) => t('diplomas.check.many.results'),
  view: ({ rows, token, from }, { t }) => {
    const path = `/van-bang/nhieu/${token}`
    const valid = rows.filter((row) => row.result === 'valid').length
    return (
      <>
        <PageHeader
          title={t('diplomas.check.many.sentence', { valid, rows: rows.length })}
          lead={t('diplomas.check.many.kept')}
          {...back(t)}
          actions={
            <>
              <LinkButton href={`${path}/ket-qua.xlsx`} kind="secondary" icon="download" download>
                {t('diplomas.check.many.xlsx')}
              </LinkButton>
              <LinkButton href={`${path}/ket-qua.csv`} kind="secondary" icon="download" download>
                CSV
              </LinkButton>
            </>
          }
        />
        <ResultTable rows={rows.slice(from, from + shown)} t={t} />
        <Pager
          label={t('diplomas.check.many.pages')}
          previousLabel={t('diplomas.check.many.previous')}
          nextLabel={t('diplomas.check.many.next')}
          previous={from > 0 ? `${path}?tu=${Math.max(0, from - shown)}` : undefined}
          next={from + shown < rows.length ? `${path}?tu=${from + shown}` : undefined}
          summary={t('diplomas.check.many.shown', {
            from: from + 1,
            to: Math.min(rows.length, from + shown),
            rows: rows.length,
          })}
        />
      </>
    )
  },
})

function RowResult({ row, t }: { row: AnsweredRow; t: Translate }) {
  const { said, why } = rowWords(row, t)
  return (
    <>
      <Badge kind={kinds[row.result]}>{said}</Badge>
      {why && <p class="mt-1 text-sm text-muted">{why}</p>}
    </>
  )
}

function ResultTable({ rows, t }: { rows: readonly AnsweredRow[]; t: Translate }) {
  return (
    <Table
      caption={t('diplomas.check.many.results')}
      rows={rows}
      rowKey={(row) => String(row.row)}
      columns={[
        { key: 'serial', label: t('diplomas.check.field.serial'), render: (row) => row.serial ?? '–' },
        { key: 'row', label: t('diplomas.check.many.row'), align: 'end' },
        { key: 'name', label: t('diplomas.check.field.holder') },
        { key: 'birth', label: t('diplomas.check.many.birth') },
        {
          key: 'result',
          label: t('diplomas.check.field.result'),
          render: (row) => <RowResult row={row} t={t} />,
        },
        {
          key: 'title',
          label: t('diplomas.check.facts'),
          render: (row) =>
            row.public_id ? (
              <a href={`/van-bang/${row.public_id}`}>
                {[row.title, row.programme, row.classification, row.institution, row.year]
                  .filter(Boolean)
                  .join(' · ')}
              </a>
            ) : (
              '–'
            ),
        },
      ]}
    />
  )
}
