import { z } from 'zod'
import { defineRead } from '#platform/pages/endpoint.ts'
import { reachOf, toFigure, toMember } from './answers.ts'
import { indicatorCode, packCursor, unpackCursor } from './input.ts'
import { statuses } from './progress.ts'
import { figuresActor, loadBoard, measureOf } from './store/board.ts'
import { getIndicator } from './store/definitions.ts'
import { countMembers, listMembers } from './store/members.ts'

const Figure = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['percent', 'milestone']),
  as_of: z.iso.date(),
  numerator: z.number().int().nullable(),
  denominator: z.number().int().nullable(),
  value: z
    .number()
    .nullable()
    .describe('Phần trăm, hai chữ số lẻ; null khi chưa đo được hoặc không có ai để tính'),
  target: z.number().nullable().describe('Mục tiêu đang hướng tới vào ngày đó, phần trăm'),
  target_year: z.number().int().nullable(),
  status: z.enum(statuses),
  source: z.enum(['computed', 'entered', 'none']),
  targets: z.array(
    z.object({
      year: z.number().int(),
      value: z.number().nullable(),
      comparator: z.enum(['at_least', 'done']),
    }),
  ),
  missing: z.string().nullable(),
  caveat: z.string().nullable(),
  institutions_without_data: z.number().int().nullable(),
  formula_version: z.string(),
})

/** `GET /api/v1/plan/indicators?as_of=yyyy-mm-dd`: the figures of the whole province. */
export const readIndicators = defineRead({
  path: '/api/v1/plan/indicators',
  summary: 'Các chỉ tiêu của kế hoạch vào một ngày: tử số, mẫu số, giá trị, mục tiêu',
  permission: 'plan.read',
  query: z.object({ as_of: z.iso.date().optional() }),
  response: z.object({ as_of: z.iso.date(), indicators: z.array(Figure) }),
  async load({ app, query, today, t }) {
    const asOf = query.as_of ?? today
    const board = await loadBoard(app, asOf)
    const indicators = board.rows
      .map((row) => toFigure(row, asOf, t.lang))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    return { as_of: asOf, indicators }
  },
})

const MemberShape = z.object({
  id: z.string(),
  label: z.string(),
  institution: z.string().nullable().describe('Mã cơ sở'),
  institution_id: z.string().nullable(),
  institution_name: z.string().nullable(),
  place: z.string().nullable(),
  counted: z.boolean(),
  why: z.string(),
  reason: z.string(),
  href: z.string().nullable(),
  dims: z.record(z.string(), z.string()).nullable(),
})

/** `GET /api/v1/plan/indicators/{code}/members`: the records behind a figure, as far as the reader may see them. */
export const readMembers = defineRead({
  path: '/api/v1/plan/indicators/{code}/members',
  summary:
    'Từng hồ sơ sau một chỉ tiêu: cơ sở, được tính hay không, vì sao; đếm toàn bộ, nêu tên trong địa bàn của bạn',
  permission: 'plan.read',
  params: z.object({ code: indicatorCode }),
  query: z.object({
    as_of: z.iso.date().optional(),
    institution_id: z.uuid().optional(),
    counted: z.enum(['true', 'false']).optional(),
    after: z.string().max(2000).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  response: z.object({
    code: z.string(),
    as_of: z.iso.date(),
    is_measured: z.boolean(),
    unit: z.string().nullable(),
    numerator: z.number().int().nullable(),
    denominator: z.number().int().nullable(),
    hidden: z.number().int().describe('Số hồ sơ nằm trong chỉ tiêu nhưng ngoài địa bàn của bạn'),
    members: z.array(MemberShape),
    next: z.string().nullable().describe('Gửi lại ở `after` để đọc tiếp'),
  }),
  async load({ app, actor, params, query, today, t }) {
    const asOf = query.as_of ?? today
    return app.database.read(figuresActor, async (db) => {
      const measure = measureOf(app, await getIndicator(db, params.code, asOf))
      const head = {
        code: params.code,
        as_of: asOf,
        is_measured: measure !== undefined,
        unit: measure?.unit ?? null,
      }
      if (!measure) return { ...head, numerator: null, denominator: null, hidden: 0, members: [], next: null }
      const at = { asOf, today, units: 'then' as const }
      const filter = {
        institution: query.institution_id,
        counts: query.counted === undefined ? undefined : query.counted === 'true',
      }
      const reach = reachOf(actor, measure)
      const { numerator, denominator, seen } = await countMembers(db, measure, at, filter, reach)
      const found = await listMembers(db, measure, at, filter, reach, {
        after: unpackCursor(query.after),
        limit: query.limit + 1,
      })
      const shown = found.slice(0, query.limit)
      const next = found.length > shown.length ? (packCursor(shown.at(-1)) ?? null) : null
      return {
        ...head,
        numerator,
        denominator,
        hidden: denominator - seen,
        members: shown.map((member) => toMember(member, t)),
        next,
      }
    })
  },
  looks: (data) =>
    data.unit === 'person'
      ? { subject: 'people.person', ids: data.members.map((member) => member.id) }
      : undefined,
})
