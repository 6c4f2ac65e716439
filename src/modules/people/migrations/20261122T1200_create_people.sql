create schema if not exists people;
grant usage on schema people to ngheso_app;

-- One record per natural person. Citizen numbers are sealed; equality goes through the keyed index.
create table people.person (
  id uuid primary key default uuidv7(),
  full_name text not null check (full_name <> ''),
  -- order by given name, then family name, then middle names, in the Vietnamese alphabet (plain byte order)
  name_key text not null collate "C",
  birth_date date,
  birth_year smallint check (birth_year between 1900 and 2200),
  sex text check (sex in ('male', 'female')),
  -- sensitive: shown only with people.read-sensitive
  ethnicity text,
  is_minority boolean,
  -- cccd: the citizen number of 12 digits; cmnd: the old identity card of 9
  citizen_number_kind text check (citizen_number_kind in ('cccd', 'cmnd')),
  citizen_number_sealed text,
  citizen_number_index text,
  citizen_number_end text check (citizen_number_end ~ '^[0-9]{3}$'),
  phone text,
  email text,
  -- fields a person typed by hand: a spreadsheet never overwrites them unseen
  by_hand text[] not null default '{}',
  merged_into uuid references people.person,
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  search text generated always as (platform.fold(full_name)) stored,
  -- what other modules' tables may keep beside the id, to order by name without a join
  unique (id, name_key),
  check ((citizen_number_kind is null) = (citizen_number_sealed is null)),
  check ((citizen_number_kind is null) = (citizen_number_index is null)),
  check ((citizen_number_kind is null) = (citizen_number_end is null))
);
create unique index person_citizen_number on people.person (citizen_number_index) where merged_into is null;
create index person_name on people.person (name_key, id);
create index person_same on people.person (search, birth_date);
create index person_search on people.person using gin (search gin_trgm_ops);
create index person_phone on people.person (phone) where phone is not null;
create index person_merged on people.person (merged_into) where merged_into is not null;

-- Which institutions hold a record of the person, and by which module: decides who reaches the person.
create table people.link (
  person_id uuid not null references people.person on delete cascade,
  institution_id uuid not null references institutions.institution,
  source text not null,
  primary key (person_id, institution_id, source)
);
create index link_institution on people.link (institution_id, person_id);

-- Two records found to be one person. Both keep their history; undoing needs to know what moved.
create table people.merge (
  id uuid primary key default uuidv7(),
  loser_id uuid not null references people.person,
  winner_id uuid not null references people.person,
  reason text not null,
  -- facts the winner took over, by field: {before, after}
  taken jsonb not null default '{}',
  -- rows other modules moved, by subject: [id …]
  moved jsonb not null default '{}',
  links_added jsonb not null default '[]',
  merged_on date not null,
  undone_on date,
  undo_reason text,
  check (loser_id <> winner_id),
  check ((undone_on is null) = (undo_reason is null))
);
create index merge_loser on people.merge (loser_id);
create index merge_winner on people.merge (winner_id);

-- Two records somebody looked at and found to be two people.
create table people.distinct_pair (
  first_id uuid not null references people.person,
  second_id uuid not null references people.person,
  reason text not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index distinct_pair_second on people.distinct_pair (second_id);

alter table people.link enable row level security;
create policy link_area on people.link to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or person_id = (select platform.own_person()))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));

alter table people.person enable row level security;
create policy person_area on people.person to ngheso_app
  using ((select platform.reaches_all()) or id = (select platform.own_person())
    or exists (select 1 from people.link l
      where l.person_id = person.id and l.institution_id = any ((select platform.reached_institutions())::uuid[])))
  with check (true);

alter table people.merge enable row level security;
create policy merge_area on people.merge to ngheso_app using ((select platform.reaches_all()));
alter table people.distinct_pair enable row level security;
create policy distinct_pair_area on people.distinct_pair to ngheso_app using ((select platform.reaches_all()));

-- May the session see the person? For policies of tables that hang on a person.
create function people.reaches(person uuid) returns boolean
  language sql stable parallel safe
begin atomic
  select platform.reaches_all() or person = platform.own_person()
    or exists (select 1 from people.link l
      where l.person_id = person and l.institution_id = any (platform.reached_institutions()));
end;

-- Whoever holds the whole number and the name already knows the person: the record is found across institutions,
-- so that no second one is made. Answers nothing but the id.
create function people.by_citizen_number(indexes text[])
  returns table (id uuid, citizen_number_index text, search text)
  language sql stable security definer set search_path = ''
begin atomic
  select p.id, p.citizen_number_index, p.search from people.person p
  where p.citizen_number_index = any (indexes) and p.merged_into is null;
end;

-- Institutions that hold the person, whoever asks: to tell "outside your area" from "absent" in the log.
create function people.institutions_of(person uuid) returns setof uuid
  language sql stable security definer set search_path = ''
begin atomic
  select l.institution_id from people.link l where l.person_id = person order by 1;
end;

-- Ids whose name holds the folded text. The index of trigrams is read here, outside row-level security; whoever joins
-- the ids with the table sees only what it may.
create function people.by_name(folded text) returns setof uuid
  language sql stable security definer rows 200 set search_path = ''
begin atomic
  select p.id from people.person p where p.search like '%' || folded || '%' and p.merged_into is null;
end;

grant select, insert, update, delete on all tables in schema people to ngheso_app;
revoke all on all functions in schema people from public;
grant execute on all functions in schema people to ngheso_app;
