-- Whether the address of a link resource still opened when it was last tried. Of a new version's address nothing is known until its turn.
create table resources.link_state (
  resource_id uuid primary key references resources.resource on delete cascade,
  address text not null,
  checked_at timestamptz not null,
  -- why it did not open; null: it did
  fault text,
  params jsonb,
  failing_since timestamptz,
  -- times in a row
  failures integer not null,
  check ((fault is null) = (failures = 0) and (fault is null) = (failing_since is null))
);
create index link_state_checked on resources.link_state (checked_at);
create index link_state_dead on resources.link_state (resource_id) where failures >= 2;
alter table resources.link_state enable row level security;
create policy link_state_reach on resources.link_state to ngheso_app using ((select platform.reaches_all()));
create policy link_state_shown on resources.link_state for select to ngheso_app
  using (exists (select 1 from resources.resource r where r.id = resource_id));
grant select, insert, update, delete on resources.link_state to ngheso_app;
