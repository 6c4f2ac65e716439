create schema if not exists institutions;
grant usage on schema institutions to ngheso_app;

-- Text to search in: folded, with signs between words as one space, so that "Kinh tế – Du lịch" meets "kinh te du lich".
create function institutions.searchable(value text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(platform.fold(value), '[^a-z0-9]+', ' ', 'g'));

-- Occupations of the national list, until curricula takes them over. `certainty`: S seen in an opened source, K known but not opened.
create table institutions.occupation (
  code text primary key,
  name text not null,
  level text not null check (level in ('cao_dang', 'trung_cap', 'so_cap')),
  field_code text,
  group_code text,
  is_ict boolean not null default false,
  list_version text not null,
  -- null: the day the list came into force is not recorded
  from_date date,
  to_date date,
  source text not null,
  certainty text not null,
  search text generated always as (institutions.searchable(name)) stored
);
create index occupation_search on institutions.occupation using gin (search gin_trgm_ops);

create table institutions.institution (
  id uuid primary key default gen_random_uuid(),
  -- stable part of its address, never reused
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  type text not null check (type in
    ('college', 'intermediate_school', 'vocational_high_school', 'vet_centre', 'vet_continuing_centre', 'participating_org')),
  ownership text check (ownership in ('public', 'private', 'foreign_invested')),
  governing_body text,
  website text,
  founded_year smallint check (founded_year between 1800 and 2200),
  founding_decision text,
  introduction text,
  -- field → {source, verified, confirmedOn}: where each of the facts above comes from
  facts jsonb not null default '{}',
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);


-- Its standing from one day to another; `from_date` null: since before our records.
create table institutions.standing (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  status text not null check (status in ('active', 'suspended', 'merged', 'dissolved', 'unknown')),
  from_date date,
  to_date date,
  decision_no text,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  check (to_date is null or from_date is null or to_date >= from_date),
  constraint standing_no_overlap exclude using gist (institution_id with =, daterange(from_date, to_date, '[]') with &&)
);
create index standing_institution on institutions.standing (institution_id, from_date);

create table institutions.institution_name (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  name text not null,
  short_name text,
  name_en text,
  from_date date,
  to_date date,
  decision_no text,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  search text generated always as (institutions.searchable(name || ' ' || coalesce(short_name, '') || ' ' || coalesce(name_en, ''))) stored,
  check (to_date is null or from_date is null or to_date >= from_date),
  constraint institution_name_no_overlap exclude using gist (institution_id with =, daterange(from_date, to_date, '[]') with &&)
);
create index institution_name_institution on institutions.institution_name (institution_id, from_date);
create index institution_name_search on institutions.institution_name using gin (search gin_trgm_ops);

-- What became what. The records of the one that ended stay.
create table institutions.succession (
  id uuid primary key default gen_random_uuid(),
  from_institution uuid not null references institutions.institution,
  to_institution uuid not null references institutions.institution,
  kind text not null check (kind in ('merge', 'split', 'rename', 'transfer')),
  on_date date not null,
  decision_no text,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  check (from_institution <> to_institution),
  unique (from_institution, to_institution, on_date)
);
create index succession_to on institutions.succession (to_institution);

create table institutions.campus (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('main', 'branch', 'training_site')),
  name text,
  address text,
  -- the ward as it was named when the address was entered; later units follow by succession
  unit_id uuid references places.unit,
  lat numeric(8, 5) check (lat between -90 and 90),
  lon numeric(8, 5) check (lon between -180 and 180),
  geo_precision text not null default 'unknown' check (geo_precision in ('surveyed', 'address', 'ward_centroid', 'unknown')),
  from_date date,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  is_demo boolean not null default false,
  version integer not null default 1,
  search text generated always as (institutions.searchable(coalesce(name, '') || ' ' || coalesce(address, ''))) stored,
  check ((lat is null) = (lon is null)),
  check (to_date is null or from_date is null or to_date >= from_date)
);
create index campus_institution on institutions.campus (institution_id);
create index campus_unit on institutions.campus (unit_id);
create unique index campus_one_main on institutions.campus (institution_id) where kind = 'main' and to_date is null;

