create schema if not exists places;
grant usage on schema places to ngheso_app;
create extension if not exists btree_gist with schema public;

-- A dated change of units, brought in as one list: first a draft to look at, then done as a whole, perhaps undone.
create table places.reorganisation (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  state text not null default 'draft' check (state in ('draft', 'done', 'undone')),
  file_name text not null,
  -- the rows as read, with what could not be understood in them
  rows jsonb not null,
  -- first day of the new units; set when done
  effective_on date,
  created_by text not null,
  created_at timestamptz not null,
  done_by text,
  done_at timestamptz,
  undone_by text,
  undone_at timestamptz,
  check (state = 'draft' or (effective_on is not null and done_at is not null))
);
create index reorganisation_newest on places.reorganisation (created_at desc);

-- A unit as it was from one day to another. Codes are reused by law for new territories, so (code, from_date) names a unit.
create table places.unit (
  id uuid primary key default gen_random_uuid(),
  code text not null,
  -- false: our own key, where the statutory code is not known
  is_official_code boolean not null default true,
  name text not null,
  kind text not null check (kind in ('province', 'district', 'commune')),
  type text not null check (type in ('tinh', 'thanh_pho', 'quan', 'thi_xa', 'huyen', 'phuong', 'xa', 'thi_tran', 'dac_khu')),
  parent_code text,
  from_date date not null,
  -- false: the source does not say when the unit began; from_date is the first day it is known to have been so
  from_is_known boolean not null default true,
  to_date date,
  lat numeric(8, 5),
  lon numeric(8, 5),
  area_km2 numeric(10, 2),
  source text not null,
  begun_by uuid references places.reorganisation,
  ended_by uuid references places.reorganisation,
  search text generated always as (platform.fold(name)) stored,
  check (to_date is null or to_date >= from_date),
  unique (code, from_date),
  -- a unit of unknown beginning holds its code for all the time before
  constraint unit_no_overlap exclude using gist
    (code with =, daterange(case when from_is_known then from_date end, to_date, '[]') with &&)
);
create index unit_kind on places.unit (kind, from_date, code);
create index unit_parent on places.unit (parent_code);
create index unit_search on places.unit using gin (search gin_trgm_ops);
create index unit_begun_by on places.unit (begun_by);
create index unit_ended_by on places.unit (ended_by);

-- Which unit became which, on which day: the old one ended the day before, the new one began that day.
create table places.succession (
  from_unit uuid not null references places.unit,
  to_unit uuid not null references places.unit,
  on_date date not null,
  kind text not null check (kind in ('merge', 'split', 'rename', 'boundary', 'continue')),
  -- true: only part of the old unit went here
  is_part boolean not null default false,
  source text not null,
  reorganisation_id uuid references places.reorganisation,
  primary key (from_unit, to_unit)
);
create index succession_to on places.succession (to_unit);
create index succession_reorganisation on places.succession (reorganisation_id);

-- Boundaries are imported, not shipped.
create table places.boundary (
  unit_id uuid primary key references places.unit,
  geometry jsonb not null,
  source text not null,
  imported_at timestamptz not null
);

-- Where each unit of `start` lies on `to_day`: the units reached along the successions, forward or backward.
-- is_part: only part of the asked unit lies in the answered one. A unit abolished without heir leads nowhere.
create function places.follow_units(start uuid[], to_day date)
  returns table (from_unit uuid, to_unit uuid, is_part boolean)
  language sql stable parallel safe
begin atomic
  with recursive forward (origin, unit) as (
    select u.id, u.id from places.unit u where u.id = any (start) and u.to_date < to_day
    union
    select f.origin, s.to_unit from forward f join places.succession s on s.from_unit = f.unit and s.on_date <= to_day
  ), backward (origin, unit) as (
    select u.id, u.id from places.unit u where u.id = any (start) and u.from_date > to_day
    union
    select b.origin, s.from_unit from backward b join places.succession s on s.to_unit = b.unit and s.on_date > to_day
  ), reached (origin, unit) as (
    select u.id, u.id from places.unit u
    where u.id = any (start) and u.from_date <= to_day and (u.to_date is null or u.to_date >= to_day)
    union all
    select f.origin, f.unit from forward f
    where not exists (select 1 from places.succession s where s.from_unit = f.unit and s.on_date <= to_day)
    union all
    select b.origin, b.unit from backward b
    where not exists (select 1 from places.succession s where s.to_unit = b.unit and s.on_date > to_day)
  ), counted as (
    -- branches that lead nowhere count too: what lies on them is not in the units answered
    select r.origin, r.unit, count(*) over (partition by r.origin) > 1 as is_part from reached r
  )
  select c.origin, c.unit, c.is_part from counted c join places.unit u on u.id = c.unit
  where (u.from_date <= to_day or not u.from_is_known) and (u.to_date is null or u.to_date >= to_day);
end;

-- The whole tree of one day read as the tree of another: join once and group by to_code ("as then / as now").
-- A code of unknown beginning is taken to have been there before its first known day.
create function places.map_units(from_day date, to_day date)
  returns table (from_code text, to_code text, is_part boolean)
  language sql stable parallel safe
begin atomic
  select f.code, t.code, m.is_part
  from places.follow_units(
    (select coalesce(array_agg(u.id), '{}') from places.unit u
      where (u.from_date <= from_day or not u.from_is_known) and (u.to_date is null or u.to_date >= from_day)), to_day) m
  join places.unit f on f.id = m.from_unit
  join places.unit t on t.id = m.to_unit;
end;

-- The unit that bore a code on one day, as the unit or units of another day.
create function places.map_unit(unit_code text, from_day date, to_day date)
  returns table (code text, is_part boolean)
  language sql stable parallel safe
begin atomic
  select t.code, m.is_part
  from places.follow_units(
    (select coalesce(array_agg(u.id), '{}') from places.unit u
      where u.code = unit_code and (u.from_date <= from_day or not u.from_is_known)
        and (u.to_date is null or u.to_date >= from_day)), to_day) m
  join places.unit t on t.id = m.to_unit;
end;

-- The same for today in Vietnam. Measures pass their own day to map_unit instead.
create function places.unit_now(unit_code text, on_day date)
  returns table (code text, is_part boolean)
  language sql stable parallel safe
begin atomic
  select m.code, m.is_part from places.map_unit(unit_code, on_day, (now() at time zone 'Asia/Ho_Chi_Minh')::date) m;
end;

grant select, insert, update, delete on all tables in schema places to ngheso_app;
grant execute on all functions in schema places to ngheso_app;
