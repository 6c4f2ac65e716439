-- Pages of old paper registers, scanned; each keyed twice by two people who do not see each other's work, then resolved by a third.
create table diplomas.old_page (
  id uuid primary key default uuidv7(),
  book_id uuid not null references diplomas.book,
  -- who keeps the register
  institution_id uuid not null references institutions.institution,
  number integer not null check (number > 0),
  -- hash of the kept file, sealed
  file text not null,
  file_kind text not null check (file_kind in ('jpeg', 'png')),
  state text not null default 'scanned' check (state in ('scanned', 'keyed_once', 'keyed_twice', 'approved')),
  by_account text not null,
  by_name text not null,
  at timestamptz not null default now(),
  approved_at timestamptz,
  lines integer not null default 0,
  version integer not null default 1,
  unique (book_id, number),
  check ((state = 'approved') = (approved_at is not null))
);
create index old_page_institution on diplomas.old_page (institution_id, state, at);

-- What one person read from a page. Rows, shape: old-registers/row.ts. One person keys a page once.
create table diplomas.old_keying (
  id uuid primary key default uuidv7(),
  page_id uuid not null references diplomas.old_page,
  institution_id uuid not null references institutions.institution,
  round smallint not null check (round in (1, 2, 3)),
  account text not null,
  account_name text not null,
  is_done boolean not null default false,
  rows jsonb not null default '[]',
  -- round 3: how many fields of the page differed between the first two
  differences integer,
  fields integer,
  at timestamptz not null default now(),
  version integer not null default 1,
  unique (page_id, round),
  unique (page_id, account)
);
create index old_keying_institution on diplomas.old_keying (institution_id);

do $$
declare t text;
begin
  foreach t in array array['old_page', 'old_keying'] loop
    execute format('alter table diplomas.%I enable row level security', t);
    execute format('create policy %I on diplomas.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
end $$;
grant select, insert, update on diplomas.old_page, diplomas.old_keying to ngheso_app;

-- An old register may tell no day of issue.
alter table diplomas.diploma drop constraint diploma_check2;
alter table diplomas.diploma add constraint diploma_issue_date
  check (state not in ('issued', 'delivered') or issue_date is not null or origin = 'digitised');

-- Lines brought in from old registers, counted by the measures.
create index diploma_digitised on diplomas.diploma (institution_id, issue_date) where origin = 'digitised';
