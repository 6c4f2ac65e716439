-- Applicants ticked "Bộ đội, công an xuất ngũ" under the code that everywhere else says "Cử tuyển": it becomes a group of its own.
alter table students.policy_fact drop constraint policy_fact_kind_check;
alter table students.policy_fact add constraint policy_fact_kind_check check (kind in
  ('poor', 'near_poor', 'ethnic_minority', 'disability', 'orphan', 'merit_family', 'hard_area', 'border_island', 'recruited', 'discharged'));

-- Facts that came of such an application carry its code.
update students.policy_fact f set kind = 'discharged', version = f.version + 1
  from students.application a where a.source <> 'import' and f.kind = 'recruited' and f.note = a.code;
update students.application a set claims = (
    select jsonb_agg(case when c = '"recruited"'::jsonb then '"discharged"'::jsonb else c end) from jsonb_array_elements(a.claims) c)
  where a.source <> 'import' and a.claims @> '["recruited"]';

-- An imported applicant is written to with code and link like any other, and follows the application by them.
create or replace function students.application_of(given_code text, birth date) returns setof students.application
  language sql stable security definer set search_path = ''
begin atomic
  select a.* from students.application a where a.code = given_code and a.birth_date = birth;
end;
