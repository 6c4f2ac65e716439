-- What its own school's decider handed in: nobody there may decide it where there is no other, so the department sees it.
alter table resources.submission add column is_deciders_own boolean not null default false;

-- Whoever is named and taken out again on one day was in the team on none.
alter table resources.team_member drop constraint team_member_check;
alter table resources.team_member add constraint team_member_check check (to_date is null or to_date >= from_date - 1);

-- The day is the one in Vietnam, wherever the database stands.
create or replace function resources.reviewed_resources() returns uuid[]
  language sql stable security definer set search_path = ''
begin atomic
  select case when platform.own_account() = '' then '{}'::uuid[] else coalesce(array_agg(distinct v.resource_id), '{}'::uuid[]) end
  from resources.submission s join resources.version v on v.id = s.version_id
  where exists (select 1 from resources.review r where r.submission_id = s.id and r.account = platform.own_account())
    or (s.space = 'province' and s.state in ('waiting', 'reviewed') and exists (select 1 from resources.team_member m
      where m.institution_id is null and m.person_id = platform.own_person() and m.from_date <= (now() at time zone 'Asia/Ho_Chi_Minh')::date
        and coalesce(m.to_date, 'infinity') >= (now() at time zone 'Asia/Ho_Chi_Minh')::date));
end;
