-- Anybody may check a diploma they hold: the public has no reach under row-level security, so each question is one function
-- that answers the least that tells a genuine diploma from another. Never the citizen number, never the whole birth date,
-- never a diploma that is not issued yet.
create function diplomas.public_facts(d diplomas.diploma) returns jsonb
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
        and s.state not in ('draft', 'numbered', 'signed', 'void')));
end;

-- By the address in its QR code, which is random: to know it is to hold the diploma.
create function diplomas.check_public(asked text) returns jsonb
  language sql stable security definer set search_path = ''
begin atomic
  select diplomas.public_facts(d) from diplomas.diploma d
  where d.public_id = asked and d.state not in ('draft', 'numbered', 'signed', 'void');
end;

-- A name as two people may write it: without marks, capitals, spaces, full stops, hyphens and apostrophes.
create function diplomas.bare_name(value text) returns text
  language sql immutable strict parallel safe set search_path = ''
  return regexp_replace(platform.fold(value), '[\s.·''`´’‘‐‑-]', '', 'g');

-- By the number printed on it and one more fact: the name or the birth date; where both are given both must agree. A register that
-- knows the year of birth alone is asked for that. A wrong fact answers as an unknown number does: with nothing.
create function diplomas.check_serial(asked text, holder_name text, birth date, year integer) returns setof jsonb
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
      or d.birth_date is null and d.birth_year = coalesce(year, extract(year from birth)::integer))
  order by d.issue_date desc nulls last, d.id limit 5;
end;

revoke all on function diplomas.public_facts(diplomas.diploma), diplomas.bare_name(text), diplomas.check_public(text),
  diplomas.check_serial(text, text, date, integer) from public;
grant execute on function diplomas.check_public(text), diplomas.check_serial(text, text, date, integer) to ngheso_app;
