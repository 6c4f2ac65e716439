-- What an issue begins from: a graduation decision, a finished training class of teachers, or a list typed by hand.
alter table diplomas.issue_run
  add column source text not null default 'graduation' check (source in ('graduation', 'course', 'list')),
  add column course_run_id uuid references staff.course_run,
  -- list: the course all of them took, shape: `programme` of the content (diploma.ts)
  add column programme jsonb,
  -- who signs; the work goes on in their name after a restart
  add column signed_by text,
  add column signed_by_name text,
  add column signed_at timestamptz,
  add constraint issue_run_source check ((source = 'course') = (course_run_id is not null) and (source = 'list') = (programme is not null)),
  add constraint issue_run_signed check (state not in ('signing', 'issued') or signed_by is not null);
create index issue_run_course on diplomas.issue_run (course_run_id) where course_run_id is not null;
-- runs under way: what the worker looks for after a restart
create index issue_run_signing on diplomas.issue_run (id) where state = 'signing';

alter table diplomas.diploma
  -- draft: every "no" of the check before numbering, [{code, params, href}]
  add column faults jsonb not null default '[]',
  -- numbered: why signing failed the last time, {key, params}; null: not tried, or done
  add column failure jsonb,
  add column search text generated always as (platform.fold(content #>> '{holder,full_name}')) stored;
create index diploma_search on diplomas.diploma using gin (search gin_trgm_ops);
create index diploma_unsigned on diplomas.diploma (run_id, entry) where state = 'numbered';

-- Who of a run's list gets none now, with the reason.
create table diplomas.left_out (
  id uuid primary key default uuidv7(),
  run_id uuid not null references diplomas.issue_run,
  institution_id uuid not null references institutions.institution,
  person_id uuid not null references people.person,
  enrolment_id uuid references students.enrolment,
  reason text not null check (reason <> ''),
  by_account text not null,
  by_name text not null,
  at timestamptz not null default now(),
  unique (run_id, person_id)
);
create index left_out_institution on diplomas.left_out (institution_id);
create index left_out_person on diplomas.left_out (person_id);
create index left_out_enrolment on diplomas.left_out (enrolment_id) where enrolment_id is not null;

-- A one-time code sent to the holder, who says it when the diploma is handed over. Kept as a keyed index only.
create table diplomas.handover_code (
  diploma_id uuid primary key references diplomas.diploma,
  institution_id uuid not null references institutions.institution,
  code_index text not null,
  until timestamptz not null
);
create index handover_code_institution on diplomas.handover_code (institution_id);

do $$
declare t text;
begin
  foreach t in array array['left_out', 'handover_code'] loop
    execute format('alter table diplomas.%I enable row level security', t);
    execute format('create policy %I on diplomas.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
end $$;
grant select, insert, update, delete on diplomas.left_out, diplomas.handover_code to ngheso_app;

-- Ids whose holder's name holds the folded text. The index of trigrams is read here, outside row-level security; whoever joins the
-- ids with the table sees only what it may.
create function diplomas.by_name(folded text) returns setof uuid
  language sql stable security definer rows 200 set search_path = ''
begin atomic
  select d.id from diplomas.diploma d where d.search like '%' || folded || '%';
end;
revoke all on function diplomas.by_name(text) from public;
grant execute on function diplomas.by_name(text) to ngheso_app;

-- A row that would meet another of the same run stays where it is.
create function diplomas.move_person_left_out(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql as $$
  with moved as (
    update diplomas.left_out l set person_id = to_person
    where l.person_id = from_person and (only_ids is null or l.id = any (only_ids))
      and not exists (select 1 from diplomas.left_out o where o.run_id = l.run_id and o.person_id = to_person)
    returning l.id, l.institution_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'diplomas.left_out', 'id', id, 'institution', institution_id)), '[]') from moved
$$;
revoke all on function diplomas.move_person_left_out(uuid, uuid, uuid[]) from public;
grant execute on function diplomas.move_person_left_out(uuid, uuid, uuid[]) to ngheso_app;
