-- The catalogue: courses of schools, of the department and of outside providers.
create table staff.course (
  id uuid primary key default uuidv7(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  category text not null check (category in
    ('digital_competence_pedagogy', 'digital_material_development', 'manager_digital_governance', 'other')),
  hours numeric(6, 1) not null check (hours > 0),
  provider text not null,
  content text not null default '',
  -- components of the competence framework it helps with: '1.1', '4.2' …
  components text[] not null default '{}',
  -- the school that gives it; null: the department or somebody outside
  institution_id uuid references institutions.institution,
  is_open boolean not null default true,
  is_demo boolean not null default false,
  version integer not null default 1,
  search text generated always as (platform.fold(name || ' ' || provider)) stored
);
create index course_institution on staff.course (institution_id);
create index course_search on staff.course using gin (search gin_trgm_ops);

-- A course given once: a class with its days.
create table staff.course_run (
  id uuid primary key default uuidv7(),
  course_id uuid not null references staff.course,
  code text not null unique,
  from_date date not null,
  to_date date not null,
  mode text not null check (mode in ('online', 'in_person', 'blended')),
  place text,
  -- seats; null: no limit. Who comes later stands on the waiting list, in order.
  quota integer check (quota > 0),
  register_until date not null,
  state text not null default 'open' check (state in ('planned', 'open', 'finished', 'cancelled')),
  -- who gives it, enters the results and issues the certificates; null: the department
  institution_id uuid references institutions.institution,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (to_date >= from_date),
  check (register_until <= to_date)
);
create index course_run_course on staff.course_run (course_id, from_date);
create index course_run_institution on staff.course_run (institution_id);
create index course_run_day on staff.course_run (to_date, id);

-- A person in a class, and how it ended.
create table staff.enrolment (
  id uuid primary key default uuidv7(),
  run_id uuid not null references staff.course_run,
  person_id uuid not null references people.person,
  -- as on the day of registering: whoever gives the course needs the name and nothing more of the record
  person_name text not null,
  institution_id uuid not null references institutions.institution,
  source text not null check (source in ('self', 'school', 'import', 'demo')),
  -- order of registering: decides who has a seat
  place_no bigint generated always as identity,
  is_cancelled boolean not null default false,
  outcome text check (outcome in ('passed', 'failed')),
  score numeric(4, 2) check (score between 0 and 10),
  -- hours attended
  hours numeric(6, 1) check (hours >= 0),
  decided_on date,
  -- number on the paper of a result that was imported
  paper_no text,
  -- entered or confirmed by a person, so that a spreadsheet does not change it unseen
  by_hand boolean not null default false,
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (run_id, person_id),
  check ((outcome is null) = (decided_on is null)),
  check (outcome is null or not is_cancelled)
);
create index enrolment_person on staff.enrolment (person_id);
create index enrolment_institution on staff.enrolment (institution_id);

create table staff.certificate (
  id uuid primary key default uuidv7(),
  enrolment_id uuid not null unique references staff.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  serial text not null unique,
  hours numeric(6, 1) not null,
  issued_on date not null,
  valid_to date check (valid_to >= issued_on),
  is_demo boolean not null default false
);
create index certificate_person on staff.certificate (person_id);
create index certificate_institution on staff.certificate (institution_id);

-- A certificate somebody else issued: claimed with a file, then verified or rejected with a reason.
create table staff.outside_certificate (
  id uuid primary key default uuidv7(),
  person_id uuid not null references people.person,
  person_name text not null,
  institution_id uuid not null references institutions.institution,
  course_name text not null check (course_name <> ''),
  category text not null check (category in
    ('digital_competence_pedagogy', 'digital_material_development', 'manager_digital_governance', 'other')),
  issuer text not null,
  -- tax or establishment number of the issuer
  issuer_legal_id text,
  serial text,
  hours numeric(6, 1) not null check (hours > 0),
  from_date date,
  completed_on date not null,
  valid_to date,
  content text,
  file_hash text check (file_hash ~ '^[0-9a-f]{64}$'),
  file_name text,
  file_kind text check (file_kind in ('pdf', 'jpeg', 'png')),
  state text not null default 'pending' check (state in ('pending', 'verified', 'rejected')),
  reason text,
  decided_on date,
  decided_by_name text,
  sent_on date not null,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (from_date is null or from_date <= completed_on),
  check (valid_to is null or valid_to >= completed_on),
  check ((state = 'pending') = (decided_on is null)),
  check (state <> 'rejected' or reason is not null),
  -- example data has no file behind it
  check (is_demo or file_hash is not null),
  check ((file_hash is null) = (file_name is null) and (file_hash is null) = (file_kind is null))
);
create index outside_certificate_person on staff.outside_certificate (person_id);
create index outside_certificate_institution on staff.outside_certificate (institution_id);
create index outside_certificate_waiting on staff.outside_certificate (sent_on, id) where state = 'pending';

-- When somebody counts as trained. Dated: a figure of an earlier day is read under the rule of that day.
create table staff.trained_rule (
  id uuid primary key default uuidv7(),
  target text not null check (target in ('pedagogy', 'materials')),
  categories text[] not null check (categories <> '{}'),
  -- categories that count besides for somebody in a manager's post
  manager_categories text[] not null default '{}',
  -- of one course
  min_hours numeric(6, 1) not null check (min_hours >= 0),
  -- first day of the plan's period: courses that ended earlier do not count
  min_date date not null,
  -- how long a course counts; null: for good
  validity_months integer check (validity_months > 0),
  includes_visiting boolean not null default false,
  -- managers who also teach are counted among the teachers (target materials)
  includes_teaching_managers boolean not null default false,
  from_date date not null,
  to_date date,
  -- how we read the source, in both languages, and how sure that is: S source opened, K known but not opened, U not confirmed
  reading_vi text not null,
  reading_en text not null,
  certainty text not null check (certainty in ('S', 'K', 'U')),
  check (to_date is null or to_date >= from_date),
  constraint trained_rule_no_overlap exclude using gist (target with =, daterange(from_date, to_date, '[]') with &&)
);

-- One rule for both targets: passed or verified, of a counting category, ended in the plan's period, at least so many hours.
-- The article names no hours and no end of validity; 16 hours (two days) is a setting to be confirmed by the department.
insert into staff.trained_rule (target, categories, manager_categories, min_hours, min_date, from_date, reading_vi, reading_en, certainty) values
  ('pedagogy', array['digital_competence_pedagogy'], array['manager_digital_governance'], 16, date '2022-09-01', date '2022-01-01',
   'Đã đạt ít nhất một khóa về năng lực số, sư phạm số (cán bộ quản lý: hoặc quản trị số), từ 16 giờ, kết thúc từ năm học 2022–2023. Số giờ và mốc thời gian là thiết lập, chưa đối chiếu với văn bản.',
   'Passed at least one course in digital competence and pedagogy (managers: or digital governance) of 16 hours or more that ended in school year 2022–23 or later. The hours and the first day are settings, not yet checked against a legal text.',
   'U'),
  ('materials', array['digital_material_development'], '{}', 16, date '2022-09-01', date '2022-01-01',
   'Đã đạt ít nhất một khóa về phát triển học liệu số, từ 16 giờ, kết thúc từ năm học 2022–2023. Số giờ và mốc thời gian là thiết lập, chưa đối chiếu với văn bản.',
   'Passed at least one course in making digital learning materials of 16 hours or more that ended in school year 2022–23 or later. The hours and the first day are settings, not yet checked against a legal text.',
   'U');

-- What speaks for somebody's training, from wherever it comes. Read by the rule, in SQL and in code alike.
create view staff.training_evidence with (security_invoker = true) as
  select e.person_id, e.id, 'course' as source, c.name as course, c.category, e.hours, e.decided_on as completed_on,
    cast(null as date) as valid_to, e.outcome as state
  from staff.enrolment e
  join staff.course_run r on r.id = e.run_id
  join staff.course c on c.id = r.course_id
  where e.outcome is not null
  union all
  select o.person_id, o.id, 'certificate', o.course_name, o.category, o.hours, o.completed_on, o.valid_to, o.state
  from staff.outside_certificate o;

-- Catalogue and classes are open to everybody who is signed in; only who gives a course writes about it.
do $$
declare t text;
begin
  foreach t in array array['course', 'course_run'] loop
    execute format('alter table staff.%I enable row level security', t);
    execute format('create policy %I on staff.%I for select to ngheso_app using (true)', t || '_open', t);
    execute format('create policy %I on staff.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
  -- A person's training follows the person to the next school.
  foreach t in array array['certificate', 'outside_certificate'] loop
    execute format('alter table staff.%I enable row level security', t);
    execute format('create policy %I on staff.%I to ngheso_app using ((select platform.reaches_all())
      or person_id = (select platform.own_person())
      or institution_id = any ((select platform.reached_institutions())::uuid[])
      or person_id in (select l.person_id from people.link l
        where l.institution_id = any ((select platform.reached_institutions())::uuid[])))', t || '_area', t);
  end loop;
end $$;
alter table staff.enrolment enable row level security;
create policy enrolment_area on staff.enrolment to ngheso_app using ((select platform.reaches_all())
  or person_id = (select platform.own_person())
  or institution_id = any ((select platform.reached_institutions())::uuid[])
  or person_id in (select l.person_id from people.link l
    where l.institution_id = any ((select platform.reached_institutions())::uuid[]))
  -- whoever gives the course sees who comes
  or run_id in (select r.id from staff.course_run r where r.institution_id = any ((select platform.reached_institutions())::uuid[])));

-- Place in the queue of a class for those whose registration stands: ids and numbers only, whoever asks.
create function staff.places_in(run uuid) returns table (enrolment_id uuid, place integer)
  language sql stable security definer set search_path = ''
begin atomic
  select e.id, (row_number() over (order by e.place_no))::integer from staff.enrolment e where e.run_id = run and not e.is_cancelled;
end;

-- How many are registered in each class.
create function staff.registered_in(runs uuid[]) returns table (run_id uuid, registered integer)
  language sql stable security definer set search_path = ''
begin atomic
  select e.run_id, count(*)::integer from staff.enrolment e where e.run_id = any (runs) and not e.is_cancelled group by e.run_id;
end;

-- Training goes with the person when two records are found to be one; a second registration for the same class stays.
create function staff.move_person_training(loser uuid, target uuid, only_ids uuid[]) returns jsonb
  language sql
begin atomic
  with enrolments as (
    update staff.enrolment e set person_id = target
    where e.person_id = loser and (only_ids is null or e.id = any (only_ids))
      and not exists (select 1 from staff.enrolment o where o.run_id = e.run_id and o.person_id = target)
    returning e.id, e.institution_id
  ), certificates as (
    update staff.certificate k set person_id = target
    where k.person_id = loser and k.enrolment_id in (select id from enrolments) returning k.id, k.institution_id
  ), outside as (
    update staff.outside_certificate o set person_id = target
    where o.person_id = loser and (only_ids is null or o.id = any (only_ids)) returning o.id, o.institution_id
  )
  select jsonb_agg(jsonb_build_object('subject', m.subject, 'id', m.id, 'institution', m.institution_id)) from (
    select 'staff.enrolment' as subject, id, institution_id from enrolments
    union all select 'staff.certificate', id, institution_id from certificates
    union all select 'staff.outside-certificate', id, institution_id from outside
  ) m;
end;

-- Next serial of certificates.
create sequence staff.certificate_no;
grant usage on sequence staff.certificate_no to ngheso_app;

grant select, insert, update, delete on all tables in schema staff to ngheso_app;
grant execute on all functions in schema staff to ngheso_app;
