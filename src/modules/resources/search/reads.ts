import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { writePageMark } from '#platform/pages/page-mark.ts'
import { codePattern } from '../catalogue/code.ts'
import { readWhole } from '../catalogue/assess.ts'
import { getResource, getVersion } from '../catalogue/store/version.ts'
import { accesses, fileRoles, kinds, resourcePath, versionPath } from '../resource.ts'
import { addressOf, Query } from './filter.ts'
import { loadResult } from './load.ts'

const perPage = 100

const Found = z.object({
  code: z.string(),
  title: z.string(),
  title_en: z.string().nullable(),
  summary: z.string(),
  kind: z.enum(kinds),
  levels: z.array(z.string()),
  languages: z.array(z.string()),
  licence: z.string().nullable(),
  authors: z.array(z.string()),
  institution: z.string().nullable().describe('Mã cơ sở; null: của Sở hoặc lấy từ kho khác'),
  published_at: z.iso.datetime(),
  uses: z.number().int().describe('Số giáo viên đã dạy cùng và số học liệu làm tiếp từ đây'),
  stars: z.number().nullable(),
  ratings: z.number().int(),
  found_in: z.object({ path: z.string(), page: z.number().int().nullable(), text: z.string() }).nullable(),
  address: z.string(),
})

/** Public API: the search of the repository, with the same words and filters as the page. */
export const resourcesRead = defineRead({
  path: '/api/v1/resources',
  summary: 'Học liệu khớp với một lượt tìm, với số đếm theo từng cách lọc; đọc tiếp bằng `sau`',
  permission: 'public',
  query: Query,
  response: z.object({
    total: z.number().int(),
    is_estimate: z.boolean().describe('Rất nhiều kết quả: tổng và các số đếm là ước lượng'),
    counts: z.record(z.string(), z.record(z.string(), z.number().int())),
    next: z.string().nullable(),
    page: z.string().describe('Cùng lượt tìm ấy trên trang của kho'),
    resources: z.array(Found),
  }),
  async load({ db, app, query, today }) {
    const { rows, counts, passages, next, institutions } = await loadResult(db, query, today, perPage)
    const codes = new Map(institutions.map((one) => [one.id, one.code]))
    const schools = Object.entries(counts.counts.school ?? {})
    const base = app.publicUrl()
    return {
      total: counts.total,
      is_estimate: counts.isAbout,
      counts: {
        ...counts.counts,
        school: Object.fromEntries(schools.map(([id, count]) => [codes.get(id) ?? id, count])),
      },
      next: next ? writePageMark(next.key, next.id) : null,
      page: base + addressOf(query),
      resources: rows.map((row) => ({
        code: row.code,
        title: row.title,
        title_en: row.title_en,
        summary: row.summary,
        kind: row.kind,
        levels: row.levels,
        languages: row.languages,
        licence: row.licence,
        authors: row.authors,
        institution: (row.institution_id && codes.get(row.institution_id)) ?? null,
        published_at: row.published_at.toISOString(),
        uses: row.uses,
        stars: row.stars === null ? null : Number(row.stars),
        ratings: row.ratings,
        found_in: foundIn(passages.get(row.id)),
        address: base + resourcePath(row.code),
      })),
    }
  },
})

const foundIn = (passage: { path: string; page: number | null; text: string } | undefined) =>
  passage ? { path: passage.path, page: passage.page, text: passage.text } : null

const Whole = z.object({
  code: z.string(),
  version: z.number().int(),
  title: z.string(),
  title_en: z.string().nullable(),
  summary: z.string(),
  summary_en: z.string().nullable(),
  kind: z.enum(kinds),
  languages: z.array(z.string()),
  keywords: z.array(z.string()),
  levels: z.array(z.string()),
  audiences: z.array(z.string()),
  access: z.enum(['private', ...accesses]),
  licence: z.object({ code: z.string(), name: z.string(), url: z.string().nullable() }).nullable(),
  accessibility: z.array(z.string()),
  link: z.string().nullable(),
  pages: z.number().int().nullable(),
  seconds: z.number().int().nullable(),
  published_at: z.iso.datetime().nullable(),
  authors: z.array(z.object({ name: z.string(), organisation: z.string().nullable() })),
  occupations: z.array(z.object({ code: z.string(), name: z.string() })),
  subjects: z.array(z.object({ code: z.string(), name: z.string() })),
  components: z.array(z.object({ framework: z.string(), code: z.string(), name: z.string() })),
  based_on: z.array(z.object({ title: z.string(), authors: z.string(), address: z.string().nullable() })),
  files: z.array(
    z.object({
      path: z.string(),
      role: z.enum(fileRoles),
      type: z.string(),
      size: z.number().int(),
      sha256: z.string(),
      language: z.string().nullable(),
      address: z.string(),
    }),
  ),
  address: z.string(),
})

/** Public API: what the address of a resource shows, with its files. */
export const resourceRead = defineRead({
  path: '/api/v1/resources/{code}',
  summary: 'Một học liệu đang công bố: mô tả, tác giả, giấy phép và địa chỉ tải từng tệp',
  permission: 'public',
  params: z.object({ code: z.string().regex(codePattern) }),
  response: Whole,
  async load({ db, app, params }) {
    const resource = await getResource(db, params.code)
    if (!resource.published_id || resource.withdrawn_at) throw notFound()
    const { version, licence, authors, subjects, origins, files } = await readWhole(
      db,
      await getVersion(db, resource.published_id),
    )
    const base = app.publicUrl()
    // The shape is what leaves: fields it does not name are dropped.
    return Whole.parse({
      ...version,
      access: resource.access,
      version: version.number,
      link: version.address,
      published_at: version.published_at?.toISOString() ?? null,
      licence,
      authors,
      occupations: subjects.occupations,
      subjects: subjects.units,
      components: subjects.components.map((one) => ({ ...one, framework: one.framework_id })),
      based_on: origins.map((one) => ({
        ...one,
        address:
          one.origin_code && one.origin_number
            ? base + versionPath(one.origin_code, one.origin_number)
            : one.address,
      })),
      files: files.map((file) => ({
        ...file,
        type: file.mime,
        sha256: file.hash,
        address: `${base}/hoc-lieu/tep/${file.id}`,
      })),
      address: base + resourcePath(version.code),
    })
  },
})
