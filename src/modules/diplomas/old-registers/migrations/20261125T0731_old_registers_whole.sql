-- Scans: how they are turned for reading, their size, and an order that can be mended.
alter table diplomas.old_page
  add column rotation smallint not null default 0 check (rotation in (0, 90, 180, 270)),
  add column width integer not null default 1000 check (width > 0),
  add column height integer not null default 1400 check (height > 0);
alter table diplomas.old_page drop constraint old_page_book_id_number_key;
alter table diplomas.old_page add constraint old_page_number unique (book_id, number) deferrable initially deferred;

-- A keying somebody let go, or that was taken back, keeps what was typed; its place is free for others. `wrong`: fields in which it
-- differed from what was settled.
alter table diplomas.old_keying add column left_at timestamptz, add column wrong integer;
alter table diplomas.old_keying drop constraint old_keying_page_id_round_key;
create unique index old_keying_place on diplomas.old_keying (page_id, round) where left_at is null;
-- What a book does not say is null.
update diplomas.old_keying k set rows = (
  select coalesce(jsonb_agg((select jsonb_object_agg(f.key, case when f.value = '""' then 'null' else f.value end) from jsonb_each(r.value) f)
    order by r.place), '[]') from jsonb_array_elements(k.rows) with ordinality r(value, place));

-- A wrong page leaves before anybody keyed it; then what was left of empty keyings leaves too.
create function diplomas.keep_old_page() returns trigger language plpgsql as $$
begin
  if old.state <> 'scanned' or exists (select 1 from diplomas.old_keying k where k.page_id = old.id) then
    raise exception 'a keyed page of an old register stays: %', old.id using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger old_page_stays before delete on diplomas.old_page for each row execute function diplomas.keep_old_page();
create function diplomas.keep_old_keying() returns trigger language plpgsql as $$
begin
  if old.is_done or (old.left_at is null and old.rows <> '[]') then
    raise exception 'a keying of an old register stays: %', old.id using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger old_keying_stays before delete on diplomas.old_keying for each row execute function diplomas.keep_old_keying();
grant delete on diplomas.old_page, diplomas.old_keying to ngheso_app;
revoke all on function diplomas.keep_old_page(), diplomas.keep_old_keying() from public;
grant execute on function diplomas.keep_old_page(), diplomas.keep_old_keying() to ngheso_app;

-- Lines of old registers. `is_compared`: a person compared it with the page (an imported line is not, until then);
-- `shares_number`: the paper gives this number to more than one, or the line has an entry number alone, which every year begins anew.
alter table diplomas.diploma
  add column is_compared boolean not null default true,
  add column shares_number boolean not null default false,
  add column old_page_id uuid references diplomas.old_page;
alter table diplomas.diploma add constraint diploma_compared check (is_compared or origin = 'digitised');
alter table diplomas.diploma add constraint diploma_shared check (not shares_number or origin = 'digitised');
create index diploma_old_page on diplomas.diploma (old_page_id) where old_page_id is not null;
create index diploma_uncompared on diplomas.diploma (book_id, entry) where not is_compared;
create index diploma_untied on diplomas.diploma (institution_id, name_key, id) where origin = 'digitised' and person_id is null;
-- lines with an entry number alone have it for a serial too
update diplomas.diploma set shares_number = true where origin = 'digitised' and serial = entry_no;
drop index diplomas.diploma_serial;
create unique index diploma_serial on diplomas.diploma (institution_id, kind_code, serial_key)
  where serial is not null and not shares_number;

-- What the register's line says stays once it has a number; but a line from somebody's spreadsheet is no register until it was compared.
create or replace function diplomas.keep_diploma() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and old.is_compared
    and row(new.content, new.serial, new.entry, new.book_id, new.institution_id, new.kind_id, new.public_id, new.blank_id)
    is distinct from row(old.content, old.serial, old.entry, old.book_id, old.institution_id, old.kind_id, old.public_id, old.blank_id) then
    raise exception 'the line of a register is frozen: %', old.id using errcode = 'check_violation';
  end if;
  if old.is_compared and not new.is_compared then
    raise exception 'a compared line stays compared: %', old.id using errcode = 'check_violation';
  end if;
  if old.state <> 'draft' and new.state = 'draft' then
    raise exception 'a numbered diploma does not become a draft: %', old.id using errcode = 'check_violation';
  end if;
  if old.state in ('corrected', 'replaced', 'revoked', 'void') and new.state <> old.state then
    raise exception 'an ended diploma stays ended: %', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create or replace function diplomas.keep_numbered() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and old.is_compared then
    raise exception 'a numbered diploma stays: %', old.id using errcode = 'check_violation';
  end if;
  return old;
end $$;

-- The public check tells whether a line was compared, and whether its number stands for another too; never for whom.
create or replace function diplomas.public_facts(d diplomas.diploma) returns jsonb
  language sql stable set search_path = ''
begin atomic
  select jsonb_build_object(
    'public_id', d.public_id, 'institution_id', d.institution_id, 'state', d.state, 'kind_code', d.kind_code, 'origin', d.origin,
    'serial', d.serial, 'entry_no', d.entry_no, 'issue_date', d.issue_date,
    'institution', d.content #> '{institution,name}', 'institution_en', d.content #> '{institution,name_en}',
    'title', d.content -> 'title', 'honour', d.content -> 'honour',
    'name', d.content #> '{holder,full_name}',
    'birth_year', coalesce(extract(year from d.birth_date)::integer, d.birth_year::integer),
    'programme', d.content #> '{programme,name}', 'classification', d.content #> '{classification,name}',
    'graduation_year', d.content #> '{graduation,year}',
    'book', (select jsonb_build_object('year', b.year, 'volume', b.volume) from diplomas.book b where b.id = d.book_id),
    'act', (
      select jsonb_build_object('on_date', e.on_date, 'decision_no', e.decision_no, 'decision_date', e.decision_date,
        'reason_code', e.reason_code)
      from diplomas.event e where e.diploma_id = d.id and e.act = case d.state when 'corrected' then 'correct'
        when 'replaced' then 'replace' when 'suspended' then 'suspend' when 'revoked' then 'revoke' end
      order by e.at desc, e.id desc limit 1),
    'successor', (
      select s.public_id from diplomas.diploma s where s.id = d.successor_id
        and s.state not in ('draft', 'numbered', 'signed', 'void')),
    'is_compared', d.is_compared,
    'shares_number', d.serial is not null and exists (
      select 1 from diplomas.diploma o where o.serial is not null and o.serial_key = d.serial_key and o.id <> d.id
        and o.institution_id = d.institution_id and o.kind_code = d.kind_code and (o.shares_number or d.shares_number)
        and o.state not in ('draft', 'numbered', 'signed', 'void')));
end;

