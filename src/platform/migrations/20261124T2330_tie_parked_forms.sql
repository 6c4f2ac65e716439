-- Whose a parked form is: the account whose session had ended, else the browser that sent it (digest of its cookie).
delete from platform.parked_form;
alter table platform.parked_form add column account text, add column browser text,
  add constraint parked_form_whose check (num_nonnulls(account, browser) = 1);

-- Who looked at whom is read by the person looked at and by who reaches everything, whatever a query forgets.
alter table platform.look enable row level security;
create policy look_own on platform.look for select to ngheso_app
  using ((select platform.reaches_all())
    or subject_ids && array[(select platform.own_account()), coalesce((select platform.own_person())::text, '')]);
create policy look_write on platform.look for insert to ngheso_app with check (true);

create index look_at on platform.look (at);
create index sent_form_at on platform.sent_form (at);
