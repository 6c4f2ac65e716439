-- A list somebody had checked at once: the rows as they were sent, with their answers, sealed; for a day, for whoever holds the
-- address that was given for it.
create table diplomas.checked_list (
  token_hash text primary key,
  sealed text not null,
  rows integer not null check (rows > 0),
  made_at timestamptz not null default now()
);
create index checked_list_made on diplomas.checked_list (made_at);
alter table diplomas.checked_list enable row level security;
create policy checked_list_keep on diplomas.checked_list for insert to ngheso_app with check (true);
create function diplomas.checked_list_of(hash text) returns text
  language sql stable security definer set search_path = ''
begin atomic
  select c.sealed from diplomas.checked_list c where c.token_hash = hash and c.made_at > now() - interval '1 day';
end;
revoke all on function diplomas.checked_list_of(text) from public;
grant execute on function diplomas.checked_list_of(text) to ngheso_app;
grant insert on diplomas.checked_list to ngheso_app;
