-- What a ZIP turned out to be: a package that can be played, or why not. By the hash of its bytes, whichever versions hold it.
create table resources.package (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  -- null: it is not opened, `fault` says why
  standard text check (standard in ('scorm_1.2', 'scorm_2004', 'cmi5', 'xapi', 'h5p', 'ims', 'html')),
  edition text,
  title text not null default '',
  language text,
  summary text not null default '',
  seconds integer check (seconds > 0),
  -- what can be begun in it, in order (packages/facts.ts)
  items jsonb not null default '[]',
  fault text,
  fault_params jsonb not null default '{}',
  read_at timestamptz not null,
  check ((standard is null) = (fault is not null))
);

-- Files of a package, each kept under its own hash; an empty one has no bytes to keep.
create table resources.package_file (
  package text not null references resources.package on delete cascade,
  path text not null check (path <> ''),
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  primary key (package, path),
  check ((hash is null) = (size = 0))
);
create index package_file_any_case on resources.package_file (package, lower(path));
create index package_file_hash on resources.package_file (hash) where hash is not null;

alter table resources.package enable row level security;
create policy package_shown on resources.package for select to ngheso_app
  using (exists (select 1 from resources.version_file f where f.hash = package.hash));
create policy package_kept on resources.package to ngheso_app using ((select platform.reaches_all()));
alter table resources.package_file enable row level security;
create policy package_file_shown on resources.package_file for select to ngheso_app
  using (exists (select 1 from resources.version_file f where f.hash = package_file.package));
create policy package_file_kept on resources.package_file to ngheso_app using ((select platform.reaches_all()));

-- Bytes of a package that goes are let go as those of any file.
create function resources.let_go_packed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.hash is not null then
    insert into resources.let_go (hash, since) values (old.hash, now()) on conflict (hash) do update set since = excluded.since;
  end if;
  return null;
end $$;
revoke all on function resources.let_go_packed() from public;
create trigger let_go_packed after delete on resources.package_file
  for each row execute function resources.let_go_packed();

grant select, insert, update, delete on resources.package, resources.package_file to ngheso_app;
