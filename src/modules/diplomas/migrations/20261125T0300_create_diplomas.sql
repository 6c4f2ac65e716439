create schema if not exists diplomas;
grant usage on schema diplomas to ngheso_app;

-- ── kinds: law as dated data ──────────────────────────────────────────────────────────────────────────────────────

-- What a diploma or certificate of a kind is on a day: its regime, what it must contain, how soon it must be issued.
create table diplomas.kind (
  id uuid primary key default uuidv7(),
  code text not null check (code in ('college_diploma', 'intermediate_diploma', 'vocational_high_school_diploma',
    'elementary_certificate', 'training_certificate', 'pd_certificate')),
  from_date date not null,
  to_date date,
  name text not null,
  name_en text not null,
  -- the level of the course of study that leads to it; null: from training of staff
  level text check (level in ('cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen')),
  -- fields of the content that must be there, shape: diploma.ts
  required text[] not null,
  -- days from the decision to the issue; null: no time is set
  issue_days smallint check (issue_days > 0),
  -- may a digital original be issued with the value of paper
  is_digital boolean not null,
  -- are paper originals written on forms with printed serials
  has_blanks boolean not null,
  source text not null,
  is_verified boolean not null default false,
  check (to_date is null or to_date >= from_date),
  unique (code, from_date),
  constraint kind_no_overlap exclude using gist (code with =, daterange(from_date, to_date, '[]') with &&)
);

-- How a school writes its numbers, from a day on; institution null: the pattern to begin with. Parts: {seq} {seq:5} {yyyy} {yy}
-- {school} {kind}. See registers/pattern.ts.
create table diplomas.number_pattern (
  id uuid primary key default uuidv7(),
  institution_id uuid references institutions.institution,
  kind_code text not null,
  from_date date not null,
  serial text not null,
  entry text not null,
  source text not null,
  is_verified boolean not null default false,
  unique nulls not distinct (institution_id, kind_code, from_date)
);

-- ── registers ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- A register (sổ gốc) of one kind and year. Entries are numbered 1, 2, 3 … without a gap: `last_entry` is raised in the
-- transaction that writes the entry. `copy`: the register of certified copies (sổ cấp bản sao).
create table diplomas.book (
  id uuid primary key default uuidv7(),
  -- under whose name entries are made; and who keeps the book today (a school merged into another)
  issuer_id uuid not null references institutions.institution,
  keeper_id uuid not null references institutions.institution,
  purpose text not null default 'original' check (purpose in ('original', 'copy')),
  -- kept: written here; digitised: brought in from an old paper register
  origin text not null default 'kept' check (origin in ('kept', 'digitised')),
  kind_code text not null,
  year smallint not null check (year between 1950 and 2200),
  -- number of the volume on paper, where there is one
  volume text,
  last_entry integer not null default 0 check (last_entry >= 0),
  is_demo boolean not null default false,
  version integer not null default 1,
  unique nulls not distinct (issuer_id, purpose, origin, kind_code, year, volume)
);
create index book_keeper on diplomas.book (keeper_id, year desc, id);

-- ── blanks (phôi) ─────────────────────────────────────────────────────────────────────────────────────────────────

-- A movement of blanks with its paper: received from the printer, sent to or received from another school, destroyed.
create table diplomas.blank_movement (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  kind_code text not null,
  act text not null check (act in ('receive', 'move_out', 'move_in', 'spoil', 'destroy')),
  -- the other school of a move; both sides are written in one act and name each other
  other_id uuid references institutions.institution,
  other_movement_id uuid references diplomas.blank_movement deferrable initially deferred,
  count integer not null check (count > 0),
  first_serial text not null,
  last_serial text not null,
  on_date date not null,
  -- number of the minutes or delivery note
  paper_no text,
  reason text,
  by_account text not null,
  by_name text not null,
  at timestamptz not null default now(),
  is_demo boolean not null default false
);
create index blank_movement_institution on diplomas.blank_movement (institution_id, on_date desc, id);
create index blank_movement_other on diplomas.blank_movement (other_id) where other_id is not null;
create index blank_movement_pair on diplomas.blank_movement (other_movement_id) where other_movement_id is not null;

-- One form with its printed serial. `institution_id` holds it now. Used and spoiled ones stay for ever.
create table diplomas.blank (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  kind_code text not null,
  serial text not null,
  state text not null default 'left' check (state in ('left', 'used', 'spoiled')),
  received_by uuid not null references diplomas.blank_movement,
  spoiled_by uuid references diplomas.blank_movement,
  destroyed_by uuid references diplomas.blank_movement,
  version integer not null default 1,
  unique (kind_code, serial),
  check ((state = 'spoiled') = (spoiled_by is not null)),
  check (destroyed_by is null or state = 'spoiled')
);
create index blank_left on diplomas.blank (institution_id, kind_code, serial) where state = 'left';
create index blank_of on diplomas.blank (institution_id, kind_code, state, serial);
create index blank_received on diplomas.blank (received_by);
create index blank_spoiled on diplomas.blank (spoiled_by) where spoiled_by is not null;
create index blank_destroyed on diplomas.blank (destroyed_by) where destroyed_by is not null;

