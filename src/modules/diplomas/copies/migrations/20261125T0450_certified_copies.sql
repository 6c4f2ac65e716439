-- A certified copy from the register (bản sao từ sổ gốc): asked for by the holder or at the counter, answered from the line of the
-- register, entered in the register of copies (book of purpose `copy`) with a number of its own.
create table diplomas.certified_copy (
  id uuid primary key default uuidv7(),
  -- random, part of the address in its QR code
  public_id text not null unique check (public_id ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  diploma_id uuid not null references diplomas.diploma,
  -- who keeps the register
  institution_id uuid not null references institutions.institution,
  person_id uuid references people.person,
  requester text not null check (requester in ('holder', 'representative', 'authorised', 'heir')),
  requester_name text not null check (requester_name <> ''),
  -- the paper shown at the counter; the holder's own space has identified them already
  requester_paper text,
  purpose text not null check (purpose <> ''),
  copies smallint not null check (copies between 1 and 20),
  state text not null default 'asked' check (state in ('asked', 'numbered', 'issued', 'refused')),
  book_id uuid references diplomas.book,
  entry integer check (entry > 0),
  entry_no text,
  asked_at timestamptz not null default now(),
  due_on date not null,
  answered_on date,
  refused_reason text,
  -- hash of the kept file, sealed; null until it is made
  pdf_file text,
  is_signed boolean not null default false,
  by_name text not null,
  is_demo boolean not null default false,
  version integer not null default 1,
  check ((book_id is null) = (entry is null) and (entry is null) = (entry_no is null)),
  check ((state in ('numbered', 'issued')) = (entry is not null)),
  check ((state = 'issued') = (pdf_file is not null)),
  check ((state = 'refused') = (refused_reason is not null)),
  unique (book_id, entry)
);
create index certified_copy_diploma on diplomas.certified_copy (diploma_id);
create index certified_copy_person on diplomas.certified_copy (person_id) where person_id is not null;
create index certified_copy_list on diplomas.certified_copy (institution_id, asked_at desc, id);
create index certified_copy_all on diplomas.certified_copy (asked_at desc, id);
create index certified_copy_open on diplomas.certified_copy (institution_id, due_on) where state in ('asked', 'numbered');

alter table diplomas.certified_copy enable row level security;
create policy certified_copy_area on diplomas.certified_copy to ngheso_app using ((select platform.reaches_all())
    or institution_id = any ((select platform.reached_institutions())::uuid[]) or person_id = (select platform.own_person()))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or (person_id = (select platform.own_person()) and state = 'asked'));
grant select, insert, update on diplomas.certified_copy to ngheso_app;

-- What anybody may know of a copy they hold: that it is one, and what the register says of the original today.
create function diplomas.check_copy(asked text) returns jsonb
  language sql stable security definer set search_path = ''
begin atomic
  select jsonb_build_object('entry_no', c.entry_no, 'issued_on', c.answered_on, 'facts', diplomas.public_facts(d))
  from diplomas.certified_copy c join diplomas.diploma d on d.id = c.diploma_id
  where c.public_id = asked and c.state = 'issued';
end;
-- Whose register a diploma stands in, for its holder, who does not reach the books.
create function diplomas.keeper_of(diploma uuid) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select coalesce(b.keeper_id, d.institution_id) from diplomas.diploma d left join diplomas.book b on b.id = d.book_id
  where d.id = diploma;
end;
create function diplomas.move_person_certified_copy(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql as $$
  with moved as (
    update diplomas.certified_copy set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids)) returning id, institution_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'diplomas.certified_copy', 'id', id, 'institution', institution_id)), '[]') from moved
$$;
revoke all on function diplomas.check_copy(text), diplomas.keeper_of(uuid), diplomas.move_person_certified_copy(uuid, uuid, uuid[]) from public;
grant execute on function diplomas.check_copy(text), diplomas.keeper_of(uuid), diplomas.move_person_certified_copy(uuid, uuid, uuid[]) to ngheso_app;
