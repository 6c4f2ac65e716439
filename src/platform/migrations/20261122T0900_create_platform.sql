-- The role that pages and actions run as. It owns nothing, so row-level security binds it.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'ngheso_app') then
    create role ngheso_app nologin;
  end if;
end $$;
do $$ begin
  execute format('grant ngheso_app to %I', current_user);
end $$;

create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;

grant usage on schema platform to ngheso_app;

-- What the session knows of the actor; set by the application at the beginning of each transaction.
create function platform.reaches_all() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('app.reach', true), '') = 'all';

create function platform.reached_institutions() returns uuid[]
  language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.institutions', true), ''), ',')::uuid[];

create function platform.own_person() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.person', true), '')::uuid;

create function platform.own_account() returns text
  language sql stable parallel safe
  return coalesce(current_setting('app.account', true), '');

-- Text as people search it: lower case, no marks, đ as d, spelling variants meet.
create function platform.fold(value text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent', replace(replace(normalize(value, nfc), 'đ', 'd'), 'Đ', 'D')));

-- One row an act; `hash` chains it to the act before it. Changed rows hang below it.
create table platform.audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  permission text not null,
  grant_id text,
  request_id text,
  changes_count integer not null,
  changes_digest text not null,
  previous_hash text not null,
  hash text not null
);
create index audit_entry_at on platform.audit_entry (at desc, seq desc);
create index audit_entry_actor on platform.audit_entry (actor_id, seq desc);

create table platform.audit_change (
  entry_seq bigint not null references platform.audit_entry deferrable initially deferred,
  position integer not null,
  subject text not null,
  subject_id text not null,
  institution_id uuid,
  before jsonb,
  after jsonb,
  primary key (entry_seq, position)
);
create index audit_change_subject on platform.audit_change (subject, subject_id, entry_seq desc);

-- Digest of an act's changed rows, in order; recomputed when the chain is verified. It sees every row of the act, also
-- those the actor may not read back.
create function platform.changes_digest(entry bigint) returns text
  language sql stable security definer set search_path = pg_catalog
  return (
    select encode(sha256(convert_to(coalesce(string_agg(
      encode(sha256(convert_to(concat_ws(E'\x1f', position, subject, subject_id, institution_id,
        coalesce(before::text, '-'), coalesce(after::text, '-')), 'UTF8')), 'hex'),
      '' order by position), ''), 'UTF8')), 'hex')
    from platform.audit_change where entry_seq = entry
  );

alter table platform.audit_change enable row level security;
create policy audit_change_read on platform.audit_change for select to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
create policy audit_change_write on platform.audit_change for insert to ngheso_app with check (true);
grant select, insert on platform.audit_entry, platform.audit_change to ngheso_app;

-- Who looked at whose record.
create table platform.look (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id text not null,
  actor_name text not null,
  page text not null,
  subject text not null,
  subject_ids text[] not null,
  grant_id text,
  reason text
);
create index look_subject on platform.look using gin (subject_ids);
create index look_actor on platform.look (actor_id, id desc);
grant select, insert on platform.look to ngheso_app;

-- A form that was sent once: a second sending gets the first one's answer.
create table platform.sent_form (
  token text primary key,
  account text not null,
  location text not null,
  at timestamptz not null default now()
);
grant select, insert, delete on platform.sent_form to ngheso_app;

-- What was typed into a form when the session had ended, kept for an hour, sealed.
create table platform.parked_form (
  token text primary key,
  path text not null,
  sealed text not null,
  at timestamptz not null default now()
);
grant select, insert, delete on platform.parked_form to ngheso_app;

create table platform.setting (name text primary key, value jsonb not null);
grant select, insert, update on platform.setting to ngheso_app;

-- Long work that a person can leave and find again.
create table platform.job_run (
  id uuid primary key default gen_random_uuid(),
  job text not null,
  account text not null,
  institution_id uuid,
  title text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  progress real not null default 0 check (progress between 0 and 1),
  step text not null default '',
  result jsonb,
  failure text,
  link text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index job_run_account on platform.job_run (account, created_at desc);
alter table platform.job_run enable row level security;
create policy job_run_own on platform.job_run to ngheso_app
  using (account = (select platform.own_account()) or (select platform.reaches_all()));
grant select, insert, update on platform.job_run to ngheso_app;

-- Requests counted per key and window, for limits that hold across processes.
create table platform.rate (
  key text not null,
  window_start timestamptz not null,
  hits integer not null default 1,
  primary key (key, window_start)
);
grant select, insert, update, delete on platform.rate to ngheso_app;
