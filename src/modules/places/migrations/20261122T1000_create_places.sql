create schema if not exists places;
grant usage on schema places to ngheso_app;
create extension if not exists btree_gist with schema public;

-- A unit as it was from one day to another. Codes are reused by law for new territories, so (code, from_date) names a unit.
create table places.unit (
  id uuid primary key default gen_random_uuid(),
  code text not null,
  -- false: our own key, where the statutory code is not known
  is_official_code boolean not null default true,
  name text not null,
  kind text not null check (kind in ('province', 'district', 'commune')),
  type text not null check (type in ('tinh', 'thanh_pho', 'quan', 'thi_xa', 'huyen', 'phuong', 'xa', 'thi_tran')),
  parent_code text,
  from_date date not null,
  to_date date,
  lat numeric(8, 5),
  lon numeric(8, 5),
  area_km2 numeric(10, 2),
  source text not null,
  search text generated always as (platform.fold(name)) stored,
  check (to_date is null or to_date >= from_date),
  unique (code, from_date),
  constraint unit_no_overlap exclude using gist (code with =, daterange(from_date, to_date, '[]') with &&)
);
create index unit_kind on places.unit (kind, from_date, code);
create index unit_parent on places.unit (parent_code);
create index unit_search on places.unit using gin (search gin_trgm_ops);

-- Which unit became which, on which day.
create table places.succession (
  from_unit uuid not null references places.unit,
  to_unit uuid not null references places.unit,
  on_date date not null,
  kind text not null check (kind in ('merge', 'split', 'rename', 'boundary')),
  -- true: only part of the old unit went here
  is_part boolean not null default false,
  source text not null,
  primary key (from_unit, to_unit)
);
create index succession_to on places.succession (to_unit);

-- Boundaries are imported, not shipped.
create table places.boundary (
  unit_id uuid primary key references places.unit,
  geometry jsonb not null,
  source text not null,
  imported_at timestamptz not null default now()
);

grant select, insert, update, delete on all tables in schema places to ngheso_app;
