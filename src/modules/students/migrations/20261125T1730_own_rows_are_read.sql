-- A person's own session reads its own rows. It writes only what a learner sends: a request, and taking it back.
create function students.is_decided(review uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (select 1 from students.graduation_review r where r.id = review and r.state = 'decided');
end;
revoke all on function students.is_decided(uuid) from public;
grant execute on function students.is_decided(uuid) to ngheso_app;

do $$
declare t text;
begin
  foreach t in array array['learner', 'enrolment', 'status_event', 'conduct', 'guardian_link', 'section_learner', 'absence', 'result',
    'result_request', 'recognition', 'graduation_mark', 'policy_fact', 'data_request', 'graduation_case', 'mark'] loop
    execute format('drop policy %I on students.%I', t || '_area', t);
    execute format('create policy %I on students.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
    if t not in ('graduation_case', 'mark') then
      execute format('create policy %I on students.%I for select to ngheso_app using (person_id = (select platform.own_person()))',
        t || '_own', t);
    end if;
  end loop;
end $$;

-- Drafts and frozen lists are for the office, as the reviews they belong to.
create policy graduation_case_own on students.graduation_case for select to ngheso_app
  using (person_id = (select platform.own_person()) and students.is_decided(review_id));
create policy mark_own on students.mark for select to ngheso_app using (exists (
  select 1 from students.enrolment e where e.id = mark.enrolment_id and e.person_id = (select platform.own_person())));

create policy result_request_ask on students.result_request for insert to ngheso_app
  with check (person_id = (select platform.own_person()) and state = 'open');
create policy result_request_withdraw on students.result_request for update to ngheso_app
  using (person_id = (select platform.own_person()) and state = 'open')
  with check (person_id = (select platform.own_person()) and state = 'withdrawn');
create policy recognition_ask on students.recognition for insert to ngheso_app
  with check (person_id = (select platform.own_person()) and state = 'asked');
create policy data_request_ask on students.data_request for insert to ngheso_app
  with check (person_id = (select platform.own_person()) and state = 'open');
create policy data_request_withdraw on students.data_request for update to ngheso_app
  using (person_id = (select platform.own_person()) and state = 'open')
  with check (person_id = (select platform.own_person()) and state = 'withdrawn');
