create schema if not exists staff;
grant usage on schema staff to ngheso_app;

-- A post somebody holds at an institution, from one day to another (both inclusive).
create table staff.post (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  -- the person's name in its order, kept equal by the database: lists page by it inside one institution
  name_key text not null collate "C",
  institution_id uuid not null references institutions.institution,
  role text not null check (role in ('teacher', 'manager')),
  -- as written: Hiệu trưởng, Trưởng khoa, Giảng viên chính …
  title text,
  contract text check (contract in ('tenured', 'contract', 'visiting')),
  -- null: since before our records
  from_date date,
  to_date date,
  leave_reason text,
  -- a manager who also teaches
  also_teaches boolean not null default false,
  occupations text[] not null default '{}',
  levels text[] not null default '{}' check (levels <@ array['cao_dang', 'trung_cap', 'so_cap', 'thuong_xuyen']),
  -- general subjects taught (môn chung)
  general_subject text,
  -- fields a person typed by hand: a spreadsheet never overwrites them unseen
  by_hand text[] not null default '{}',
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (person_id, name_key) references people.person (id, name_key) on update cascade,
  check (to_date is null or from_date is null or to_date >= from_date)
);
create index post_person on staff.post (person_id, institution_id);
create index post_institution on staff.post (institution_id, name_key, id);
create index post_name on staff.post (name_key, id);

-- What somebody has learned or was awarded.
create table staff.qualification (
  id uuid primary key default uuidv7(),
  person_id uuid not null references people.person,
  kind text not null check (kind in ('degree', 'foreign_language', 'it', 'vocational_skill', 'pedagogy', 'honour')),
  level text not null,
  -- field of study, language, occupation
  field text,
  issuer text,
  obtained_on date,
  valid_to date,
  source text not null default 'form' check (source in ('form', 'import', 'demo')),
  created_at timestamptz not null default now(),
  check (case kind
    when 'degree' then level in ('doctor', 'master', 'bachelor', 'college', 'intermediate', 'other')
    when 'foreign_language' then level in ('1', '2', '3', '4', '5', '6')
    when 'it' then level in ('basic', 'advanced')
    when 'vocational_skill' then level in ('1', '2', '3')
    when 'pedagogy' then level in ('cao_dang', 'trung_cap', 'so_cap')
    else level in ('professor', 'associate_professor', 'peoples_title', 'excellent_title') end),
  check (valid_to is null or obtained_on is null or valid_to >= obtained_on)
);
create index qualification_person on staff.qualification (person_id, kind);

-- A training class a school wrote beside a name in its list. A claim: it counts for nothing until somebody proves it.
create table staff.training_claim (
  id uuid primary key default uuidv7(),
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  course_name text not null,
  -- as written: "20/8/2026 – 25/8/2026", "tháng 8"
  taken text,
  noted_on date not null
);
create index training_claim_person on staff.training_claim (person_id);
create index training_claim_institution on staff.training_claim (institution_id);

-- Totals of managers as an institution declared them (form "Tổng hợp đội ngũ cán bộ quản lý"), kept beside what the records
-- say. Nothing is computed from them.
create table staff.manager_summary (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  noted_on date not null,
  total integer not null check (total >= 0),
  -- the form's other columns by key
  figures jsonb not null,
  unique (institution_id, noted_on)
);
alter table staff.manager_summary enable row level security;
create policy manager_summary_area on staff.manager_summary to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));

alter table staff.post enable row level security;
create policy post_area on staff.post to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or person_id = (select platform.own_person()))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
alter table staff.qualification enable row level security;
create policy qualification_area on staff.qualification to ngheso_app
  using ((select platform.reaches_all()) or person_id = (select platform.own_person())
    or exists (select 1 from people.link l where l.person_id = qualification.person_id
      and l.institution_id = any ((select platform.reached_institutions())::uuid[])));
alter table staff.training_claim enable row level security;
create policy training_claim_area on staff.training_claim to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or person_id = (select platform.own_person()));

-- Posts held on a day.
create function staff.posts_on(day date) returns setof staff.post
  language sql stable parallel safe
begin atomic
  select p.* from staff.post p
  where (p.from_date is null or p.from_date <= day) and (p.to_date is null or p.to_date >= day);
end;

-- Moves rows from one person to another when two records are found to be one (people.merge-people), or back.
create function staff.move_person(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql
begin atomic
  with posts as (
    update staff.post p set person_id = to_person, name_key = t.name_key
    from people.person t where t.id = to_person and p.person_id = from_person and (only_ids is null or p.id = any (only_ids))
    returning p.id, p.institution_id
  ), qualifications as (
    update staff.qualification set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids)) returning id
  ), claims as (
    update staff.training_claim set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids)) returning id, institution_id
  )
  select jsonb_agg(jsonb_build_object('subject', m.subject, 'id', m.id, 'institution', m.institution_id)) from (
    select 'staff.post' as subject, id, institution_id from posts
    union all select 'staff.qualification', id, null from qualifications
    union all select 'staff.training_claim', id, institution_id from claims
  ) m;
end;

grant select, insert, update, delete on all tables in schema staff to ngheso_app;
grant execute on all functions in schema staff to ngheso_app;
