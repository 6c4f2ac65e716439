create schema if not exists students;
grant usage on schema students to ngheso_app;

-- ── time and place ────────────────────────────────────────────────────────────────────────────────────────────────

-- Terms are dates: nothing is rolled over, what is past stays readable as it was.
create table students.term (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  name text not null,
  kind text not null default 'main' check (kind in ('main', 'supplementary')),
  -- first calendar year of the school year, 2026 for 2026–2027
  school_year smallint not null check (school_year between 1990 and 2200),
  from_date date not null,
  to_date date not null,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (to_date > from_date),
  unique (institution_id, name),
  constraint term_no_overlap exclude using gist
    (institution_id with =, kind with =, daterange(from_date, to_date, '[]') with &&) where (kind = 'main')
);

create table students.room (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  campus_id uuid references institutions.campus,
  code text not null,
  name text,
  kind text not null default 'classroom' check (kind in ('classroom', 'workshop', 'laboratory', 'computer_room', 'enterprise', 'online')),
  capacity smallint check (capacity > 0),
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (institution_id, code)
);
create index room_campus on students.room (campus_id);

-- When the periods (tiết) of a school begin and end: timetables and lists speak in periods, blocks are kept as times.
create table students.period (
  institution_id uuid not null references institutions.institution,
  number smallint not null check (number between 1 and 30),
  from_time time not null,
  to_time time not null,
  primary key (institution_id, number),
  check (to_time > from_time)
);

-- ── grading policy: law as dated data ─────────────────────────────────────────────────────────────────────────────

create table students.grading_policy (
  id uuid primary key default uuidv7(),
  -- TT04-2022; a school's own regulation carries its own code
  code text not null,
  -- null: the national policy
  institution_id uuid references institutions.institution,
  name text not null,
  from_date date not null,
  to_date date,
  -- shape: grading/policy.ts
  body jsonb not null,
  source text not null,
  is_verified boolean not null default false,
  check (to_date is null or to_date >= from_date),
  unique nulls not distinct (code, institution_id, from_date)
);
create index grading_policy_institution on students.grading_policy (institution_id);

-- ── cohorts, classes, learners ────────────────────────────────────────────────────────────────────────────────────

-- Learners who start together on one version of a programme, under one grading policy. Both stay with them.
create table students.cohort (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  name text not null,
  programme_version_id uuid not null references curricula.programme_version,
  grading_policy_id uuid not null references students.grading_policy,
  mode text not null check (mode in ('year', 'credit')),
  study_form text not null default 'regular' check (study_form in ('regular', 'part_time', 'distance')),
  -- who was admitted: those who finished lower or upper secondary school, or hold a lower diploma
  entry text check (entry in ('thcs', 'thpt', 'lien_thong', 'other')),
  from_date date not null,
  planned_to_date date not null,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (planned_to_date > from_date),
  unique (institution_id, name)
);
create index cohort_version on students.cohort (programme_version_id);
create index cohort_policy on students.cohort (grading_policy_id);

create table students.class_group (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  cohort_id uuid not null references students.cohort,
  code text not null,
  name text,
  homeroom_person_id uuid references people.person,
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (institution_id, code)
);
create index class_group_cohort on students.class_group (cohort_id, code);
create index class_group_homeroom on students.class_group (homeroom_person_id) where homeroom_person_id is not null;

-- A person as a learner of one institution.
create table students.learner (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  name_key text not null collate "C",
  institution_id uuid not null references institutions.institution,
  -- mã HSSV
  code text not null,
  -- former schooling, address as written and the unit it lies in
  schooling text check (schooling in ('thcs', 'thpt', 'trung_cap', 'cao_dang', 'dai_hoc')),
  address text,
  unit_id uuid references places.unit,
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (person_id, name_key) references people.person (id, name_key) on update cascade,
  unique (institution_id, code),
  unique (institution_id, person_id)
);
create index learner_person on students.learner (person_id);
create index learner_name on students.learner (institution_id, name_key, id);
-- a beginning of a code is looked for as a range: under row-level security `like` would not use an index
create index learner_code on students.learner (code collate "C");
create index learner_unit on students.learner (unit_id) where unit_id is not null;

