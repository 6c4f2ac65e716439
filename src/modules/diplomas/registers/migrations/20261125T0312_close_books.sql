-- A book is closed when its year is over: what it held is said once and no line is added any more.
alter table diplomas.book add column closed_on date, add column closed_by text, add column closed_by_name text,
  add constraint book_closed_whole check ((closed_on is null) = (closed_by is null) and (closed_on is null) = (closed_by_name is null));
create index book_issuer on diplomas.book (issuer_id, year desc, id);
create index book_all on diplomas.book (year desc, id);

-- Lines of a register we keep have no gap: whoever raises the last number has written the lines when the act is committed.
create function diplomas.keep_entries() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  lines integer;
  top integer;
  last integer;
begin
  select b.last_entry into last from diplomas.book b where b.id = new.id;
  select count(*), coalesce(max(d.entry), 0) into lines, top from diplomas.diploma d where d.book_id = new.id;
  if lines <> last or top <> last then
    raise exception 'a gap in register %: % lines up to %, last number %', new.id, lines, top, last using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger book_without_gap after update of last_entry on diplomas.book deferrable initially deferred
  for each row when (new.purpose = 'original' and new.origin = 'kept') execute function diplomas.keep_entries();

-- A closed book takes no more lines, and its year does not open again.
create function diplomas.keep_closed() returns trigger language plpgsql as $$
begin
  if new.last_entry <> old.last_entry or new.closed_on is distinct from old.closed_on then
    raise exception 'a closed register stays as it is: %', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger book_closed before update on diplomas.book for each row when (old.closed_on is not null) execute function diplomas.keep_closed();
revoke all on function diplomas.keep_entries(), diplomas.keep_closed() from public;
