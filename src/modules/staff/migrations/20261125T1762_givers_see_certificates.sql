-- Whoever gives a class issues its certificates, also to people of other schools, and sees which are issued.
create policy certificate_giver on staff.certificate to ngheso_app using (enrolment_id in (
  select e.id from staff.enrolment e join staff.course_run r on r.id = e.run_id
  where r.institution_id = any ((select platform.reached_institutions())::uuid[])));