-- ── issuing ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- One issue of many: from a graduation decision (or a finished training course) to the last diploma handed over.
create table diplomas.issue_run (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  kind_id uuid not null references diplomas.kind,
  decision_id uuid references students.decision,
  decision_no text not null,
  decision_date date not null,
  -- draft: identities and contents can still be mended; numbered: numbers and blanks are taken; signing; issued: all are
  state text not null default 'draft' check (state in ('draft', 'numbered', 'signing', 'issued', 'cancelled')),
  medium text not null check (medium in ('digital', 'paper', 'both')),
  issue_date date not null,
  issue_place text not null,
  signer_name text not null,
  signer_capacity text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null default now(),
  is_demo boolean not null default false,
  version integer not null default 1
);
create index issue_run_institution on diplomas.issue_run (institution_id, made_at desc, id);
create index issue_run_decision on diplomas.issue_run (decision_id) where decision_id is not null;
create index issue_run_kind on diplomas.issue_run (kind_id);

-- A diploma or certificate: one line of a register, and all that was made of it.
create table diplomas.diploma (
  id uuid primary key default uuidv7(),
  -- random, part of the address in the QR code: nobody can count on to the next one
  public_id text not null unique check (public_id ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  institution_id uuid not null references institutions.institution,
  -- whose it is; null while an old register's line is not tied to a person
  person_id uuid references people.person,
  enrolment_id uuid references students.enrolment,
  kind_id uuid not null references diplomas.kind,
  kind_code text not null,
  origin text not null default 'issued' check (origin in ('issued', 'digitised')),
  run_id uuid references diplomas.issue_run,
  -- null until numbered
  book_id uuid references diplomas.book,
  entry integer check (entry > 0),
  entry_no text,
  -- số hiệu, as printed; and as it is looked up (capitals, no spaces or punctuation)
  serial text,
  serial_key text collate "C" generated always as (upper(regexp_replace(serial, '[^0-9A-Za-zĐđ]', '', 'g'))) stored,
  blank_id uuid references diplomas.blank,
  state text not null default 'draft' check (state in
    ('draft', 'numbered', 'signed', 'issued', 'delivered', 'corrected', 'replaced', 'suspended', 'revoked', 'void')),
  -- what it says, shape: diploma.ts; frozen once numbered
  content jsonb not null,
  name_key text not null collate "C",
  birth_date date,
  birth_year smallint,
  issue_date date,
  -- what was made of it: hashes of the kept files
  pdf_file text,
  credential_file text,
  -- its place in the issuer's lists of status
  status_list integer,
  status_index integer,
  -- the one that takes its place (corrected, replaced)
  successor_id uuid references diplomas.diploma,
  is_demo boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check ((book_id is null) = (entry is null) and (entry is null) = (entry_no is null)),
  check (state = 'draft' or (serial is not null and entry is not null)),
  check (state not in ('issued', 'delivered') or issue_date is not null),
  check ((state in ('corrected', 'replaced')) = (successor_id is not null)),
  unique (book_id, entry),
  unique (institution_id, status_list, status_index)
);
-- a serial belongs to one diploma of a school and kind, for ever
create unique index diploma_serial on diplomas.diploma (institution_id, kind_code, serial_key) where serial is not null;
create index diploma_look_up on diplomas.diploma (serial_key) where serial is not null;
create unique index diploma_blank on diplomas.diploma (blank_id) where blank_id is not null;
-- a course of study leads to one standing diploma
create unique index diploma_enrolment on diplomas.diploma (enrolment_id)
  where enrolment_id is not null and state not in ('corrected', 'replaced', 'revoked', 'void');
create index diploma_enrolment_all on diplomas.diploma (enrolment_id) where enrolment_id is not null;
create index diploma_list on diplomas.diploma (institution_id, issue_date desc nulls first, id);
create index diploma_all on diplomas.diploma (issue_date desc nulls first, id);
create index diploma_name on diplomas.diploma (institution_id, name_key, id);
create index diploma_person on diplomas.diploma (person_id) where person_id is not null;
create index diploma_run on diplomas.diploma (run_id, name_key, id) where run_id is not null;
create index diploma_kind on diplomas.diploma (kind_id);
create index diploma_successor on diplomas.diploma (successor_id) where successor_id is not null;

-- What happened to a diploma, by which decision. Never changed.
create table diplomas.event (
  id uuid primary key default uuidv7(),
  diploma_id uuid not null references diplomas.diploma,
  institution_id uuid not null references institutions.institution,
  person_id uuid references people.person,
  act text not null check (act in
    ('number', 'sign', 'issue', 'deliver', 'correct', 'replace', 'suspend', 'lift', 'revoke', 'void', 'copy', 'digitise')),
  on_date date not null,
  decision_no text,
  decision_date date,
  -- class of the reason, shown to the public; and the reason in words, shown to the office
  reason_code text,
  reason text,
  -- correct: [{field, before, after}]; deliver: {to, relation, proof}
  detail jsonb not null default '{}',
  by_account text not null,
  by_name text not null,
  at timestamptz not null default now()
);
create index event_diploma on diplomas.event (diploma_id, at, id);
create index event_institution on diplomas.event (institution_id, on_date desc);
create index event_person on diplomas.event (person_id) where person_id is not null;

create function diplomas.keep_event() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'person_id' is distinct from to_jsonb(old) - 'person_id' then
    raise exception 'an event of a diploma is frozen: %', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger event_frozen before update on diplomas.event for each row execute function diplomas.keep_event();

-- Once numbered, what the register's line says stays; who it belongs to may be found out or merged later.
create function diplomas.keep_diploma() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and row(new.content, new.serial, new.entry, new.book_id, new.institution_id, new.kind_id, new.public_id, new.blank_id)
    is distinct from row(old.content, old.serial, old.entry, old.book_id, old.institution_id, old.kind_id, old.public_id, old.blank_id) then
    raise exception 'the line of a register is frozen: %', old.id using errcode = 'check_violation';
  end if;
  if old.state <> 'draft' and new.state = 'draft' then
    raise exception 'a numbered diploma does not become a draft: %', old.id using errcode = 'check_violation';
  end if;
  if old.state in ('corrected', 'replaced', 'revoked', 'void') and new.state <> old.state then
    raise exception 'an ended diploma stays ended: %', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger diploma_frozen before update on diplomas.diploma for each row execute function diplomas.keep_diploma();

-- ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A key an institution signs with. `secret` is sealed; without one the key is held outside (`reference` names it there).
create table diplomas.signing_key (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  -- pdf: with an X.509 certificate (PAdES); credential: Ed25519 (data integrity)
  purpose text not null check (purpose in ('pdf', 'credential')),
  provider text not null check (provider in ('kept', 'pkcs11', 'remote')),
  -- PEM certificates, the signer's first; or the key's Multikey
  public_part text not null,
  -- part of the key's public address (did:web:…#name)
  name text not null,
  reference text,
  secret text,
  from_date date not null,
  to_date date,
  revoked_on date,
  is_demo boolean not null default false,
  version integer not null default 1,
  check ((provider = 'kept') = (secret is not null)),
  check (to_date is null or to_date >= from_date),
  unique (institution_id, purpose, name)
);

-- ── who sees what ─────────────────────────────────────────────────────────────────────────────────────────────────

do $$
declare t text;
begin
  foreach t in array array['number_pattern', 'blank_movement', 'blank', 'issue_run', 'signing_key'] loop
    execute format('alter table diplomas.%I enable row level security', t);
    execute format('create policy %I on diplomas.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
end $$;
create policy number_pattern_read on diplomas.number_pattern for select to ngheso_app using (true);

alter table diplomas.book enable row level security;
create policy book_area on diplomas.book to ngheso_app using ((select platform.reaches_all())
  or keeper_id = any ((select platform.reached_institutions())::uuid[]) or issuer_id = any ((select platform.reached_institutions())::uuid[]));

-- A holder sees their own; a school those it issued or whose register it keeps.
create function diplomas.reached_issuers() returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct b.issuer_id), '{}') from diplomas.book b
  where b.keeper_id = any (platform.reached_institutions()::uuid[])