-- One course of study of a learner: from admission to graduation or leaving. `state` says the standing today; how it came
-- there is told by status events.
create table students.enrolment (
  id uuid primary key default uuidv7(),
  learner_id uuid not null references students.learner,
  person_id uuid not null,
  name_key text not null collate "C",
  institution_id uuid not null references institutions.institution,
  cohort_id uuid not null references students.cohort,
  class_group_id uuid references students.class_group,
  state text not null default 'studying' check (state in
    ('studying', 'reserved', 'suspended', 'graduated', 'transferred', 'withdrawn', 'dismissed')),
  from_date date not null,
  -- the day the course of study ended (graduated, transferred, withdrawn, dismissed)
  to_date date,
  -- national target programmes that pay or are counted: giam_ngheo, nong_thon_moi, dtts_mn, lao_dong_nong_thon
  funding text[] not null default '{}' check (funding <@ array['giam_ngheo', 'nong_thon_moi', 'dtts_mn', 'lao_dong_nong_thon']),
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  foreign key (person_id, name_key) references people.person (id, name_key) on update cascade,
  check (to_date is null or to_date >= from_date),
  check ((state in ('graduated', 'transferred', 'withdrawn', 'dismissed')) = (to_date is not null))
);
create index enrolment_learner on students.enrolment (learner_id);
create index enrolment_person on students.enrolment (person_id);
create index enrolment_cohort on students.enrolment (cohort_id, name_key, id);
create index enrolment_class on students.enrolment (class_group_id, name_key, id);
create index enrolment_institution on students.enrolment (institution_id, name_key, id);
create index enrolment_name on students.enrolment (name_key, id);
create index enrolment_state on students.enrolment (institution_id, state);
-- a learner is in one cohort once
create unique index enrolment_once on students.enrolment (learner_id, cohort_id);

-- ── decisions and what they change ────────────────────────────────────────────────────────────────────────────────

create table students.decision (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('admission', 'class', 'reserve', 'suspend', 'return', 'transfer', 'withdraw', 'dismiss',
    'discipline', 'award', 'recognition', 'graduation', 'correction')),
  number text not null,
  signed_on date not null,
  effective_on date not null,
  signer text,
  note text,
  file text,
  is_demo boolean not null default false,
  unique (institution_id, number, signed_on)
);
create index decision_signed on students.decision (institution_id, signed_on desc, id);

-- What happened to a course of study, and by which decision. Never changed; a mistake is mended by a later event.
create table students.status_event (
  id uuid primary key default uuidv7(),
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in
    ('admit', 'change_class', 'reserve', 'suspend', 'return', 'transfer_in', 'transfer_out', 'withdraw', 'dismiss', 'graduate', 'reopen')),
  decision_id uuid references students.decision,
  on_date date not null,
  -- reserve and suspend: until when
  until_date date,
  from_state text,
  to_state text not null,
  from_class_id uuid references students.class_group,
  to_class_id uuid references students.class_group,
  -- transfer: the other school, in words
  other_school text,
  reason text,
  at timestamptz not null default now()
);
create index status_event_enrolment on students.status_event (enrolment_id, on_date, id);
create index status_event_person on students.status_event (person_id);
create index status_event_institution on students.status_event (institution_id, on_date desc);
create index status_event_decision on students.status_event (decision_id);
create index status_event_from_class on students.status_event (from_class_id);
create index status_event_to_class on students.status_event (to_class_id);

create function students.keep_status_event() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'person_id' is distinct from to_jsonb(old) - 'person_id' then
    raise exception 'a status event is frozen: %', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger status_event_frozen before update on students.status_event
  for each row execute function students.keep_status_event();

-- Policy groups: dated, evidenced, sensitive (students.read-sensitive).
create table students.policy_fact (
  id uuid primary key default uuidv7(),
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in
    ('poor', 'near_poor', 'ethnic_minority', 'disability', 'orphan', 'merit_family', 'hard_area', 'border_island', 'recruited')),
  from_date date not null,
  to_date date,
  -- number or name of the paper that proves it, and its file
  evidence text,
  file text,
  note text,
  verified_by text,
  verified_on date,
  ended_reason text,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (to_date is null or to_date >= from_date)
);
create index policy_fact_person on students.policy_fact (person_id, from_date);
create index policy_fact_institution on students.policy_fact (institution_id, kind);
create index policy_fact_ending on students.policy_fact (institution_id, to_date) where to_date is not null;

