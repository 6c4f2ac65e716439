import type { App } from '#platform/app.ts'

const batch = 500

/**
 * Writes the row of every published resource anew, in steps, and drops those that should not be there. Triggers keep the rows; this brings
 * in what changed outside of the module (names of occupations, say), and mends what a restore or a repair by hand left behind.
 * @returns how many resources can be found
 */
export async function rebuildSearch(app: App, progress?: (done: number) => void): Promise<number> {
  const { owner } = app.database
  await owner.query(`delete from resources.search_entry e using resources.resource r
    where r.id = e.resource_id and (r.published_id is null or r.withdrawn_at is not null)`)
  let [after, done] = ['00000000-0000-0000-0000-000000000000', 0]
  for (;;) {
    const found = await owner.query(
      `with page as (select id from resources.resource where id > $1 and published_id is not null order by id limit ${batch})
       select id, resources.write_search_entry(id) from page order by id`,
      [after],
    )
    done += found.rows.length
    progress?.(done)
    if (found.rows.length < batch) break
    after = found.rows.at(-1).id
  }
  const counted = await owner.query(`select count(*)::integer as count from resources.search_entry`)
  return counted.rows[0].count
}