$$;
alter table diplomas.diploma enable row level security;
create policy diploma_area on diplomas.diploma to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or institution_id = any ((select diplomas.reached_issuers())::uuid[]) or person_id = (select platform.own_person()))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or institution_id = any ((select diplomas.reached_issuers())::uuid[]));
alter table diplomas.event enable row level security;
create policy event_area on diplomas.event to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or institution_id = any ((select diplomas.reached_issuers())::uuid[]) or person_id = (select platform.own_person()))
  with check ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or institution_id = any ((select diplomas.reached_issuers())::uuid[]));

-- Moves rows from one person to another when two records are found to be one (people.merge-people), or back.
create function diplomas.move_person(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql as $$
  with moved as (
    update diplomas.diploma set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids)) returning id, institution_id
  ), told as (
    update diplomas.event e set person_id = to_person from moved where e.diploma_id = moved.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'diplomas.diploma', 'id', id, 'institution', institution_id)), '[]') from moved
$$;
create function diplomas.holds_person(person uuid, institution uuid) returns boolean
  language sql stable
begin atomic
  select exists (select 1 from diplomas.diploma r where r.person_id = person and r.institution_id = institution);
end;

grant select, insert, update, delete on all tables in schema diplomas to ngheso_app;
revoke delete on diplomas.event, diplomas.blank, diplomas.blank_movement, diplomas.book from ngheso_app;
-- a draft may be put away before it has a number
create function diplomas.keep_numbered() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' then
    raise exception 'a numbered diploma stays: %', old.id using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger diploma_stays before delete on diplomas.diploma for each row execute function diplomas.keep_numbered();
revoke all on all functions in schema diplomas from public;
grant execute on all functions in schema diplomas to ngheso_app;