create table students.conduct (
  id uuid primary key default uuidv7(),
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('award', 'discipline')),
  -- discipline: TT 17/2017 ladder; award: in words
  level text not null,
  decision_id uuid references students.decision,
  on_date date not null,
  reason text not null,
  -- the day a discipline was lifted
  lifted_on date,
  is_demo boolean not null default false,
  check (kind = 'award' or level in ('khien_trach', 'canh_cao', 'dinh_chi', 'buoc_thoi_hoc'))
);
create index conduct_enrolment on students.conduct (enrolment_id, on_date);
create index conduct_person on students.conduct (person_id);
create index conduct_institution on students.conduct (institution_id);
create index conduct_decision on students.conduct (decision_id);

-- A guardian of a minor reads along by a link of their own, without an account. Only the hash of its secret is kept.
create table students.guardian_link (
  id uuid primary key default uuidv7(),
  learner_id uuid not null references students.learner,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  guardian_name text not null,
  relation text not null,
  contact text,
  token_hash text not null unique,
  from_date date not null,
  to_date date not null,
  revoked_on date,
  last_seen_at timestamptz,
  created_at timestamptz not null default now()
);
create index guardian_link_learner on students.guardian_link (learner_id);
create index guardian_link_person on students.guardian_link (person_id);
create index guardian_link_institution on students.guardian_link (institution_id);

-- The guardian has no account: the secret alone finds the link, through these functions.
create function students.guardian_link_of(hash text, day date) returns setof students.guardian_link
  language sql stable security definer set search_path = ''
begin atomic
  select g.* from students.guardian_link g
  where g.token_hash = hash and g.revoked_on is null and day between g.from_date and g.to_date;
end;

create function students.note_guardian_look(hash text) returns void
  language sql security definer set search_path = ''
begin atomic
  update students.guardian_link g set last_seen_at = now() where g.token_hash = hash and g.revoked_on is null;
end;

-- ── admission ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- What a school offers in one round: so many places on a programme.
create table students.intake (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  programme_id uuid not null references curricula.programme,
  programme_version_id uuid references curricula.programme_version,
  year smallint not null check (year between 1990 and 2200),
  round text not null,
  places integer not null check (places > 0),
  entry text not null default 'thpt' check (entry in ('thcs', 'thpt', 'lien_thong', 'other')),
  study_form text not null default 'regular' check (study_form in ('regular', 'part_time', 'distance')),
  opens_on date not null,
  closes_on date not null,
  starts_on date,
  note text,
  is_published boolean not null default false,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (closes_on >= opens_on),
  unique (institution_id, programme_id, year, round)
);
create index intake_programme on students.intake (programme_id);
create index intake_version on students.intake (programme_version_id);
create index intake_open on students.intake (closes_on, institution_id) where is_published;

create table students.application (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  intake_id uuid not null references students.intake,
  -- what the applicant follows it by, with the birth date
  code text not null unique,
  state text not null default 'submitted' check (state in ('submitted', 'returned', 'accepted', 'rejected', 'withdrawn')),
  source text not null check (source in ('public', 'office', 'import')),
  full_name text not null,
  search text generated always as (platform.fold(full_name)) stored,
  birth_date date,
  birth_year smallint,
  sex text check (sex in ('male', 'female')),
  ethnicity text,
  citizen_number_kind text,
  citizen_number_sealed text,
  citizen_number_index text,
  citizen_number_end text,
  phone text,
  email text,
  address text,
  unit_id uuid references places.unit,
  schooling text check (schooling in ('thcs', 'thpt', 'trung_cap', 'cao_dang', 'dai_hoc')),
  -- policy groups claimed: [{kind, evidence}]
  claims jsonb not null default '[]',
  files jsonb not null default '[]',
  note text,
  -- what the school asked to mend, or why it refused
  answer text,
  submitted_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by text,
  decided_by_name text,
  enrolment_id uuid references students.enrolment,
  is_demo boolean not null default false,
  version integer not null default 1,
  check ((state = 'accepted') = (enrolment_id is not null))
);
create index application_intake on students.application (intake_id, state, submitted_at);
create index application_institution on students.application (institution_id, state, submitted_at, id);
create index application_enrolment on students.application (enrolment_id);
create index application_unit on students.application (unit_id);
create index application_search on students.application using gin (search gin_trgm_ops);
-- the same citizen applies once to an intake
create unique index application_once on students.application (intake_id, citizen_number_index)
  where citizen_number_index is not null and state in ('submitted', 'returned', 'accepted');

