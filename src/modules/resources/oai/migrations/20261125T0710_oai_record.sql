-- What other repositories harvest from us (OAI-PMH): one row for each resource that was ever open to everybody.
-- It stays when the resource is taken down or closed: a deletion is told for ever.
create table resources.oai_record (
  resource_id uuid primary key references resources.resource,
  code text not null unique,
  -- whole seconds; see write_oai_record
  datestamp timestamptz not null,
  is_deleted boolean not null,
  -- setSpecs: kind_video, school_<code>, occupation_<code>
  sets text[] not null
);
create index oai_record_order on resources.oai_record (datestamp, resource_id);

-- The same rows by set, in the order they are harvested.
create table resources.oai_member (
  set_spec text not null,
  datestamp timestamptz not null,
  resource_id uuid not null references resources.oai_record on delete cascade,
  primary key (set_spec, datestamp, resource_id)
);
create index oai_member_record on resources.oai_member (resource_id);

create function resources.oai_sets(asked uuid) returns text[]
  language sql stable
  return (select array_agg(s.spec order by s.spec) from (
    select 'kind_' || v.kind as spec from resources.resource r join resources.version v on v.id = r.published_id where r.id = asked
    union select 'school_' || i.code from resources.resource r join institutions.institution i on i.id = r.institution_id where r.id = asked
    union select 'occupation_' || o.occupation_code from resources.resource r
      join resources.version_occupation o on o.version_id = r.published_id where r.id = asked) s);

-- Brings the row up to date. It runs as the last thing before the commit, and the datestamp lies two seconds ahead: whoever harvests
-- from the moment of the answer before can miss nothing that was being written meanwhile, and sees it twice at the worst.
create function resources.write_oai_record(asked uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  r resources.resource;
  was resources.oai_record;
  is_open boolean;
  at timestamptz := date_trunc('second', clock_timestamp()) + interval '2 seconds';
  specs text[];
begin
  select * into r from resources.resource where id = asked;
  if r.id is null or r.origin = 'harvested' then return; end if;
  select * into was from resources.oai_record where resource_id = asked for update;
  is_open := r.access = 'public' and r.published_id is not null and r.withdrawn_at is null;
  if not is_open and (was.resource_id is null or was.is_deleted) then return; end if;
  specs := case when is_open then resources.oai_sets(asked) else was.sets end;
  insert into resources.oai_record as o (resource_id, code, datestamp, is_deleted, sets)
    values (asked, r.code, at, not is_open, specs)
    on conflict (resource_id) do update set datestamp = excluded.datestamp, is_deleted = excluded.is_deleted, sets = excluded.sets;
  delete from resources.oai_member where resource_id = asked;
  insert into resources.oai_member (set_spec, datestamp, resource_id) select spec, at, asked from unnest(specs) spec;
end $$;

create function resources.keep_oai_record() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform resources.write_oai_record(new.id);
  return null;
end $$;
create constraint trigger oai_record_made after insert on resources.resource deferrable initially deferred
  for each row when (new.access = 'public') execute function resources.keep_oai_record();
create constraint trigger oai_record_kept after update on resources.resource deferrable initially deferred
  for each row when (old.access is distinct from new.access or old.published_id is distinct from new.published_id
    or old.withdrawn_at is distinct from new.withdrawn_at or old.institution_id is distinct from new.institution_id)
  execute function resources.keep_oai_record();

select resources.write_oai_record(id) from resources.resource where access = 'public' and published_id is not null;

grant select on resources.oai_record, resources.oai_member to ngheso_app;
revoke insert, update, delete on resources.oai_record, resources.oai_member from ngheso_app;
revoke all on function resources.write_oai_record(uuid), resources.oai_sets(uuid), resources.keep_oai_record() from public;
