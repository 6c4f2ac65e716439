-- Who teaches the sections a person learns in: the name alone, though the teacher's own record is out of a learner's sight.
create function students.own_teachers() returns table (person_id uuid, full_name text)
  language sql stable security definer set search_path = ''
begin atomic
  select distinct p.id, p.full_name from students.section_learner r
  join students.section_teacher t on t.section_id = r.section_id join people.person p on p.id = t.person_id
  where r.person_id = (select platform.own_person());
end;
revoke all on function students.own_teachers() from public;
grant execute on function students.own_teachers() to ngheso_app;