-- The applicant has no account: what they may do goes by the code they were given and their birth date, through these functions.
create policy application_apply on students.application for insert to ngheso_app
  with check (source = 'public' and state = 'submitted' and enrolment_id is null);

create function students.application_of(given_code text, birth date) returns setof students.application
  language sql stable security definer set search_path = ''
begin atomic
  select a.* from students.application a
  where a.code = given_code and a.birth_date = birth and a.source <> 'import';
end;

-- Sends a returned application again with what was asked for. Answers 0 when it is not the one seen, or not returned.
create function students.mend_application(given_code text, birth date, seen integer, facts jsonb) returns integer
  language sql security definer set search_path = ''
begin atomic
  with mended as (
    update students.application a set state = 'submitted', submitted_at = now(), version = a.version + 1,
      full_name = coalesce(facts ->> 'full_name', a.full_name), phone = facts ->> 'phone', email = facts ->> 'email',
      address = facts ->> 'address', schooling = facts ->> 'schooling', note = facts ->> 'note',
      claims = coalesce(facts -> 'claims', a.claims), files = a.files || coalesce(facts -> 'files', '[]')
    where a.code = given_code and a.birth_date = birth and a.version = seen and a.state = 'returned' returning 1
  )
  select count(*)::integer from mended;
end;

create function students.withdraw_application(given_code text, birth date, seen integer) returns integer
  language sql security definer set search_path = ''
begin atomic
  with gone as (
    update students.application a set state = 'withdrawn', version = a.version + 1, decided_at = now()
    where a.code = given_code and a.birth_date = birth and a.version = seen and a.state in ('submitted', 'returned') returning 1
  )
  select count(*)::integer from gone;
end;

-- ── teaching ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- A subject or module taught to a group in a term (lớp học phần). Credits and hours are those of the programme version when it was opened.
create table students.course_section (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  term_id uuid not null references students.term,
  course_unit_id uuid not null references curricula.course_unit,
  -- null: learners come from several classes
  class_group_id uuid references students.class_group,
  grading_policy_id uuid not null references students.grading_policy,
  mode text not null check (mode in ('year', 'credit')),
  code text not null,
  name text not null,
  credits numeric(4, 1) not null check (credits >= 0),
  hours_theory smallint not null check (hours_theory >= 0),
  hours_practice smallint not null check (hours_practice >= 0),
  hours_test smallint not null default 0 check (hours_test >= 0),
  is_condition boolean not null default false,
  -- practice that is heavy, harmful or dangerous: smaller groups (TT 04/2022)
  is_hazardous boolean not null default false,
  delivery text not null default 'in_person' check (delivery in ('in_person', 'online', 'blended')),
  state text not null default 'open' check (state in ('open', 'submitted', 'posted', 'cancelled')),
  submitted_at timestamptz,
  submitted_by text,
  posted_at timestamptz,
  posted_by text,
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (institution_id, term_id, code)
);
create index course_section_term on students.course_section (term_id, code);
create index course_section_unit on students.course_section (course_unit_id);
create index course_section_class on students.course_section (class_group_id, term_id);
create index course_section_policy on students.course_section (grading_policy_id);

create table students.section_teacher (
  section_id uuid not null references students.course_section,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  role text not null default 'main' check (role in ('main', 'assistant')),
  from_date date not null,
  to_date date,
  primary key (section_id, person_id, from_date),
  check (to_date is null or to_date >= from_date)
);
create index section_teacher_person on students.section_teacher (person_id, section_id);
create index section_teacher_institution on students.section_teacher (institution_id);

