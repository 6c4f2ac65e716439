-- A line is nobody's again: what the person it was tied to made of it ends with that. Links are closed, copies are no longer theirs to
-- take. The office reaches neither; this does, for a line nobody is tied to.
create function diplomas.end_ties(line uuid, person uuid) returns jsonb
  language sql security definer set search_path = ''
begin atomic
  with untied as (select d.id from diplomas.diploma d where d.id = line and d.origin = 'digitised' and d.person_id is null),
  closed as (
    update diplomas.share s set revoked_at = now() from untied u where s.diploma_id = u.id and s.revoked_at is null returning s.id),
  taken as (
    update diplomas.certified_copy c set person_id = null from untied u where c.diploma_id = u.id and c.person_id = person returning c.id)
  select jsonb_build_object('shares', (select coalesce(jsonb_agg(id), '[]') from closed),
    'copies', (select coalesce(jsonb_agg(id), '[]') from taken));
end;
revoke all on function diplomas.end_ties(uuid, uuid) from public;
grant execute on function diplomas.end_ties(uuid, uuid) to ngheso_app;

-- A link shows of a number what stands in the book, as the public check does.
create or replace function diplomas.open_share(hash text, day date) returns jsonb
  language sql stable security definer set search_path = ''
begin atomic
  select case
    when s.revoked_at is not null then jsonb_build_object('state', 'revoked')
    when day > s.to_date then jsonb_build_object('state', 'ended', 'to_date', s.to_date)
    when d.state in ('draft', 'numbered', 'signed', 'void') then jsonb_build_object('state', 'gone')
    else jsonb_build_object('state', 'open', 'to_date', s.to_date, 'purpose', s.purpose, 'diploma_state', d.state,
      'institution', d.content #> '{institution,name}', 'institution_en', d.content #> '{institution,name_en}',
      'title', d.content -> 'title', 'lines', (
        select coalesce(jsonb_object_agg(line.name, line.value), '{}')
        from jsonb_each(jsonb_build_object(
          'name', d.content #> '{holder,full_name}',
          'birth', coalesce(to_jsonb(d.birth_date), to_jsonb(d.birth_year)),
          'honour', d.content -> 'honour',
          'programme', d.content #> '{programme,name}',
          'classification', d.content #> '{classification,name}',
          'graduation_year', d.content #> '{graduation,year}',
          'issue_date', d.issue_date,
          'serial', case when d.has_serial then d.serial end,
          'entry_no', case when d.origin <> 'digitised' or not d.has_serial or d.entry_no <> d.serial then d.entry_no end
        )) as line (name, value)
        where line.name = any (s.fields)))
    end
  from diplomas.share s join diplomas.diploma d on d.id = s.diploma_id where s.token_hash = hash;
end;
