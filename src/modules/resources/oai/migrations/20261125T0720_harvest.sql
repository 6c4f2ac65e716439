-- Other repositories we take descriptions from (OAI-PMH).
create table resources.harvest_source (
  id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  address text not null check (address ~ '^https?://'),
  prefix text not null check (prefix in ('oai_dc', 'oai_lom')),
  set_spec text,
  -- who may see what comes
  access text not null check (access in ('signed_in', 'public')),
  -- harvested every day; not: only by hand
  is_daily boolean not null default false,
  due_at timestamptz,
  -- what the next harvest asks from: the answer date of the last whole one, by the source's own clock; null: everything
  next_from text,
  made_by_name text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index harvest_source_once on resources.harvest_source (address, coalesce(set_spec, '')) where ended_at is null;
create index harvest_source_due on resources.harvest_source (due_at) where due_at is not null;

-- One harvest, or one look at what a source has (try). It can go on where it was when the process ended.
create table resources.harvest_run (
  id uuid primary key default uuidv7(),
  source_id uuid not null references resources.harvest_source,
  kind text not null check (kind in ('try', 'harvest')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  started_by_name text not null,
  made_at timestamptz not null,
  beat_at timestamptz,
  ended_at timestamptz,
  asked_from text,
  -- answer date of its first answer, and the token to go on with
  answer_date text,
  token text,
  pages integer not null default 0,
  -- how many records the source says there are
  expected integer,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  deleted integer not null default 0,
  skipped integer not null default 0,
  -- why it ended early: key of words and their parameters
  fault text,
  fault_params jsonb,
  -- of a try: what the source says of itself and its first records
  found jsonb
);
create index harvest_run_source on resources.harvest_run (source_id, made_at desc);
create unique index harvest_run_one on resources.harvest_run (source_id) where state in ('waiting', 'running');

-- Records a harvest left out, and why.
create table resources.harvest_fault (
  run_id uuid not null references resources.harvest_run on delete cascade,
  position integer not null,
  identifier text not null,
  fault text not null,
  params jsonb,
  primary key (run_id, position)
);

-- What came from where.
create table resources.harvest_record (
  identifier text primary key,
  source_id uuid not null references resources.harvest_source,
  resource_id uuid not null unique references resources.resource,
  datestamp text not null,
  -- of the description as it came: the same is not written again
  digest text not null,
  is_deleted boolean not null default false,
  -- what the source says of rights, as it stands there
  rights text
);
create index harvest_record_source on resources.harvest_record (source_id);

-- Of what is harvested the source may say no licence that is known here; then it has none, and nothing may be made from it.
alter table resources.version drop constraint version_check;
alter table resources.version add constraint version_complete
  check (state = 'draft' or (title <> '' and (licence is not null or owner_account like 'harvest:%')));

grant select, insert, update on resources.harvest_source, resources.harvest_run, resources.harvest_record to ngheso_app;
grant select, insert on resources.harvest_fault to ngheso_app;