-- The roster. There is one: whoever teaches online or marks reads this.
create table students.section_learner (
  section_id uuid not null references students.course_section,
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null,
  name_key text not null collate "C",
  institution_id uuid not null references institutions.institution,
  from_date date not null,
  to_date date,
  -- first: first time; relearn: after a fail; improve: to raise a pass (TT 04/2022)
  attempt text not null default 'first' check (attempt in ('first', 'relearn', 'improve')),
  -- why and by which decision the principal relaxed the rule of attendance for a disabled learner (TT 04/2022); null: not
  waiver text,
  primary key (section_id, enrolment_id),
  foreign key (person_id, name_key) references people.person (id, name_key) on update cascade,
  check (to_date is null or to_date >= from_date)
);
create index section_learner_order on students.section_learner (section_id, name_key, enrolment_id);
create index section_learner_enrolment on students.section_learner (enrolment_id);
create index section_learner_person on students.section_learner (person_id);
create index section_learner_institution on students.section_learner (institution_id);

-- A block of the timetable. The database itself refuses two at once in a room, for a teacher, for a class.
create table students.session (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  section_id uuid not null references students.course_section,
  class_group_id uuid references students.class_group,
  teacher_person_id uuid references people.person,
  room_id uuid references students.room,
  during tsrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
  on_date date generated always as ((lower(during))::date) stored,
  kind text not null default 'theory' check (kind in ('theory', 'practice', 'test', 'exam')),
  -- hours of learning it counts for (a theory hour is 45 minutes, a practice hour 60: TT 03/2017)
  hours numeric(4, 1) not null check (hours > 0),
  delivery text not null default 'in_person' check (delivery in ('in_person', 'online')),
  topic text,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  cancel_reason text,
  -- attendance was taken: who is not in students.absence was there
  taken_at timestamptz,
  taken_by text,
  taken_by_name text,
  is_demo boolean not null default false,
  version integer not null default 1,
  constraint session_room_free exclude using gist (room_id with =, during with &&) where (state <> 'cancelled' and room_id is not null),
  constraint session_teacher_free exclude using gist (teacher_person_id with =, during with &&)
    where (state <> 'cancelled' and teacher_person_id is not null),
  constraint session_class_free exclude using gist (class_group_id with =, during with &&)
    where (state <> 'cancelled' and class_group_id is not null)
);
create index session_section on students.session (section_id, during);
create index session_day on students.session (institution_id, on_date, id);
create index session_teacher on students.session (teacher_person_id, on_date);
create index session_class on students.session (class_group_id, on_date);
create index session_room on students.session (room_id, on_date);
-- past sessions without attendance are few among all
create index session_waiting on students.session (institution_id, on_date) where state = 'planned';
create index session_waiting_teacher on students.session (teacher_person_id, on_date) where state = 'planned';

-- Who was not there the whole time. Present leaves no row.
create table students.absence (
  session_id uuid not null references students.session,
  enrolment_id uuid not null references students.enrolment,
  section_id uuid not null references students.course_section,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('absent', 'excused', 'late')),
  -- hours of learning missed; a late arrival may miss none
  hours numeric(4, 1) not null check (hours >= 0),
  -- late: by how many minutes
  late_minutes smallint check (late_minutes between 1 and 600),
  note text,
  at timestamptz not null default now(),
  primary key (session_id, enrolment_id)
);
create index absence_enrolment on students.absence (enrolment_id, section_id);
create index absence_section on students.absence (section_id, enrolment_id);
create index absence_person on students.absence (person_id);
create index absence_institution on students.absence (institution_id);

-- ── marks and results ─────────────────────────────────────────────────────────────────────────────────────────────

-- A column of the mark sheet.
create table students.mark_column (
  id uuid primary key default uuidv7(),
  section_id uuid not null references students.course_section,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('regular', 'periodic', 'exam')),
  position smallint not null,
  name text not null,
  held_on date,
  -- exam: first sitting, second …
  sitting smallint not null default 1 check (sitting between 1 and 9),
  version integer not null default 1,
  unique (section_id, kind, sitting, position)
);
create index mark_column_institution on students.mark_column (institution_id);

