import { Readable } from 'node:stream'
import { z } from 'zod'
import { recordLook } from '#platform/audit/looks.ts'
import { parseInput } from '#platform/actions/run.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition, servingHeaders, type KindName } from '#platform/files/index.ts'
import { queryInput } from '#platform/pages/query.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { writeCsv, writeWorkbook, xlsxType, type ExportSheet } from '#platform/sheets/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { reachOf } from './answers.ts'
import { indicatorCode } from './input.ts'
import { MemberQuery, memberFilter } from './member-query.ts'
import { wordsOf } from './speech.ts'
import { askedMeasure, figuresActor, measureOf } from './store/board.ts'
import { getIndicator } from './store/definitions.ts'
import { getEntry } from './store/entries.ts'
import { listMembers, type Member } from './store/members.ts'
import { viewDay } from './view-day.ts'

/** The list behind a figure as CSV or XLSX: the same filters and the same rights as on the page. */
export const memberExport = defineEndpoint({
  method: 'GET',
  path: '/chi-tieu/:code/tai-ve/:format{csv|xlsx}',
  permission: 'plan.read',
  async handle({ app, actor, params, url, lang }) {
    const t = app.catalog(lang)
    const code = indicatorCode.safeParse(params.code).data
    if (!code) throw notFound()
    const query = parseInput(MemberQuery, queryInput(url), lang)
    const at = viewDay(query, today(app.clock))
    const { indicator, measure, members } = await app.database.read(figuresActor, async (db) => {
      const found = await getIndicator(db, code, at.asOf)
      if (!measureOf(app, found)) throw notFound('plan.error.not_measured')
      const counted = askedMeasure(app, found, query.phan)
      return {
        indicator: found,
        measure: counted,
        members: await listMembers(db, counted, at, memberFilter(query), reachOf(actor, counted)),
      }
    })
    if (measure.unit === 'person') {
      await recordLook(app.database, actor, url.pathname, {
        subject: 'people.person',
        ids: members.map((member) => member.member_id),
        reason: 'export',
      })
    }
    const titles = [
      `${code} · ${measure.under ? t.dynamic(measure.under.title) : wordsOf(t, indicator).name}`,
      t('plan.export.as_of', { day: t.date(at.asOf) }),
      t('plan.export.made', { day: t.dateTime(app.clock.now()) }),
    ]
    return answer(
      sheetOf(t, code, titles, members),
      params.format === 'csv' ? 'csv' : 'xlsx',
      `${code}-${at.asOf}`,
    )
  },
})

function sheetOf(t: Translate, name: string, titles: string[], members: readonly Member[]): ExportSheet {
  const header = (key: Parameters<Translate>[0], width: number) => ({ header: t(key), width })
  return {
    name,
    titles,
    columns: [
      header('plan.member.label', 32),
      header('plan.member.institution_code', 16),
      header('plan.member.institution', 40),
      header('plan.member.place', 24),
      header('plan.member.counts', 12),
      header('plan.member.why', 60),
    ],
    rows: members.map((member) => [
      member.label,
      member.institution_code,
      member.institution_name,
      member.place_name,
      t(member.counts ? 'plan.member.yes' : 'plan.member.no'),
      t.dynamic(member.reason, member.reason_params ?? undefined),
    ]),
  }
}

function answer(sheet: ExportSheet, format: 'csv' | 'xlsx', name: string): Response {
  const [body, type] =
    format === 'csv' ? [writeCsv(sheet), 'text/csv; charset=utf-8'] : [writeWorkbook([sheet]), xlsxType]
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': contentDisposition(`${name}.${format}`, 'attachment'),
      'cache-control': 'private, no-store',
    },
  })
}

/** The proof of a value entered by hand. */
export const evidenceFile = defineEndpoint({
  method: 'GET',
  path: '/chi-tieu/:code/minh-chung/:id',
  permission: 'plan.read',
  async handle({ app, params, read }) {
    const { code, id } = z.object({ code: indicatorCode, id: z.uuid() }).safeParse(params).data ?? {}
    if (!code || !id) throw notFound()
    const entry = await read((db) => getEntry(db, code, id))
    const file = await app.files.get(entry.evidence_hash)
    const headers = servingHeaders({ kind: entry.evidence_kind as KindName, name: entry.evidence_name })
    return new Response(Readable.toWeb(file.stream) as ReadableStream, {
      headers: { ...headers, 'cache-control': 'private, no-store' },
    })
  },
})
