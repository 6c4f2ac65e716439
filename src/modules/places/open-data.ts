import { createHash } from 'node:crypto'
import { z } from 'zod'
import { today } from '#platform/clock.ts'
import { queryInput } from '#platform/pages/query.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { writeCsv, writeTemplate, xlsxType } from '#platform/sheets/index.ts'
import { ListQuery, dayInQuery, orderOf } from './pages/list.tsx'
import { reorganisationFields, typeWords } from './reorganisation-file.ts'
import { boundariesGeoJson } from './store/boundaries.ts'
import { listUnits } from './store/search.ts'
import { unitKinds, unitTypes } from './unit.ts'
import { periodOf } from './words-of-units.ts'

/** The list of units as CSV, with the filters of the page. */
export const unitsCsv = defineEndpoint({
  method: 'GET',
  path: '/du-lieu-mo/dia-ban.csv',
  permission: 'public',
  async handle({ app, url, lang, read }) {
    const query = ListQuery.parse(queryInput(url))
    const on = query.ngay ?? today(app.clock)
    const t = app.catalog(lang)
    const units = await read((db) =>
      listUnits(db, { kind: query.cap, on, text: query.q, parent: query.thuoc }, orderOf(query)),
    )
    const headers = [
      'code',
      'name',
      'type',
      'parent',
      'parent_code',
      'from',
      'to',
      'period',
      'area',
      'lat',
      'lon',
      'source',
    ] as const
    const body = writeCsv({
      columns: headers.map((key) => ({ header: t(`places.csv.${key}`) })),
      rows: units.map((unit) => [
        unit.is_official_code ? unit.code : '',
        unit.name,
        t(`places.type.${unit.type}`),
        unit.parent_name,
        unit.parent_code,
        unit.from_is_known ? unit.from_date : '',
        unit.to_date,
        periodOf(unit, t),
        unit.area_km2,
        unit.lat,
        unit.lon,
        unit.source,
      ]),
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="dia-ban-${query.cap}-${on}.csv"`,
      },
    })
  },
})

const BoundaryQuery = z.object({
  ngay: dayInQuery,
  cap: z.enum(unitKinds).catch('commune').default('commune'),
})

/** Imported boundaries of the units in force on a day, for the map and for anyone. */
export const boundariesFile = defineEndpoint({
  method: 'GET',
  path: '/du-lieu-mo/ranh-gioi.geojson',
  permission: 'public',
  async handle({ app, url, request, read }) {
    const query = BoundaryQuery.parse(queryInput(url))
    const text = await read((db) => boundariesGeoJson(db, query.ngay ?? today(app.clock), query.cap))
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`
    const headers = {
      'content-type': 'application/geo+json; charset=utf-8',
      // asked again each time, answered briefly when nothing changed: an import shows at once
      'cache-control': 'public, no-cache',
      etag,
    }
    const known =
      request.headers
        .get('if-none-match')
        ?.replaceAll('W/', '')
        .split(/\s*,\s*/) ?? []
    if (known.includes(etag)) return new Response(null, { status: 304, headers })
    return new Response(text, { headers })
  },
})

/** The workbook to fill in for a reorganisation. */
export const reorganisationTemplate = defineEndpoint({
  method: 'GET',
  path: '/mau/sap-xep-dia-ban.xlsx',
  permission: 'places.reorganise',
  async handle({ app }) {
    const t = app.catalog('vi')
    const bytes = await writeTemplate(reorganisationFields, {
      title: t('places.reorganise.title'),
      instructions: [t('places.template.one'), t('places.template.parts'), t('places.template.abolish')],
      lists: { type: unitTypes.map((type) => typeWords[type]) },
    })
    return new Response(Buffer.from(bytes), {
      headers: {
        'content-type': xlsxType,
        'content-disposition': 'attachment; filename="mau-sap-xep-dia-ban.xlsx"',
      },
    })
  },
})
