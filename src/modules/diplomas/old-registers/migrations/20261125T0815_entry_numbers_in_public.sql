-- A line of an old register that has an entry number alone bears a small number which every year begins anew: the year of birth beside it
-- would be soon guessed, so that the name or the whole birth date is asked.
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
        and (holder_name is not null or not (d.shares_number and d.serial = d.entry_no)))
  order by d.issue_date desc nulls last, d.id limit 5;
end;
