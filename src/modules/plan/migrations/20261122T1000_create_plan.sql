create schema if not exists plan;
grant usage on schema plan to ngheso_app;

-- The province's plan. Its number and date were not found in any opened source, so they start empty and an officer fills them.
create table plan.plan (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  title text not null,
  title_en text not null,
  number text,
  issued_on date,
  issuer text,
  period_from date,
  period_to date,
  -- where the path to the first target starts: an assumption that the screens name
  path_from date not null,
  path_from_value numeric(5, 2) not null check (path_from_value between 0 and 100),
  source text not null,
  version integer not null default 1,
  check (period_to is null or period_from is null or period_to >= period_from)
);

create table plan.task_group (
  code text primary key,
  name text not null,
  name_en text not null,
  position integer not null
);

-- An indicator as it was defined from one day to another; a changed formula is a new row.
create table plan.indicator (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan.plan,
  code text not null,
  kind text not null check (kind in ('percent', 'milestone')),
  task_group text not null references plan.task_group,
  -- {vi: {name, statement, formula, exclusions, noun, missing, caveat}, en: {…}}
  words jsonb not null,
  -- the measure that gives the value; null when nothing in the system can count it yet
  measure text,
  formula_version text not null,
  certainty text not null check (certainty in ('seen', 'proposed')),
  from_date date not null,
  to_date date,
  search text generated always as (platform.fold(code || ' ' || (words -> 'vi' ->> 'name') || ' ' || (words -> 'vi' ->> 'statement'))) stored,
  check (to_date is null or to_date >= from_date),
  unique (code, from_date)
);
create index indicator_plan on plan.indicator (plan_id);
create index indicator_group on plan.indicator (task_group);
create index indicator_search on plan.indicator using gin (search gin_trgm_ops);

-- What is asked for by the end of a year; no value: the source does not say.
create table plan.target (
  indicator_id uuid not null references plan.indicator on delete cascade,
  year integer not null check (year between 2000 and 2100),
  due_on date not null,
  value numeric(5, 2) check (value between 0 and 100),
  comparator text not null check (comparator in ('at_least', 'done')),
  source text not null,
  primary key (indicator_id, year)
);

-- The administrative units in force on the day of a frozen value, kept whole, so that later corrections do not reach it.
create table plan.unit_tree (
  digest text primary key,
  as_of date not null,
  units jsonb not null
);

-- A figure that never changes again. A later correction is a new edition of the same day.
create table plan.frozen_value (
  id uuid primary key default gen_random_uuid(),
  indicator_id uuid not null references plan.indicator,
  code text not null,
  as_of date not null,
  edition integer not null check (edition >= 1),
  numerator integer not null check (numerator >= 0),
  denominator integer not null check (denominator > 0),
  measure text not null,
  measure_version text not null,
  measure_unit text not null,
  -- the right to see the names in its list
  measure_permission text not null,
  formula_version text not null,
  formula text not null,
  unit_tree text not null references plan.unit_tree,
  members_digest text not null,
  note text,
  frozen_by text not null,
  frozen_at timestamptz not null,
  check (numerator <= denominator),
  unique (code, as_of, edition)
);
create index frozen_value_indicator on plan.frozen_value (indicator_id);
create index frozen_value_tree on plan.frozen_value (unit_tree);

create table plan.frozen_member (
  frozen_id uuid not null references plan.frozen_value,
  member_id text not null,
  label text not null,
  institution_id uuid,
  institution_code text,
  institution_name text,
  place_code text,
  place_name text,
  counts boolean not null,
  reason text not null,
  reason_params jsonb,
  href text,
  dims jsonb,
  primary key (frozen_id, member_id)
);
create index frozen_member_institution on plan.frozen_member (institution_id, frozen_id);
create index frozen_member_member on plan.frozen_member (member_id);

create function plan.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen value never changes (%)', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger frozen_value_stays before update or delete on plan.frozen_value for each row execute function plan.refuse_change();
create trigger frozen_value_kept before truncate on plan.frozen_value for each statement execute function plan.refuse_change();
create trigger frozen_member_stays before update or delete on plan.frozen_member for each row execute function plan.refuse_change();
create trigger frozen_member_kept before truncate on plan.frozen_member for each statement execute function plan.refuse_change();
create trigger unit_tree_stays before update or delete on plan.unit_tree for each row execute function plan.refuse_change();
create trigger unit_tree_kept before truncate on plan.unit_tree for each statement execute function plan.refuse_change();

-- A value from outside the system, for an indicator nothing here can count: with its proof and who answers for it.
create table plan.entered_value (
  id uuid primary key default gen_random_uuid(),
  code text not null,
  as_of date not null,
  numerator integer check (numerator >= 0),
  denominator integer check (denominator > 0),
  -- for a milestone
  is_reached boolean,
  confirmed_by text not null,
  valid_until date not null,
  note text,
  evidence_hash text not null,
  evidence_name text not null,
  evidence_kind text not null,
  evidence_size bigint not null,
  entered_by text not null,
  entered_at timestamptz not null,
  check (valid_until >= as_of),
  check (numerator <= denominator),
  check ((is_reached is null) = (numerator is not null) and (numerator is null) = (denominator is null))
);
create index entered_value_code on plan.entered_value (code, as_of desc, entered_at desc);

alter table plan.frozen_member enable row level security;
create policy frozen_member_area on plan.frozen_member for select to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or member_id = (select platform.own_person())::text);
create policy frozen_member_freeze on plan.frozen_member for insert to ngheso_app with check ((select platform.reaches_all()));

grant select, insert, update, delete on plan.plan, plan.task_group, plan.indicator, plan.target to ngheso_app;
grant select, insert on plan.unit_tree, plan.frozen_value, plan.frozen_member, plan.entered_value to ngheso_app;
