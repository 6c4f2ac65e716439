-- From when to when the digital material, software and platform for teaching a subject online were there: a fact of running
-- the programme, not of the approved text. Taken back and declared anew it has two rows: what held on a past day stays.
create table curricula.unit_readiness (
  unit_id uuid not null,
  version_id uuid not null,
  institution_id uuid not null references institutions.institution,
  from_date date not null,
  to_date date,
  primary key (unit_id, from_date),
  foreign key (unit_id, version_id) references curricula.course_unit (id, version_id) on delete cascade,
  check (to_date is null or to_date >= from_date),
  constraint unit_readiness_no_overlap exclude using gist (unit_id with =, daterange(from_date, to_date, '[]') with &&)
);
create index unit_readiness_version on curricula.unit_readiness (version_id);
create index unit_readiness_institution on curricula.unit_readiness (institution_id);
insert into curricula.unit_readiness (unit_id, version_id, institution_id, from_date)
  select u.id, u.version_id, u.institution_id, u.online_ready_on from curricula.course_unit u where u.online_ready_on is not null;
alter table curricula.course_unit drop column online_ready_on;

alter table curricula.unit_readiness enable row level security;
create policy unit_readiness_public on curricula.unit_readiness for select to ngheso_app
  using (version_id in (select v.id from curricula.programme_version v where curricula.is_published(v.state)));
create policy unit_readiness_area on curricula.unit_readiness to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, update, delete on curricula.unit_readiness to ngheso_app;

create or replace function curricula.keep_approved_content() returns trigger language plpgsql set search_path = '' as $$
declare
  version_state text;
begin
  select v.state into version_state from curricula.programme_version v
    where v.id = (case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end ->> 'version_id')::uuid;
  -- no row: the version itself is being removed
  if version_state is not null and version_state <> 'draft' then
    raise exception 'the content of a programme version changes only while it is a draft' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
