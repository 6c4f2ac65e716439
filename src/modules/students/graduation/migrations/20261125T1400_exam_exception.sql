-- A learner let in to the graduation examination though a condition is not met, by the head of the school and with the reason.
create table students.exam_exception (
  enrolment_id uuid primary key references students.enrolment,
  institution_id uuid not null references institutions.institution,
  reason text not null,
  by_account text not null,
  by_name text not null,
  at timestamptz not null default now()
);
create index exam_exception_institution on students.exam_exception (institution_id);
alter table students.exam_exception enable row level security;
create policy exam_exception_area on students.exam_exception to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, delete on students.exam_exception to ngheso_app;