-- One cell. Kept small: there are tens of millions.
create table students.mark (
  section_id uuid not null references students.course_section,
  enrolment_id uuid not null references students.enrolment,
  column_id uuid not null references students.mark_column,
  institution_id uuid not null,
  -- scored: value; absent: 0 and the sitting counts; excused: it does not; violated: 0 (TT 04/2022 Đ13–14)
  state text not null default 'scored' check (state in ('scored', 'absent', 'excused', 'violated')),
  value numeric(4, 2) check (value between 0 and 10),
  version integer not null default 1,
  by_account text not null,
  at timestamptz not null default now(),
  primary key (section_id, enrolment_id, column_id),
  check ((state = 'scored') = (value is not null))
);
create index mark_of_column on students.mark (column_id);
create index mark_of_enrolment on students.mark (enrolment_id);

-- A posted result: a frozen fact. A correction is a new row that takes the place of the old one; both stay.
create table students.result (
  id uuid primary key default uuidv7(),
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  course_unit_id uuid not null references curricula.course_unit,
  -- null: recognised from elsewhere
  section_id uuid references students.course_section,
  term_id uuid references students.term,
  -- taught: from a section; recognised: exemption or recognition by decision (grade R)
  source text not null check (source in ('taught', 'recognised')),
  attempt text not null default 'first' check (attempt in ('first', 'relearn', 'improve')),
  sittings smallint not null default 1 check (sittings >= 0),
  credits numeric(4, 1) not null,
  is_condition boolean not null,
  hours_planned numeric(6, 1),
  hours_attended numeric(6, 1),
  average numeric(4, 2),
  exam numeric(4, 2),
  is_eligible boolean not null,
  -- null: not eligible, or recognised without a figure
  grade numeric(4, 2),
  -- the grade of the first sitting: for scholarships and awards
  first_grade numeric(4, 2),
  letter text,
  point4 numeric(3, 2),
  is_passed boolean not null,
  grading_policy_id uuid not null references students.grading_policy,
  -- the calculation, step by step, as grading/ gives it
  steps jsonb not null,
  posted_at timestamptz not null default now(),
  posted_by text not null,
  posted_by_name text not null,
  -- the row this one corrects, why, and who agreed
  corrects_id uuid references students.result,
  reason text,
  approved_by text,
  approved_by_name text,
  decision_id uuid references students.decision,
  -- false once a correction took its place
  is_current boolean not null default true,
  is_demo boolean not null default false,
  check ((corrects_id is null) = (approved_by is null)),
  check (corrects_id is null or reason is not null)
);
create unique index result_once on students.result (enrolment_id, section_id) where is_current and section_id is not null;
create unique index result_recognised_once on students.result (enrolment_id, course_unit_id) where is_current and source = 'recognised';
create index result_enrolment on students.result (enrolment_id, course_unit_id) where is_current;
create index result_section on students.result (section_id);
create index result_unit on students.result (course_unit_id);
create index result_term on students.result (term_id);
create index result_person on students.result (person_id);
create index result_institution on students.result (institution_id);
create index result_policy on students.result (grading_policy_id);
create index result_corrects on students.result (corrects_id) where corrects_id is not null;
create index result_decision on students.result (decision_id);

-- What is posted stays: only the mark that it was corrected may change.
create function students.keep_result() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'is_current' - 'person_id' is distinct from to_jsonb(old) - 'is_current' - 'person_id'
    or (new.is_current and not old.is_current) then
    raise exception 'a posted result is frozen: %', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger result_frozen before update on students.result for each row execute function students.keep_result();

-- Asking another marker to look again (phúc khảo), and asking to correct a posted result.
create table students.result_request (
  id uuid primary key default uuidv7(),
  result_id uuid not null references students.result,
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('remark', 'correction')),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  reason text not null,
  -- correction: the marks as they should be; remark: the second marker's
  proposed jsonb,
  asked_at timestamptz not null default now(),
  asked_by text not null,
  asked_by_name text not null,
  marker_person_id uuid references people.person,
  answer text,
  decided_at timestamptz,
  decided_by text,
  decided_by_name text,
  new_result_id uuid references students.result,
  version integer not null default 1,
  check ((state in ('accepted', 'refused')) = (decided_at is not null))
);
create unique index result_request_one on students.result_request (result_id) where state = 'open';
create index result_request_waiting on students.result_request (institution_id, asked_at) where state = 'open';
create index result_request_enrolment on students.result_request (enrolment_id);
create index result_request_person on students.result_request (person_id);
create index result_request_marker on students.result_request (marker_person_id);
create index result_request_new on students.result_request (new_result_id);

