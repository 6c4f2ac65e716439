-- A person has one account: a second one tied to the same person would open what is private to them.
drop index identity.account_person;
create unique index account_person on identity.account (person_id);

-- The account of a person, also one outside the asker's area.
create function identity.account_of_person(person uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog
  return (select id from identity.account where person_id = person);
revoke all on function identity.account_of_person(uuid) from public;
grant execute on function identity.account_of_person(uuid) to ngheso_app;
