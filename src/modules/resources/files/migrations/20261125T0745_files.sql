-- What is known of the bytes of a file, whichever versions hold it.
create table resources.file_state (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  -- waiting: not scanned yet; none: there was no scanner; while one is set up, only clean and none are served
  scan text not null default 'waiting' check (scan in ('waiting', 'none', 'clean', 'infected')),
  -- what the scanner calls it
  threat text,
  scanned_at timestamptz,
  -- the lookers have been at it
  looked_at timestamptz,
  -- pictures and PDFs made of it, kept under their own hashes
  thumbnail text check (thumbnail ~ '^[0-9a-f]{64}$'),
  preview text check (preview ~ '^[0-9a-f]{64}$'),
  -- why there is no preview of a file that could have one
  preview_fault text check (preview_fault in ('no_converter', 'failed', 'too_large')),
  pages integer check (pages > 0),
  seconds integer check (seconds > 0),
  width integer check (width > 0),
  height integer check (height > 0),
  -- of sound and film: as its own header names it
  codec text,
  -- what is wrong with it: key of words and their parameters
  fault text,
  fault_params jsonb not null default '{}',
  added_at timestamptz not null default now(),
  check ((scan = 'infected') = (threat is not null))
);
create index file_state_waiting on resources.file_state (added_at) where scan = 'waiting' or looked_at is null;
create index file_state_thumbnail on resources.file_state (thumbnail) where thumbnail is not null;
create index file_state_preview on resources.file_state (preview) where preview is not null;

-- Words found in a file, to search in.
create table resources.file_text (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  text text not null,
  pages integer check (pages > 0),
  read_at timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['file_state', 'file_text'] loop
    execute format('alter table resources.%I enable row level security', t);
    execute format('create policy %I on resources.%I for select to ngheso_app
      using (exists (select 1 from resources.version_file f where f.hash = %I.hash))', t || '_shown', t, t);
    execute format('create policy %I on resources.%I to ngheso_app using ((select platform.reaches_all()))', t || '_kept', t);
  end loop;
end $$;
-- Whoever adds a file says that it waits to be looked at.
create policy file_state_added on resources.file_state for insert to ngheso_app with check (scan = 'waiting' and looked_at is null);

-- A file on its way, by tus. The bytes lie in the folder `uploads` under the id; how many there are is what the file says.
create table resources.upload (
  id uuid primary key,
  version_id uuid not null references resources.version on delete cascade,
  account text not null,
  path text not null check (path <> '' and length(path) <= 500),
  size bigint not null check (size > 0),
  -- when the file was changed last where it comes from, in milliseconds: tells it again on another day
  modified_at bigint,
  state text not null default 'open' check (state in ('open', 'done', 'refused')),
  file_id uuid references resources.version_file on delete set null,
  -- of refused: key of words and their parameters
  fault text,
  fault_params jsonb not null default '{}',
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((state = 'refused') = (fault is not null)),
  check ((state = 'open') = (ended_at is null))
);
create index upload_version on resources.upload (version_id, created_at);
create index upload_account on resources.upload (account) where state = 'open';
create index upload_file on resources.upload (file_id) where file_id is not null;
alter table resources.upload enable row level security;
create policy upload_own on resources.upload to ngheso_app
  using ((account <> '' and account = (select platform.own_account())) or (select platform.reaches_all()));

-- Bytes that a version let go, since when. A job removes them once their time is over and nothing holds them any more.
create table resources.let_go (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  since timestamptz not null
);
create index let_go_since on resources.let_go (since);

create function resources.let_go_bytes() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into resources.let_go (hash, since) values (old.hash, now())
    on conflict (hash) do update set since = excluded.since;
  return null;
end $$;
create trigger let_go_bytes after delete on resources.version_file
  for each row execute function resources.let_go_bytes();

grant select, insert, update, delete on resources.file_state, resources.file_text, resources.upload to ngheso_app;
revoke all on function resources.let_go_bytes() from public;