-- Recognition of earlier results and exemptions (TT 04/2022 Đ10): a request with its proof, decided by the principal.
create table students.recognition (
  id uuid primary key default uuidv7(),
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  course_unit_id uuid not null references curricula.course_unit,
  -- full: study and exam; partial: study only, the exam is sat
  scope text not null check (scope in ('full', 'partial')),
  basis text not null,
  evidence text,
  file text,
  grade numeric(4, 2) check (grade between 0 and 10),
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused')),
  decision_id uuid references students.decision,
  answer text,
  result_id uuid references students.result,
  asked_at timestamptz not null default now(),
  version integer not null default 1,
  check (state <> 'granted' or decision_id is not null)
);
create index recognition_enrolment on students.recognition (enrolment_id, course_unit_id);
create index recognition_person on students.recognition (person_id);
create index recognition_institution on students.recognition (institution_id);
create index recognition_unit on students.recognition (course_unit_id);
create index recognition_decision on students.recognition (decision_id);
create index recognition_result on students.recognition (result_id);

-- ── graduation ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Graduation examinations of the year mode: theory, practice, or a thesis (TT 04/2022 Đ23–27).
create table students.graduation_mark (
  id uuid primary key default uuidv7(),
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null references people.person,
  institution_id uuid not null references institutions.institution,
  kind text not null check (kind in ('theory', 'practice', 'thesis')),
  sitting smallint not null default 1,
  on_date date not null,
  state text not null default 'scored' check (state in ('scored', 'absent', 'excused', 'violated')),
  value numeric(4, 2) check (value between 0 and 10),
  by_account text not null,
  at timestamptz not null default now(),
  version integer not null default 1,
  unique (enrolment_id, kind, sitting),
  check ((state = 'scored') = (value is not null))
);
create index graduation_mark_person on students.graduation_mark (person_id);
create index graduation_mark_institution on students.graduation_mark (institution_id);

-- A review of a cohort (xét tốt nghiệp): looked at as often as wanted, frozen once, decided once.
create table students.graduation_review (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  cohort_id uuid not null references students.cohort,
  on_date date not null,
  state text not null default 'draft' check (state in ('draft', 'frozen', 'decided', 'discarded')),
  decision_id uuid references students.decision,
  council jsonb not null default '[]',
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null default now(),
  frozen_at timestamptz,
  is_demo boolean not null default false,
  version integer not null default 1,
  check (state <> 'decided' or decision_id is not null)
);
create index graduation_review_cohort on students.graduation_review (cohort_id, on_date desc);
create index graduation_review_institution on students.graduation_review (institution_id, on_date desc);
create index graduation_review_decision on students.graduation_review (decision_id);

create table students.graduation_case (
  review_id uuid not null references students.graduation_review,
  enrolment_id uuid not null references students.enrolment,
  person_id uuid not null,
  name_key text not null collate "C",
  institution_id uuid not null references institutions.institution,
  is_eligible boolean not null,
  -- each "no": [{key, params, href}]
  reasons jsonb not null default '[]',
  score numeric(4, 2),
  classification text,
  is_downgraded boolean not null default false,
  title text,
  steps jsonb not null default '[]',
  -- left out by hand, with the reason
  is_held_back boolean not null default false,
  held_reason text,
  primary key (review_id, enrolment_id),
  foreign key (person_id, name_key) references people.person (id, name_key) on update cascade,
  check (not is_held_back or held_reason is not null)
);
create index graduation_case_order on students.graduation_case (review_id, name_key, enrolment_id);
create index graduation_case_enrolment on students.graduation_case (enrolment_id);
create index graduation_case_person on students.graduation_case (person_id);
create index graduation_case_institution on students.graduation_case (institution_id);

-- ── who sees what ─────────────────────────────────────────────────────────────────────────────────────────────────

