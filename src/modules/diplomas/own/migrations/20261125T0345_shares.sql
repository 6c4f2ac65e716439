-- A link by which a holder shows some lines of a diploma to somebody, for a purpose, until a day. Whose it is follows from the
-- diploma, so it goes along when two records of a person are merged.
create table diplomas.share (
  id uuid primary key default uuidv7(),
  diploma_id uuid not null references diplomas.diploma,
  -- the secret of the link: as it is looked up, and sealed, so that its holder can copy it again
  token_hash text not null unique,
  token_sealed text not null,
  fields text[] not null,
  purpose text not null check (length(purpose) between 1 and 200),
  to_date date not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index share_diploma on diplomas.share (diploma_id, created_at desc);

-- Each time the link was opened: when, and roughly by whom (part of the network address, kind of device).
create table diplomas.share_look (
  id uuid primary key default uuidv7(),
  share_id uuid not null references diplomas.share on delete cascade,
  at timestamptz not null default now(),
  network text not null,
  device text not null
);
create index share_look_share on diplomas.share_look (share_id, at desc);
create index share_look_at on diplomas.share_look (at);

-- The holder's own and nobody else's: not even the school sees to whom a diploma was shown.
create function diplomas.is_own(diploma uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (select 1 from diplomas.diploma d where d.id = diploma and d.person_id = platform.own_person());
end;
alter table diplomas.share enable row level security;
create policy share_own on diplomas.share to ngheso_app
  using (diplomas.is_own(diploma_id)) with check (diplomas.is_own(diploma_id));
alter table diplomas.share_look enable row level security;
create policy share_look_own on diplomas.share_look for select to ngheso_app
  using (exists (select 1 from diplomas.share s where s.id = share_id));

-- What a link shows on a day: which diploma it is about and where it stands, and of its lines only those chosen. Past its end, or
-- taken back, it says just that.
create function diplomas.open_share(hash text, day date) returns jsonb
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
          'serial', d.serial,
          'entry_no', d.entry_no)) as line (name, value)
        where line.name = any (s.fields)))
    end
  from diplomas.share s join diplomas.diploma d on d.id = s.diploma_id where s.token_hash = hash;
end;

create function diplomas.note_share_look(hash text, network text, device text) returns void
  language sql security definer set search_path = ''
begin atomic
  insert into diplomas.share_look (share_id, network, device)
  select s.id, network, device from diplomas.share s where s.token_hash = hash and s.revoked_at is null;
end;

revoke all on function diplomas.is_own(uuid), diplomas.open_share(text, date), diplomas.note_share_look(text, text, text) from public;
grant execute on function diplomas.is_own(uuid), diplomas.open_share(text, date), diplomas.note_share_look(text, text, text) to ngheso_app;
grant select, insert on diplomas.share to ngheso_app;
grant update (revoked_at) on diplomas.share to ngheso_app;
grant select on diplomas.share_look to ngheso_app;
