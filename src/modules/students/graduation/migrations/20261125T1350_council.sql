-- A decision of the school's head that names a council.
alter table students.decision drop constraint decision_kind_check;
alter table students.decision add constraint decision_kind_check check (kind in ('admission', 'class', 'reserve', 'suspend', 'return',
  'transfer', 'withdraw', 'dismiss', 'discipline', 'award', 'recognition', 'graduation', 'correction', 'council'));

-- Councils of a cohort's graduation (TT 04/2022 Đ23–27, 34–35) as their decision names them. What a decision says does not
-- change: another decision makes another council.
create table students.council (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  cohort_id uuid not null references students.cohort,
  -- graduation: holds the examination and reviews; thesis: hears and marks theses
  kind text not null check (kind in ('graduation', 'thesis')),
  decision_id uuid not null references students.decision,
  -- [{name, role, capacity}]
  members jsonb not null,
  -- why it was entered by mistake; null: it stands
  withdrawn_reason text,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
create index council_cohort on students.council (cohort_id, created_at desc);
create index council_institution on students.council (institution_id);
create index council_decision on students.council (decision_id);
alter table students.council enable row level security;
create policy council_area on students.council to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, update on students.council to ngheso_app;

-- The council that agreed to a frozen list; its members as they were then stay in `council`.
alter table students.graduation_review add column council_id uuid references students.council;
create index graduation_review_council on students.graduation_review (council_id) where council_id is not null;
