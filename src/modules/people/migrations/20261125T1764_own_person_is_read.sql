-- A person's own session reads its own record and where it is held; both are written by those who keep them.
drop policy person_area on people.person;
create policy person_area on people.person to ngheso_app
  using ((select platform.reaches_all()) or exists (select 1 from people.link l where l.person_id = person.id
    and l.institution_id = any ((select platform.reached_institutions())::uuid[])))
  with check (true);
create policy person_own on people.person for select to ngheso_app using (id = (select platform.own_person()));
drop policy link_area on people.link;
create policy link_area on people.link to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
create policy link_own on people.link for select to ngheso_app using (person_id = (select platform.own_person()));
