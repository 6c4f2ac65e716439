-- Bytes kept for a batch: its ZIP, and the files read from it. They are named here until it ends, then let go; what became part of
-- a draft is named there.
alter table resources.import_batch add column kept text[] not null default '{}';

create function resources.let_go_batch() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into resources.let_go (hash, since)
    select distinct h, now() from unnest(old.kept || new.kept || old.hash || new.hash) h where h <> ''
    on conflict (hash) do update set since = excluded.since;
  new.kept := '{}';
  new.hash := '';
  return new;
end $$;
revoke all on function resources.let_go_batch() from public;
create trigger let_go_batch before update on resources.import_batch
  for each row when (new.state in ('faulty', 'done', 'discarded') and (new.hash <> '' or new.kept <> '{}'))
  execute function resources.let_go_batch();

update resources.import_batch set hash = hash where state in ('faulty', 'done', 'discarded');
