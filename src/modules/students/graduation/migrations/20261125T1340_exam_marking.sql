-- Independent marking of a sitting of the graduation examination: who marks, which papers, and what each marker gave. The
-- marks become the exam's marks when the round is closed; until then no marker reads another's.
create table students.exam_marking (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  cohort_id uuid not null references students.cohort,
  kind text not null check (kind in ('theory', 'practice', 'thesis')),
  sitting smallint not null check (sitting between 1 and 9),
  -- the day of the examination
  held_on date not null,
  -- markers see codes (số phách) instead of names
  is_blind boolean not null,
  state text not null default 'open' check (state in ('open', 'closed', 'discarded')),
  discard_reason text,
  opened_by text not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'discarded') = (discard_reason is not null))
);
create index exam_marking_cohort on students.exam_marking (cohort_id, kind, sitting);
create unique index exam_marking_one on students.exam_marking (cohort_id, kind, sitting) where state <> 'discarded';
create index exam_marking_institution on students.exam_marking (institution_id) where state = 'open';

create table students.exam_marker (
  id uuid primary key default uuidv7(),
  marking_id uuid not null references students.exam_marking,
  institution_id uuid not null references institutions.institution,
  marker_person_id uuid not null references people.person,
  position smallint not null check (position between 1 and 9),
  -- asked for the papers on which the others differ too much
  is_third boolean not null default false,
  handed_in_at timestamptz,
  unique (marking_id, marker_person_id),
  unique (marking_id, position)
);
create index exam_marker_person on students.exam_marker (marker_person_id);
create index exam_marker_institution on students.exam_marker (institution_id);
create unique index exam_marker_third on students.exam_marker (marking_id) where is_third;

create table students.exam_paper (
  id uuid primary key default uuidv7(),
  marking_id uuid not null references students.exam_marking,
  enrolment_id uuid not null references students.enrolment,
  institution_id uuid not null references institutions.institution,
  -- số phách
  code text not null,
  unique (marking_id, enrolment_id),
  unique (marking_id, code)
);
create index exam_paper_enrolment on students.exam_paper (enrolment_id);
create index exam_paper_institution on students.exam_paper (institution_id);

create table students.exam_paper_mark (
  paper_id uuid not null references students.exam_paper,
  marker_id uuid not null references students.exam_marker,
  institution_id uuid not null references institutions.institution,
  value numeric(4, 2) not null check (value between 0 and 10),
  version integer not null default 1,
  by_account text not null,
  at timestamptz not null default now(),
  primary key (paper_id, marker_id)
);
create index exam_paper_mark_marker on students.exam_paper_mark (marker_id);
create index exam_paper_mark_institution on students.exam_paper_mark (institution_id);

-- What a marker has handed in stays as it was.
create function students.keep_exam_paper_mark() returns trigger language plpgsql as $$
begin
  if exists (select 1 from students.exam_marker m where m.id = case when tg_op = 'DELETE' then old.marker_id else new.marker_id end
      and m.handed_in_at is not null) then
    raise exception 'the marks of a marker who has handed in do not change' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger exam_paper_mark_kept before insert or update or delete on students.exam_paper_mark
  for each row execute function students.keep_exam_paper_mark();

do $$
declare t text;
begin
  foreach t in array array['exam_marking', 'exam_marker', 'exam_paper', 'exam_paper_mark'] loop
    execute format('alter table students.%I enable row level security', t);
    execute format('create policy %I on students.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
    execute format('grant select, insert, update, delete on students.%I to ngheso_app', t);
  end loop;
end $$;

-- A marker whose two records are found to be one marks on under the one that stays.
create function students.move_person_as_marker(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql as $$
  with moved as (
    update students.exam_marker m set marker_person_id = to_person
    where m.marker_person_id = from_person and (only_ids is null or m.id = any (only_ids))
      and not exists (select 1 from students.exam_marker o where o.marking_id = m.marking_id and o.marker_person_id = to_person)
    returning m.id, m.institution_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'students.exam_marker', 'id', id, 'institution', institution_id)), '[]')
  from moved;
$$;
revoke all on function students.keep_exam_paper_mark(), students.move_person_as_marker(uuid, uuid, uuid[]) from public;
grant execute on function students.keep_exam_paper_mark(), students.move_person_as_marker(uuid, uuid, uuid[]) to ngheso_app;
