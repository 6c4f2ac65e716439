-- Has the module a row of the person at the institution? A link of people.link whose source is this module rests on it
-- (people.undo-merge asks before it takes a link away).
create function staff.holds_person(person uuid, institution uuid) returns boolean
  language sql stable
begin atomic
  select exists (select 1 from staff.post r where r.person_id = person and r.institution_id = institution)
    or exists (select 1 from staff.training_claim r where r.person_id = person and r.institution_id = institution)
    or exists (select 1 from staff.enrolment r where r.person_id = person and r.institution_id = institution)
    or exists (select 1 from staff.certificate r where r.person_id = person and r.institution_id = institution)
    or exists (select 1 from staff.outside_certificate r where r.person_id = person and r.institution_id = institution);
end;
grant execute on function staff.holds_person(uuid, uuid) to ngheso_app;
