-- A line of an old register is looked up by its serial, or by its entry number where the book gives no serial: `has_serial` tells which
-- of the two `serial` holds. `imported_by`: the account that brought the line in from a spreadsheet; somebody else compares it.
alter table diplomas.diploma
  add column has_serial boolean not null default true,
  add column imported_by text;
update diplomas.diploma set has_serial = false where origin = 'digitised' and shares_number and serial = entry_no;
alter table diplomas.diploma add constraint diploma_has_serial check (has_serial or shares_number);
update diplomas.diploma d set imported_by = b.account
from platform.import_batch b join platform.audit_change c on c.entry_seq = b.commit_seq and c.subject = 'diplomas.diploma'
where b.kind = 'old-register' and c.subject_id = d.id::text and d.origin = 'digitised';

-- Of a number the public sees what stands in the book: no serial made of an entry number, and no entry number made of a serial.
create or replace function diplomas.public_facts(d diplomas.diploma) returns jsonb
  language sql stable set search_path = ''
begin atomic
  select jsonb_build_object(
    'public_id', d.public_id, 'institution_id', d.institution_id, 'state', d.state, 'kind_code', d.kind_code, 'origin', d.origin,
    'serial', case when d.has_serial then d.serial end,
    'entry_no', case when d.origin <> 'digitised' or not d.has_serial or d.entry_no <> d.serial then d.entry_no end,
    'issue_date', d.issue_date,
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

create or replace function diplomas.check_serial(asked text, holder_name text, birth date, year integer) returns setof jsonb
  language sql stable security definer rows 1 set search_path = ''
begin atomic
  select diplomas.public_facts(d) from diplomas.diploma d
  -- what has a number: the index holds no others
  where d.serial is not null
    and d.serial_key = upper(regexp_replace(asked, '[^0-9A-Za-zĐđ]', '', 'g')) collate "C"
    and d.state not in ('draft', 'numbered', 'signed', 'void')
    and (holder_name is not null or birth is not null or year is not null)
    and (holder_name is null
      or diplomas.bare_name(d.content #>> '{holder,full_name}') = diplomas.bare_name(holder_name))
    and (birth is null and year is null
      or d.birth_date is not null and d.birth_date = birth
      or d.birth_date is null and d.birth_year = coalesce(year, extract(year from birth)::integer)
        and (holder_name is not null or d.has_serial))
  order by d.issue_date desc nulls last, d.id limit 5;
end;
