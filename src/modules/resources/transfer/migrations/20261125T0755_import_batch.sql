-- A ZIP of files with a sheet that describes them: read first, shown, and made into drafts when who sent it says so.
create table resources.import_batch (
  id uuid primary key default uuidv7(),
  account text not null check (account <> ''),
  account_name text not null,
  -- school the drafts will belong to; null: the department
  institution_id uuid references institutions.institution,
  file_name text not null,
  -- of the ZIP, kept as a file
  hash text not null,
  size bigint not null,
  state text not null default 'reading' check (state in ('reading', 'ready', 'faulty', 'done', 'discarded')),
  -- what will be made, or what is wrong; emptied when it ends
  resources jsonb,
  fault jsonb,
  -- what was made
  taken jsonb,
  made_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1
);
create index import_batch_account on resources.import_batch (account, made_at desc);
create index import_batch_institution on resources.import_batch (institution_id);

alter table resources.import_batch enable row level security;
create policy import_batch_own on resources.import_batch to ngheso_app
  using (account = (select platform.own_account()) or (select platform.reaches_all()));
grant select, insert, update on resources.import_batch to ngheso_app;
