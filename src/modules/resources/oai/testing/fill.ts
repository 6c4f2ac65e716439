import type pg from 'pg'

/** Published videos open to everybody since yesterday, with codes 0000000001 and on, straight into the tables. */
export async function fillRecords(owner: pg.Pool, count: number): Promise<void> {
  await owner.query(
    `with made as (insert into resources.resource (code, owner_account, owner_name, access, published_id)
       select lpad(n::text, 10, '0'), 'x', 'x', 'public', uuidv7() from generate_series(1, $1::int) n
       returning id, code, published_id)
     insert into resources.version (id, resource_id, owner_account, number, state, kind, title, licence, access, published_at)
     select published_id, id, 'x', 1, 'published', 'video', 'Phim “hàn & cắt” ' || code, 'cc-by-4.0', 'public', now() from made`,
    [count],
  )
  for (const table of ['oai_record', 'oai_member'])
    await owner.query(`update resources.${table} set datestamp = datestamp - interval '1 day'`)
}
