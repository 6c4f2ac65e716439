-- Moves the account of a person, and the rights over the person's own record, when two records are found to be one
-- (people.merge-people), or back. Where the other record has an account already, both stay as they are: an administrator decides.
create function identity.move_person(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language plpgsql set search_path = '' as $$
declare moved jsonb;
begin
  with account as (
    update identity.account a set person_id = to_person, version = a.version + 1
    where a.person_id = from_person and (only_ids is null or a.id = any (only_ids))
      and not exists (select 1 from identity.account o where o.person_id = to_person) returning a.id)
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'identity.account', 'id', id, 'institution', null)), '[]') into moved from account;
  with held as (
    update identity.grant g set area_id = to_person::text, version = g.version + 1
    where g.area_kind = 'self' and g.area_id = from_person::text and g.revoked_at is null and (only_ids is null or g.id = any (only_ids))
      and not exists (select 1 from identity.account o where o.id = g.account_id and o.person_id = from_person)
    returning g.id, g.institution_id)
  select moved || coalesce(jsonb_agg(jsonb_build_object('subject', 'identity.grant', 'id', id, 'institution', institution_id)), '[]')
    into moved from held;
  return moved;
end $$;
revoke all on function identity.move_person(uuid, uuid, uuid[]) from public;
grant execute on function identity.move_person(uuid, uuid, uuid[]) to ngheso_app;

-- Accounts of records that were merged before.
do $$
declare one record;
begin
  if to_regclass('people.person') is null then return; end if;
  for one in execute 'with recursive line (loser, winner) as (
      select id, merged_into from people.person where merged_into is not null
      union all select l.loser, p.merged_into from line l join people.person p on p.id = l.winner where p.merged_into is not null)
    select l.loser, l.winner from line l join people.person p on p.id = l.winner and p.merged_into is null order by l.loser'
  loop
    perform identity.move_person(one.loser, one.winner, null);
  end loop;
end $$;
