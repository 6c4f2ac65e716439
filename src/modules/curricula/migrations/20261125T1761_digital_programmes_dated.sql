-- From when to when a programme counts among those of digital technology by decision of a person (the rule adds those of the
-- occupation code): marking one today says nothing of the years before. Those marked so far keep the days they counted for.
create table curricula.digital_mark (
  programme_id uuid not null references curricula.programme on delete cascade,
  institution_id uuid not null references institutions.institution,
  from_date date not null,
  to_date date,
  reason text not null check (reason <> ''),
  primary key (programme_id, from_date),
  check (to_date is null or to_date >= from_date),
  constraint digital_mark_no_overlap exclude using gist (programme_id with =, daterange(from_date, to_date, '[]') with &&)
);
create index digital_mark_institution on curricula.digital_mark (institution_id);
insert into curricula.digital_mark (programme_id, institution_id, from_date, reason)
  select p.id, p.institution_id, coalesce((select min(v.active_from) from curricula.programme_version v where v.programme_id = p.id), current_date),
    p.digital_reason
  from curricula.programme p where p.is_digital;

alter table curricula.digital_mark enable row level security;
create policy digital_mark_public on curricula.digital_mark for select to ngheso_app
  using (programme_id in (select v.programme_id from curricula.programme_version v where curricula.is_published(v.state)));
create policy digital_mark_area on curricula.digital_mark to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, update, delete on curricula.digital_mark to ngheso_app;

create or replace function curricula.active_on(day date) returns table (
  version_id uuid, programme_id uuid, institution_id uuid, number integer, code text, name text, level text, occupation_code text,
  mode text, decision_no text, decision_date date, active_from date, cohort text, is_digital boolean, is_demo boolean)
  language sql stable parallel safe
begin atomic
  select v.id, p.id, p.institution_id, v.number, p.code, p.name, p.level, p.occupation_code,
    v.mode, v.decision_no, v.decision_date, v.active_from, v.cohort,
    exists (select 1 from curricula.digital_mark d where d.programme_id = p.id and d.from_date <= day and coalesce(d.to_date, 'infinity') >= day),
    p.is_demo
  from curricula.programme_version v join curricula.programme p on p.id = v.programme_id
  where v.active_from <= day and coalesce(v.active_to, 'infinity') >= day;
end;
alter table curricula.programme drop column is_digital, drop column digital_reason;
