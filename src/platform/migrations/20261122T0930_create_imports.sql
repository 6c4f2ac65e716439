-- A spreadsheet on its way in: read, matched, checked, looked at, committed as one batch, undone as one batch.
create table platform.import_batch (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  institution_id uuid,
  account text not null,
  account_name text not null,
  file_name text not null,
  file_hash text not null,
  state text not null default 'reading'
    check (state in ('reading', 'matching', 'checking', 'ready', 'committing', 'committed', 'undone', 'failed')),
  sheet text,
  fingerprint text,
  -- field key → column, as matched, remembered or chosen
  columns jsonb,
  warnings jsonb not null default '[]',
  counts jsonb not null default '{}',
  failure jsonb,
  job_run uuid,
  commit_seq bigint,
  undo_seq bigint,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  undone_at timestamptz
);
create index import_batch_recent on platform.import_batch (created_at desc);
create index import_batch_institution on platform.import_batch (institution_id, created_at desc);

create table platform.import_row (
  batch_id uuid not null references platform.import_batch on delete cascade,
  -- order in the file, over all sheets
  row_number integer not null,
  sheet text not null,
  sheet_row integer not null,
  -- what was written, by field key, for the preview and for corrections
  raw jsonb not null,
  -- understood values by field key
  values jsonb not null,
  -- [{column, field, level, code, params}]
  problems jsonb not null default '[]',
  verdict text not null default 'unchecked' check (verdict in ('unchecked', 'new', 'same', 'change', 'doubt', 'error')),
  -- the record it means, when there is one
  match_id uuid,
  -- {field: {before, after, by_hand}}: what committing would change
  differences jsonb,
  -- what the person decided: take the file's version, keep the stored one, or leave the row out
  decision text check (decision in ('take', 'keep', 'skip')),
  result_id uuid,
  primary key (batch_id, row_number)
);
create index import_row_verdict on platform.import_row (batch_id, verdict, row_number);

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
  using ((select platform.reaches_all()) or exists (select 1 from platform.import_batch b where b.id = batch_id));
alter table platform.import_columns enable row level security;
create policy import_columns_area on platform.import_columns to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, update, delete on platform.import_batch, platform.import_row, platform.import_columns to ngheso_app;
