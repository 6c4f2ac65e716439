-- The DID under which a credential key speaks: the school's, at the address the installation had when the key was made.
alter table diplomas.signing_key add column controller text;
alter table diplomas.signing_key add constraint signing_key_controller
  check ((purpose = 'credential') = (controller is not null));
create unique index signing_key_published on diplomas.signing_key (controller, name) where controller is not null;

-- Places of a school's lists of status. What stands in the lists is derived from the diplomas; here is only how many places are
-- taken, and the seed of the order in which they are drawn.
create table diplomas.status_list (
  institution_id uuid not null references institutions.institution,
  list integer not null check (list > 0),
  taken integer not null default 0 check (taken between 0 and 131072),
  seed text not null,
  primary key (institution_id, list)
);
alter table diplomas.status_list enable row level security;
create policy status_list_area on diplomas.status_list to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[]));
grant select, insert, update on diplomas.status_list to ngheso_app;

create index diploma_status on diplomas.diploma (institution_id, status_list, status_index)
  where state in ('corrected', 'replaced', 'revoked', 'void', 'suspended') and status_list is not null;

-- What anybody may know of an issuer: its public keys, those out of use too. Null: no such issuer.
create function diplomas.published_keys(asked text) returns jsonb
  language sql stable security definer set search_path = ''
begin atomic
  select jsonb_build_object('institution', min(k.institution_id::text),
    'keys', jsonb_agg(jsonb_build_object('name', k.name, 'public_part', k.public_part, 'revoked_on', k.revoked_on)
      order by k.from_date, k.name))
  from diplomas.signing_key k where k.controller = asked and k.purpose = 'credential' having count(*) > 0;
end;

-- The places set in a list, and nothing of whose they are. Null: no such list.
create function diplomas.status_places(institution uuid, asked integer, purpose text) returns integer[]
  language sql stable security definer set search_path = ''
begin atomic
  select array(
    select d.status_index from diplomas.diploma d
    where d.institution_id = institution and d.status_list = asked
      and d.state in ('corrected', 'replaced', 'revoked', 'void', 'suspended')
      and (d.state = 'suspended') = (purpose = 'suspension')
    order by d.status_index)
  from diplomas.status_list s where s.institution_id = institution and s.list = asked;
end;
revoke all on function diplomas.published_keys(text), diplomas.status_places(uuid, integer, text) from public;
grant execute on function diplomas.published_keys(text), diplomas.status_places(uuid, integer, text) to ngheso_app;
