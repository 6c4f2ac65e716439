-- A person's own session reads its own rows. It writes only what somebody sends of themselves: that they come to a class, that they
-- do not, and a certificate to be verified.
drop policy post_area on staff.post;
create policy post_area on staff.post to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
drop policy training_claim_area on staff.training_claim;
create policy training_claim_area on staff.training_claim to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
drop policy qualification_area on staff.qualification;
create policy qualification_area on staff.qualification to ngheso_app using ((select platform.reaches_all())
  or exists (select 1 from people.link l where l.person_id = qualification.person_id
    and l.institution_id = any ((select platform.reached_institutions())::uuid[])));

do $$
declare t text;
begin
  foreach t in array array['certificate', 'outside_certificate', 'enrolment'] loop
    execute format('drop policy %I on staff.%I', t || '_area', t);
    execute format('create policy %I on staff.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[])
      or person_id in (select l.person_id from people.link l
        where l.institution_id = any ((select platform.reached_institutions())::uuid[])))', t || '_area', t);
  end loop;
  foreach t in array array['post', 'training_claim', 'qualification', 'certificate', 'outside_certificate', 'enrolment'] loop
    execute format('create policy %I on staff.%I for select to ngheso_app using (person_id = (select platform.own_person()))',
      t || '_own', t);
  end loop;
end $$;
-- whoever gives the class sees who comes
create policy enrolment_giver on staff.enrolment to ngheso_app using (run_id in (
  select r.id from staff.course_run r where r.institution_id = any ((select platform.reached_institutions())::uuid[])));

create policy enrolment_come on staff.enrolment for insert to ngheso_app
  with check (person_id = (select platform.own_person()) and outcome is null);
create policy enrolment_stay_away on staff.enrolment for update to ngheso_app
  using (person_id = (select platform.own_person()) and outcome is null)
  with check (person_id = (select platform.own_person()) and outcome is null);
-- who comes again stands at the end of the queue: the row taken back goes
create policy enrolment_again on staff.enrolment for delete to ngheso_app
  using (person_id = (select platform.own_person()) and is_cancelled);
create policy outside_certificate_send on staff.outside_certificate for insert to ngheso_app
  with check (person_id = (select platform.own_person()) and state = 'pending');
