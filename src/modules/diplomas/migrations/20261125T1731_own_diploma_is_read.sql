-- A holder's own session reads its diplomas, what happened to them and its copies; of these it writes only that a copy is asked for.
drop policy diploma_area on diplomas.diploma;
drop policy event_area on diplomas.event;
drop policy certified_copy_area on diplomas.certified_copy;
create policy diploma_area on diplomas.diploma to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[])
  or institution_id = any ((select diplomas.reached_issuers())::uuid[]));
create policy event_area on diplomas.event to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[])
  or institution_id = any ((select diplomas.reached_issuers())::uuid[]));
create policy certified_copy_area on diplomas.certified_copy to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));

create policy diploma_own on diplomas.diploma for select to ngheso_app using (person_id = (select platform.own_person()));
create policy event_own on diplomas.event for select to ngheso_app using (person_id = (select platform.own_person()));
create policy certified_copy_own on diplomas.certified_copy for select to ngheso_app
  using (person_id = (select platform.own_person()));
create policy certified_copy_ask on diplomas.certified_copy for insert to ngheso_app
  with check (person_id = (select platform.own_person()) and state = 'asked');
