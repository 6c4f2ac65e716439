import type pg from 'pg'
import { createWeb } from '#app/web.tsx'
import { note, report, time } from './report.ts'
import { openSite, type Site } from './site.ts'

/** `OAI_RECORDS=5000` tries it in some seconds. */
const records = Number(process.env.OAI_RECORDS ?? 200_000)
const page = 200

/** A whole harvest of the repository, through the application, against the bare reading of the same rows. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    await fill(site.app.database.owner)
    note(`${records} records, each with two authors, a file, an occupation and a source`)
    const bare = await bareRate(site.app.database.owner)
    for (const prefix of ['oai_dc', 'oai_lom']) {
      const rate = await harvestRate(site, prefix)
      report({
        what: `harvest of ${prefix}`,
        measured: `${Math.round(rate)} records/s, ${((100 * rate) / bare).toFixed(1)} % of the bare SELECT (${Math.round(bare)}/s)`,
        limit: '2000 records/s',
        isOk: rate >= 2000,
      })
    }
  } finally {
    await site.close()
  }
}

/** Published resources straight into the tables; the records of the harvest come by the triggers. */
async function fill(owner: pg.Pool): Promise<void> {
  for (let from = 1; from <= records; from += 20_000) {
    await owner.query(
      `with made as (insert into resources.resource (code, owner_account, owner_name, access, published_id)
         select lpad(n::text, 10, '0'), 'x', 'x', 'public', uuidv7() from generate_series($1::int, least($1::int + 19999, $2::int)) n
         returning id, code, published_id)
       insert into resources.version (id, resource_id, owner_account, number, kind, title, summary, keywords, licence, access)
       select published_id, id, 'x', 1, 'document', 'Giáo trình hàn hồ quang tay, bài ' || code,
         repeat('Mục tiêu, vật liệu, quy trình và lỗi thường gặp. ', 6), '{hàn,hồ quang,an toàn}', 'cc-by-4.0', 'public' from made`,
      [from, records],
    )
  }
  const parts = [
    `resources.version_author (version_id, position, name, organisation)
       select v.id, n, 'Nguyễn Văn A' || n, 'Trường cao đẳng A' from resources.version v, generate_series(1, 2) n`,
    `resources.version_file (version_id, path, hash, size, mime, kind)
       select v.id, 'bai.pdf', encode(sha256(v.id::text::bytea), 'hex'), 100000, 'application/pdf', 'pdf' from resources.version v`,
    `resources.version_occupation (version_id, occupation_code)
       select v.id, o.code from resources.version v, (select code from institutions.occupation order by code limit 1) o`,
    `resources.version_origin (version_id, position, title, authors) select v.id, 1, 'Sổ tay hàn', 'Nhóm B' from resources.version v`,
  ]
  for (const part of parts) await owner.query(`insert into ${part}`)
  await owner.query(`update resources.version set state = 'published', published_at = now()`)
  await owner.query('vacuum analyze')
}

/** Records a second of a plain SELECT of the same columns of one table, page by page in the same order. */
async function bareRate(owner: pg.Pool): Promise<number> {
  const after = { datestamp: '-infinity', id: '00000000-0000-0000-0000-000000000000' }
  let count = 0
  const taken = await time(async () => {
    for (;;) {
      const found = await owner.query(
        `select o.datestamp::text as datestamp, o.resource_id, o.code, v.* from resources.oai_record o
         join resources.resource r on r.id = o.resource_id join resources.version v on v.id = r.published_id
         where (o.datestamp, o.resource_id) > ($1::timestamptz, $2::uuid) order by o.datestamp, o.resource_id limit ${page}`,
        [after.datestamp, after.id],
      )
      count += found.rows.length
      if (found.rows.length < page) break
      after.datestamp = found.rows.at(-1).datestamp
      after.id = found.rows.at(-1).resource_id
    }
  })
  return (count * 1000) / taken
}

async function harvestRate({ app }: Site, prefix: string): Promise<number> {
  const web = createWeb(app)
  let count = 0
  const taken = await time(async () => {
    let query: string | undefined = `metadataPrefix=${prefix}`
    while (query) {
      const answer = await web.request(`http://bench.local/oai?verb=ListRecords&${query}`)
      const xml = await answer.text()
      count += xml.split('<record>').length - 1
      const token: string | undefined = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1]
      query = token && `resumptionToken=${token}`
    }
  })
  if (count !== records) throw new Error(`${count} records came, not ${records}`)
  return (count * 1000) / taken
}