do $$
declare t text;
begin
  -- a learner sees their own rows; an office those of its institutions
  foreach t in array array['learner', 'enrolment', 'status_event', 'conduct', 'guardian_link', 'section_learner', 'absence', 'result',
    'result_request', 'recognition', 'graduation_mark', 'graduation_case', 'policy_fact'] loop
    execute format('alter table students.%I enable row level security', t);
    execute format('create policy %I on students.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]) or person_id = (select platform.own_person()))
      with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
        or person_id = (select platform.own_person()))', t || '_area', t);
  end loop;
  foreach t in array array['cohort', 'class_group', 'decision', 'application', 'graduation_review'] loop
    execute format('alter table students.%I enable row level security', t);
    execute format('create policy %I on students.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
  -- no person in them: whoever may open the page may read
  foreach t in array array['term', 'room', 'period', 'grading_policy', 'intake', 'course_section', 'section_teacher', 'session', 'mark_column'] loop
    execute format('alter table students.%I enable row level security', t);
    execute format('create policy %I on students.%I for select to ngheso_app using (true)', t || '_read', t);
    execute format('create policy %I on students.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
end $$;

-- A learner's own class, cohort and decisions.
create policy cohort_own on students.cohort for select to ngheso_app using (exists (
  select 1 from students.enrolment e where e.cohort_id = cohort.id and e.person_id = (select platform.own_person())));
create policy class_group_own on students.class_group for select to ngheso_app using (exists (
  select 1 from students.enrolment e where e.class_group_id = class_group.id and e.person_id = (select platform.own_person())));
create policy decision_own on students.decision for select to ngheso_app using (exists (
  select 1 from students.status_event s where s.decision_id = decision.id and s.person_id = (select platform.own_person())));

-- Marks carry no person: their row is reached by its institution, or as one's own.
alter table students.mark enable row level security;
create policy mark_area on students.mark to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or exists (select 1 from students.enrolment e where e.id = mark.enrolment_id and e.person_id = (select platform.own_person())))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));

-- Moves rows from one person to another when two records are found to be one (people.merge-people), or back. A learner record of
-- both at one institution stays where it is: the school decides which of the two it keeps.
create function students.move_person(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language plpgsql as $$
declare
  moved jsonb := '[]';
  rows jsonb;
  t text;
  ids uuid[];
begin
  select array_agg(l.id) into ids from students.learner l
  where l.person_id = from_person and (only_ids is null or l.id = any (only_ids))
    and not exists (select 1 from students.learner o where o.institution_id = l.institution_id and o.person_id = to_person);
  update students.learner l set person_id = to_person, name_key = p.name_key from people.person p
    where p.id = to_person and l.id = any (ids);
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'students.learner', 'id', l.id, 'institution', l.institution_id)), '[]')
    into moved from students.learner l where l.id = any (ids);
  update students.enrolment e set person_id = to_person, name_key = p.name_key from people.person p
    where p.id = to_person and e.learner_id = any (ids);
  update students.section_learner s set person_id = to_person, name_key = p.name_key from people.person p, students.enrolment e
    where p.id = to_person and s.enrolment_id = e.id and e.learner_id = any (ids);
  update students.graduation_case s set person_id = to_person, name_key = p.name_key from people.person p, students.enrolment e
    where p.id = to_person and s.enrolment_id = e.id and e.learner_id = any (ids);
  foreach t in array array['status_event', 'conduct', 'absence', 'result', 'result_request', 'recognition', 'graduation_mark'] loop
    execute format('update students.%I s set person_id = $1 from students.enrolment e where s.enrolment_id = e.id and e.learner_id = any ($2)', t)
      using to_person, ids;
  end loop;
  update students.guardian_link set person_id = to_person where learner_id = any (ids);
  -- facts of the person alone
  with facts as (
    update students.policy_fact set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids)) returning id, institution_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'students.policy_fact', 'id', id, 'institution', institution_id)), '[]')
    into rows from facts;
  return moved || rows;
end $$;

grant select, insert, update, delete on all tables in schema students to ngheso_app;
revoke delete on students.result, students.decision from ngheso_app;
revoke all on all functions in schema students from public;
grant execute on all functions in schema students to ngheso_app;
