-- Has the module a row of the person at the institution? A link of people.link whose source is this module rests on it
-- (people.undo-merge asks before it takes a link away). All else of a learner hangs on the learner's record.
create function students.holds_person(person uuid, institution uuid) returns boolean
  language sql stable
begin atomic
  select exists (select 1 from students.learner r where r.person_id = person and r.institution_id = institution)
    or exists (select 1 from students.policy_fact r where r.person_id = person and r.institution_id = institution);
end;
revoke all on function students.holds_person(uuid, uuid) from public;
grant execute on function students.holds_person(uuid, uuid) to ngheso_app;
