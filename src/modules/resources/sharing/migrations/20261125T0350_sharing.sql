-- A day before which a published version stays with its authors and its school.
alter table resources.version add column open_on date;
create index version_embargo on resources.version (open_on) where state = 'published' and open_on is not null;

-- What a school keeps to itself is for its learners too.
create function resources.learner_schools() returns uuid[]
  language sql stable security definer set search_path = ''
begin atomic
  select coalesce(array_agg(distinct e.institution_id), '{}'::uuid[]) from students.enrolment e
  where e.person_id = platform.own_person() and e.state in ('studying', 'reserved', 'suspended');
end;
create policy resource_learner on resources.resource for select to ngheso_app
  using (access = 'school' and institution_id = any ((select resources.learner_schools())::uuid[]));

-- An address nobody can guess, by which somebody without the right sees one version until a day.
create table resources.share_link (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  -- keyed digest of the secret; the secret itself sealed, so that its maker can copy it again
  digest text not null unique,
  sealed text not null,
  note text,
  to_date date not null,
  made_by_name text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create index share_link_version on resources.share_link (version_id, made_at desc);
alter table resources.share_link enable row level security;
create policy share_link_area on resources.share_link to ngheso_app using (exists (select 1 from resources.version v
  where v.id = version_id and resources.holds(v.institution_id, v.owner_account)));

grant select, insert, update on resources.share_link to ngheso_app;
revoke all on function resources.learner_schools() from public;
grant execute on function resources.learner_schools() to ngheso_app;