create table institutions.licence (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  number text not null,
  issued_on date,
  issuer text,
  from_date date,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (institution_id, number)
);

create table institutions.licence_item (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  -- null: the list it was imported from names no licence
  licence_id uuid references institutions.licence,
  campus_id uuid references institutions.campus,
  -- null: the occupation is written in words only and not yet matched with the national list
  occupation_code text references institutions.occupation,
  occupation_name text not null,
  level text not null check (level in ('cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen')),
  -- learners it may admit in a year
  quota integer check (quota >= 0),
  from_date date,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  is_demo boolean not null default false,
  version integer not null default 1,
  search text generated always as (institutions.searchable(occupation_name)) stored,
  check (to_date is null or from_date is null or to_date >= from_date)
);
create index licence_item_institution on institutions.licence_item (institution_id);
create index licence_item_licence on institutions.licence_item (licence_id);
create index licence_item_campus on institutions.licence_item (campus_id);
create index licence_item_occupation on institutions.licence_item (occupation_code);

create table institutions.recognition (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('high_quality_college', 'accreditation')),
  decision_no text not null,
  decision_date date not null,
  issuer text,
  valid_from date not null,
  valid_to date,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  is_demo boolean not null default false,
  check (valid_to is null or valid_to >= valid_from)
);
create index recognition_institution on institutions.recognition (institution_id, kind);

create table institutions.contact (
  id uuid primary key default gen_random_uuid(),
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('phone', 'email', 'admissions', 'social')),
  value text not null,
  source text not null,
  is_verified boolean not null default false,
  confirmed_on date,
  is_demo boolean not null default false,
  unique (institution_id, kind)
);

-- What the institution says it has, on a day; it counts once the department has confirmed it.
create table institutions.infrastructure (
  id uuid primary key default gen_random_uuid(),
  -- order in which they were made
  number bigint generated always as identity,
  institution_id uuid not null references institutions.institution,
  declared_on date not null,
  bandwidth_mbps integer check (bandwidth_mbps >= 0),
  computers_for_learners integer check (computers_for_learners >= 0),
  wifi_percent integer check (wifi_percent between 0 and 100),
  online_rooms integer check (online_rooms >= 0),
  has_lms boolean,
  lms_name text,
  has_management_system boolean,
  management_system_name text,
  has_e_signature boolean,
  connected_platform text,
  note text,
  state text not null default 'declared' check (state in ('declared', 'confirmed', 'returned')),
  reason text,
  declared_by text not null,
  declared_by_name text not null,
  declared_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decided_on date,
  is_demo boolean not null default false,
  check ((state = 'declared') = (decided_on is null)),
  check (state <> 'returned' or reason is not null)
);
create index infrastructure_institution on institutions.infrastructure (institution_id, declared_on desc);
create index infrastructure_waiting on institutions.infrastructure (declared_at) where state = 'declared';
create unique index infrastructure_one_waiting on institutions.infrastructure (institution_id) where state = 'declared';

-- The least an institution must have to count, item by item. No legal text sets these numbers: they are settings.
create table institutions.infrastructure_rule (
  id uuid primary key default gen_random_uuid(),
  item text not null check (item in ('bandwidth_mbps', 'computers_for_learners', 'wifi_percent', 'online_rooms',
    'has_lms', 'has_management_system', 'has_e_signature')),
  -- the least number; 1 for a thing that must be there
  minimum integer not null check (minimum > 0),
  from_date date not null,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  constraint infrastructure_rule_no_overlap exclude using gist (item with =, daterange(from_date, to_date, '[]') with &&)
);

-- A change the institution asks for; the public sees it once the department has accepted it.
create table institutions.proposal (
  id uuid primary key default gen_random_uuid(),
  -- order in which they were made
  number bigint generated always as identity,
  institution_id uuid not null references institutions.institution,
  part text not null check (part in ('profile', 'contact', 'campus', 'licence_item')),
  -- the campus or licence item to change; null: the part itself, or a new one
  subject_id uuid,
  payload jsonb not null,
  before jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'accepted', 'returned')),
  reason text,
  note text,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  check ((state = 'pending') = (decided_at is null)),
  check (state <> 'returned' or reason is not null)
);
create index proposal_institution on institutions.proposal (institution_id, proposed_at desc);
-- one open request for each thing; a later one takes its place
create unique index proposal_one_part on institutions.proposal (institution_id, part)
  where state = 'pending' and subject_id is null and part in ('profile', 'contact');
