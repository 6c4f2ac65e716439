import { sql } from 'kysely'
import { defineImport, type Import } from '#platform/imports/index.ts'
import type { Module } from '#platform/module.ts'

/** Two schools, as the application's institutions would answer. */
export const schools = {
  hue: { id: '0190a000-0000-7000-8000-000000000001', code: 'HUE', name: 'Trường Huế' },
  phu: { id: '0190a000-0000-7000-8000-000000000002', code: 'PHU', name: 'Trường Phú Bài' },
}

const migration = `
  create schema if not exists sample;
  create schema if not exists institutions;
  grant usage on schema sample, institutions to ngheso_app;
  create table sample.tool (
    id uuid primary key default gen_random_uuid(),
    institution_id uuid not null,
    code text not null,
    name text not null,
    bought date,
    kind text,
    owner_sealed text,
    owner_index text,
    is_by_hand boolean not null default false,
    batch_id uuid,
    unique (institution_id, code)
  );
  grant select, insert, update, delete on sample.tool to ngheso_app;
  alter table sample.tool enable row level security;
  create policy tool_area on sample.tool to ngheso_app
    using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
  create table sample.trouble (on_commit boolean not null);
  grant select on sample.trouble to ngheso_app;
  create function institutions.on_day(day date)
    returns table (id uuid, code text, name text, type text, ownership text, place_code text, is_active boolean, is_demo boolean)
    language sql stable as $$
    values ('${schools.hue.id}'::uuid, '${schools.hue.code}', '${schools.hue.name}', 'college', 'public', null::text, true, false),
      ('${schools.phu.id}'::uuid, '${schools.phu.code}', '${schools.phu.name}', 'college', 'public', null::text, true, false) $$;`

/** Tools of a school: a code, a name, a day, one of several kinds, and a person's number. */
export const toolImport: Import = defineImport({
  kind: 'tools',
  title: 'sample.tools' as never,
  permission: 'sample.import',
  scope: 'institution',
  mayBeNew: true,
  fields: [
    { key: 'code', labels: ['Mã thiết bị', 'Mã TB'], kind: 'code', required: true },
    { key: 'name', labels: ['Tên thiết bị'], kind: 'text', required: true },
    { key: 'bought', labels: ['Ngày mua'], kind: 'date' },
    {
      key: 'kind',
      labels: ['Tình trạng'],
      kind: 'choice-group',
      choices: [
        { value: 'good', labels: ['Tốt'] },
        { value: 'broken', labels: ['Hỏng'] },
      ],
    },
    { key: 'owner', labels: ['Số căn cước người giữ', 'Số CCCD'], kind: 'national-id' },
  ],
  check(record, { keys, today }) {
    const { owner, bought } = record.values
    if (typeof owner === 'string') {
      delete record.values.owner
      Object.assign(record.values, { owner_sealed: keys.seal(owner), owner_index: keys.index(owner) })
    }
    if (typeof bought !== 'string' || bought <= today) return []
    return [
      {
        sheet: record.sheet,
        row: record.row,
        column: -1,
        field: 'bought',
        level: 'error',
        code: 'future_date',
        params: {},
      },
    ]
  },
  async examine(tx, batch) {
    await sql`update platform.import_row r set verdict = 'error',
        problems = r.problems || jsonb_build_object('column', -1, 'field', 'owner', 'level', 'error', 'code', 'duplicate_number',
          'params', jsonb_build_object('row', o.sheet_row))
      from platform.import_row o
      where r.batch_id = ${batch.id} and o.batch_id = r.batch_id and o.row_number < r.row_number
        and o.values ->> 'owner_index' = r.values ->> 'owner_index'`.execute(tx)
    await sql`update platform.import_row r set match_id = t.id,
        verdict = case when t.name = r.values ->> 'name' then 'same' when t.is_by_hand then 'doubt' else 'change' end,
        differences = case when t.name <> r.values ->> 'name' then
          jsonb_build_object('name', jsonb_build_object('before', t.name, 'after', r.values ->> 'name', 'by_hand', t.is_by_hand)) end
      from sample.tool t
      where r.batch_id = ${batch.id} and r.verdict = 'unchecked' and t.institution_id = ${batch.institutionId} and t.code = r.values ->> 'code'`.execute(
      tx,
    )
  },
  async commit(tx, batch, seq) {
    const done = await sql`with wanted as (
        select row_number, coalesce(match_id, gen_random_uuid()) as id, match_id is null as is_new, values
        from platform.import_accepted where batch_id = ${batch.id}
      ), made as (
        insert into sample.tool (id, institution_id, code, name, bought, kind, owner_sealed, owner_index, batch_id)
        select id, ${batch.institutionId}, values ->> 'code', values ->> 'name', (values ->> 'bought')::date, values ->> 'kind',
          values ->> 'owner_sealed', values ->> 'owner_index', ${batch.id} from wanted where is_new
      ), changed as (
        update sample.tool t set name = w.values ->> 'name' from wanted w where not w.is_new and t.id = w.id
      ), noted as (
        update platform.import_row r set result_id = w.id from wanted w where r.batch_id = ${batch.id} and r.row_number = w.row_number
      )
      insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
      select ${seq}, (row_number() over (order by row_number))::int - 1, 'sample.tool', id::text, ${batch.institutionId}, null,
        jsonb_build_object('code', values ->> 'code') from wanted`.execute(tx)
    // The last thing before the end, so that everything before it must be taken back.
    const trouble = await sql`select 1 from sample.trouble where on_commit`.execute(tx)
    if (trouble.rows.length > 0) throw new Error('the disk broke')
    return Number(done.numAffectedRows ?? 0)
  },
  async undo(tx, batch, seq) {
    await sql`delete from sample.tool where batch_id = ${batch.id}`.execute(tx)
    await sql`update sample.tool t set name = r.differences -> 'name' ->> 'before' from platform.import_row r
      where r.batch_id = ${batch.id} and r.result_id = t.id and r.match_id is not null and r.differences ? 'name'`.execute(
      tx,
    )
    const done =
      await sql`insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
      select ${seq}, (row_number() over (order by row_number))::int - 1, 'sample.tool', result_id::text, ${batch.institutionId},
        jsonb_build_object('code', values ->> 'code'), null
      from platform.import_row where batch_id = ${batch.id} and result_id is not null`.execute(tx)
    return Number(done.numAffectedRows ?? 0)
  },
})

/** A module with one import, for tests of the importer. */
export const sample: Module = {
  name: 'sample',
  needs: [],
  words: { vi: { 'sample.tools': 'Thiết bị' }, en: { 'sample.tools': 'Tools' } },
  migrations: { '20261122T1000_create_sample.sql': migration },
  permissions: [{ name: 'sample.import', roles: ['school-manager', 'department-officer'] }],
  imports: [toolImport],
}
