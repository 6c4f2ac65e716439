-- A spreadsheet on its way in: read, matched, checked, looked at, committed as one batch, undone as one batch.
create table platform.import_batch (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  institution_id uuid,
  account text not null,
  account_name text not null,
  file_name text not null,
  file_hash text not null,
  file_size bigint not null,
  state text not null default 'reading'
    check (state in ('reading', 'matching', 'checking', 'ready', 'committing', 'committed', 'undoing', 'undone',
      'failed', 'discarded', 'replaced')),
  -- the lists found in the file: sheet, header, columns, and which column answers which field
  tables jsonb not null default '[]',
  warnings jsonb not null default '[]',
  counts jsonb not null default '{}',
  -- {step, key, params}: what went wrong and while doing what
  failure jsonb,
  -- the right under which the last act was allowed; the job works under it and under nothing wider
  mandate jsonb not null,
  job_run uuid,
  -- the batch whose corrected file this is
  replaces uuid,
  commit_seq bigint,
  undo_seq bigint,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  committed_at timestamptz,
  undone_at timestamptz
);
create index import_batch_recent on platform.import_batch (created_at desc);
create index import_batch_institution on platform.import_batch (institution_id, created_at desc);
create index import_batch_file on platform.import_batch (file_hash);
create index import_batch_busy on platform.import_batch (state)
  where state in ('reading', 'checking', 'committing', 'undoing');

-- No foreign key to the batch: rows are written in one place, which holds the batch, and checking each of 100,000 rows
-- again costs a quarter of the time of writing them. Batches are never deleted.
-- Rows are rewritten when examined and when committed: room in each page keeps that cheap, and no index holds a verdict.
create table platform.import_row (
  batch_id uuid not null,
  -- order in the file, over all sheets
  row_number integer not null,
  sheet text not null,
  sheet_row integer not null,
  -- what was written, by field key, where it is not the understood value itself; numbers of persons are sealed
  raw jsonb not null,
  -- understood values by field key
  values jsonb not null,
  -- free text found where a mark was expected, by field key
  notes jsonb not null default '{}',
  -- what reading the row found; problems starts from it each time the row is examined
  read_problems jsonb not null default '[]',
  -- [{column, field, level, code, params}]
  problems jsonb not null default '[]',
  verdict text not null default 'unchecked' check (verdict in ('unchecked', 'new', 'same', 'change', 'doubt', 'error')),
  -- the record it means, when there is one
  match_id uuid,
  -- {field: {before, after, by_hand}}: what committing would change
  differences jsonb,
  -- what the person decided: the file's version, the stored one, leave the row out, or another record altogether
  decision text check (decision in ('take', 'keep', 'skip', 'new')),
  result_id uuid,
  primary key (batch_id, row_number)
) with (fillfactor = 70);

-- Rows that committing the batch writes: changes are taken unless decided otherwise, doubts only when decided.
create view platform.import_accepted with (security_invoker = true) as
  select * from platform.import_row
  where (verdict in ('new', 'change') and coalesce(decision, 'take') in ('take', 'new'))
     or (verdict = 'doubt' and decision in ('take', 'new'));

-- Columns as a school chose them once, for the next time.
create table platform.import_columns (
  kind text not null,
  institution_id uuid,
  fingerprint text not null,
  columns jsonb not null,
  updated_at timestamptz not null default now(),
  unique nulls not distinct (kind, institution_id, fingerprint)
);

alter table platform.import_batch enable row level security;
create policy import_batch_area on platform.import_batch to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or account = (select platform.own_account()));
alter table platform.import_row enable row level security;
create policy import_row_area on platform.import_row to ngheso_app
  using ((select platform.reaches_all()) or batch_id in (select id from platform.import_batch));
alter table platform.import_columns enable row level security;
create policy import_columns_area on platform.import_columns to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, update, delete on platform.import_batch, platform.import_row, platform.import_columns to ngheso_app;
grant select on platform.import_accepted to ngheso_app;
-- Many rows arrive in one transaction; the planner must know of them before they are compared.
grant maintain on platform.import_row to ngheso_app;