create unique index proposal_one_subject on institutions.proposal (subject_id) where state = 'pending' and subject_id is not null;
create index proposal_waiting on institutions.proposal (proposed_at) where state = 'pending';

-- The unit of `day` that lies where `unit` lay: itself while in force, else the one it went into, whole. Null when that is not known.
create function institutions.unit_on(unit uuid, day date) returns uuid
  language sql stable parallel safe
begin atomic
  with recursive line (id, depth) as (
    select unit, 0
    union all
    select s.to_unit, l.depth + 1 from line l join places.succession s on s.from_unit = l.id and not s.is_part
    where l.depth < 8 and s.on_date <= day
  )
  select u.id from line l join places.unit u on u.id = l.id
  where u.from_date <= day and (u.to_date is null or u.to_date >= day)
  order by l.depth desc limit 1;
end;

-- The unit, those it went into and those that went wholly into it: where "the same place" may be written under another name.
create function institutions.unit_line(unit uuid) returns setof uuid
  language sql stable parallel safe
begin atomic
  with recursive later (id) as (
    select unit union select s.to_unit from later l join places.succession s on s.from_unit = l.id
  ), earlier (id) as (
    select unit union select s.from_unit from earlier e join places.succession s on s.to_unit = e.id and not s.is_part
  )
  select id from later union select id from earlier;
end;

-- Every institution known by the day, as it was on the day. `is_active` is true only when its standing is known to be active.
create function institutions.on_day(day date)
  returns table (id uuid, code text, name text, type text, ownership text, place_code text, is_active boolean, is_demo boolean, status text)
  language sql stable parallel safe
begin atomic
  select i.id, i.code, n.name, i.type, i.ownership, w.code, s.status = 'active', i.is_demo, s.status
  from institutions.institution i
  join institutions.standing s on s.institution_id = i.id
    and coalesce(s.from_date, '-infinity') <= day and coalesce(s.to_date, 'infinity') >= day
  -- the name of the day; where none is known for it, the earliest later one
  left join lateral (
    select nm.name from institutions.institution_name nm where nm.institution_id = i.id
    order by coalesce(nm.from_date, '-infinity') <= day and coalesce(nm.to_date, 'infinity') >= day desc,
      abs(coalesce(nm.from_date, nm.to_date, day) - day)
    limit 1
  ) n on true
  left join lateral (
    select c.unit_id from institutions.campus c
    where c.institution_id = i.id and c.kind in ('main', 'branch')
      and coalesce(c.from_date, '-infinity') <= day and coalesce(c.to_date, 'infinity') >= day
    order by c.kind = 'main' desc, c.id limit 1
  ) c on true
  left join places.unit w on w.id = institutions.unit_on(c.unit_id, day);
end;

-- Confirmed facts are public; only those who reach an institution write about it.
do $$
declare t text;
begin
  foreach t in array array['standing', 'institution_name', 'campus', 'licence', 'licence_item', 'recognition', 'contact'] loop
    execute format('alter table institutions.%I enable row level security', t);
    execute format('create policy %I on institutions.%I for select to ngheso_app using (true)', t || '_public', t);
    execute format('create policy %I on institutions.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
end $$;
alter table institutions.institution enable row level security;
create policy institution_public on institutions.institution for select to ngheso_app using (true);
create policy institution_province on institutions.institution to ngheso_app using ((select platform.reaches_all()));
alter table institutions.infrastructure enable row level security;
create policy infrastructure_public on institutions.infrastructure for select to ngheso_app using (state = 'confirmed');
create policy infrastructure_area on institutions.infrastructure to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
alter table institutions.proposal enable row level security;
create policy proposal_area on institutions.proposal to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));

grant select, insert, update, delete on all tables in schema institutions to ngheso_app;
grant execute on all functions in schema institutions to ngheso_app;
