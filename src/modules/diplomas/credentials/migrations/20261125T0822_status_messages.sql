-- The list of messages says of those set in the list of revocations which were corrected (2 × place) and which replaced (2 × place + 1).
create or replace function diplomas.status_places(institution uuid, asked integer, purpose text) returns integer[]
  language sql stable security definer set search_path = ''
begin atomic
  select array(
    select case when purpose = 'message' then 2 * d.status_index + (d.state = 'replaced')::integer else d.status_index end
    from diplomas.diploma d
    where d.institution_id = institution and d.status_list = asked
      and d.state in ('corrected', 'replaced', 'revoked', 'void', 'suspended')
      and case purpose
        when 'message' then d.state in ('corrected', 'replaced')
        when 'suspension' then d.state = 'suspended'
        else d.state <> 'suspended' end
    order by 1)
  from diplomas.status_list s where s.institution_id = institution and s.list = asked;
end;
