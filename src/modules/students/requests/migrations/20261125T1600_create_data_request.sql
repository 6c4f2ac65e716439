-- A request is of a learner record: when two records of a person become one, it moves along.
alter table students.learner add constraint learner_of_person unique (id, person_id);

-- A learner asks that facts about them be mended, with a photo of the paper that proves it; somebody of the school decides.
create table students.data_request (
  id uuid primary key default uuidv7(),
  learner_id uuid not null,
  person_id uuid not null,
  institution_id uuid not null references institutions.institution,
  -- which facts: the values, old and new, and the reason are sealed
  fields text[] not null check (cardinality(fields) > 0 and fields <@ array['full_name', 'birth', 'sex', 'ethnicity', 'citizen_number',
    'phone', 'email', 'address']),
  proposed text not null,
  -- [{hash, name, kind}]
  files jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  asked_at timestamptz not null default now(),
  answer text,
  decided_at timestamptz,
  decided_by text,
  decided_by_name text,
  version integer not null default 1,
  foreign key (learner_id, person_id) references students.learner (id, person_id) on update cascade,
  check ((state in ('accepted', 'refused')) = (decided_at is not null))
);
create unique index data_request_one on students.data_request (learner_id) where state = 'open';
create index data_request_learner on students.data_request (learner_id, person_id);
create index data_request_person on students.data_request (person_id, asked_at desc);
create index data_request_waiting on students.data_request (institution_id, asked_at, id) where state = 'open';
create index data_request_institution on students.data_request (institution_id, asked_at desc, id);
grant select, insert, update on students.data_request to ngheso_app;

alter table students.data_request enable row level security;
create policy data_request_area on students.data_request to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]) or person_id = (select platform.own_person()))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or person_id = (select platform.own_person()));

-- A learner's own transcript names the decided list they graduated by, and every decision about them.
create policy graduation_review_own on students.graduation_review for select to ngheso_app using (state = 'decided' and exists (
  select 1 from students.graduation_case g where g.review_id = graduation_review.id and g.person_id = (select platform.own_person())));
create policy decision_own_acts on students.decision for select to ngheso_app using (
  exists (select 1 from students.recognition r where r.decision_id = decision.id and r.person_id = (select platform.own_person()))
  or exists (select 1 from students.conduct c where c.decision_id = decision.id and c.person_id = (select platform.own_person())));
