-- Who looked at a resource or took a file of it, once a day each. `who` is a keyed digest: of the account, or, for the public,
-- of address and browser with the day, so that nobody can be followed from one day to the next. Bots are not written.
create table resources.seen (
  resource_id uuid not null references resources.resource on delete cascade,
  act text not null check (act in ('view', 'download')),
  day date not null,
  who text not null,
  is_account boolean not null,
  primary key (resource_id, act, day, who)
);

-- A teacher taught with it: when, with which section. Learners reached are counted from the roster of that section.
create table resources.teaching_use (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references resources.resource,
  version_id uuid not null references resources.version,
  institution_id uuid references institutions.institution,
  account text not null,
  account_name text not null,
  section_id uuid references students.course_section,
  on_date date not null,
  note text,
  at timestamptz not null
);
create unique index teaching_use_once on resources.teaching_use (resource_id, account, on_date, coalesce(section_id, '00000000-0000-0000-0000-000000000000'::uuid));
create index teaching_use_version on resources.teaching_use (version_id);
create index teaching_use_institution on resources.teaching_use (institution_id);
create index teaching_use_section on resources.teaching_use (section_id) where section_id is not null;
create index teaching_use_account on resources.teaching_use (account, on_date);

-- What a teacher who used it thinks of it.
create table resources.rating (
  resource_id uuid not null references resources.resource,
  account text not null,
  account_name text not null,
  version_id uuid not null references resources.version,
  school text,
  stars smallint not null check (stars between 1 and 5),
  text text,
  at timestamptz not null,
  primary key (resource_id, account)
);
create index rating_version on resources.rating (version_id);

create table resources.thanks (
  resource_id uuid not null references resources.resource,
  account text not null,
  account_name text not null,
  at timestamptz not null,
  primary key (resource_id, account)
);

-- Something is wrong with it: told by anybody who sees it, answered by its authors or who decides.
create table resources.problem (
  id uuid primary key,
  resource_id uuid not null references resources.resource,
  version_id uuid not null references resources.version,
  institution_id uuid references institutions.institution,
  kind text not null check (kind in ('rights', 'wrong', 'broken', 'accessibility', 'unsuitable', 'other')),
  text text not null check (text <> ''),
  account text not null default '',
  name text,
  contact text,
  at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'answered')),
  answer text,
  answered_by_name text,
  answered_at timestamptz,
  version integer not null default 1,
  check ((state = 'answered') = (answer is not null))
);
create index problem_resource on resources.problem (resource_id, at desc);
create index problem_version on resources.problem (version_id);
create index problem_open on resources.problem (institution_id, at) where state = 'open';
create index problem_account on resources.problem (account, at) where account <> '';

-- Figures of a resource over all who used it, whoever asks; only of one the asker sees. Learners are counted once.
create function resources.usage_of(resource uuid) returns table (
  viewers integer, views integer, downloads integer, uses integer, teachers integer, schools integer, learners integer, copies integer,
  collections integer, thanks integer, ratings integer, stars numeric)
  language sql stable security definer set search_path = ''
begin atomic
  select
    (select count(distinct s.who)::integer from resources.seen s where s.resource_id = resource and s.act = 'view'),
    (select count(*)::integer from resources.seen s where s.resource_id = resource and s.act = 'view'),
    (select count(*)::integer from resources.seen s where s.resource_id = resource and s.act = 'download'),
    (select count(*)::integer from resources.teaching_use u where u.resource_id = resource),
    (select count(distinct u.account)::integer from resources.teaching_use u where u.resource_id = resource),
    (select count(distinct u.institution_id)::integer from resources.teaching_use u where u.resource_id = resource),
    (select count(distinct l.person_id)::integer from resources.teaching_use u
      join students.section_learner l on l.section_id = u.section_id and l.from_date <= u.on_date
        and coalesce(l.to_date, 'infinity') >= u.on_date
      where u.resource_id = resource),
    (select count(distinct v.resource_id)::integer from resources.version_origin o join resources.version v on v.id = o.version_id
      join resources.version w on w.id = o.origin_version_id where w.resource_id = resource and o.relation = 'based_on'),
    (select count(distinct v.resource_id)::integer from resources.version_item i join resources.version v on v.id = i.version_id
      where i.resource_id = resource and v.state = 'published'),
    (select count(*)::integer from resources.thanks t where t.resource_id = resource),
    (select count(*)::integer from resources.rating r where r.resource_id = resource),
    (select round(avg(r.stars), 1) from resources.rating r where r.resource_id = resource);
end;

alter table resources.teaching_use enable row level security;
create policy teaching_use_area on resources.teaching_use to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]) or account = (select platform.own_account()));
alter table resources.rating enable row level security;
create policy rating_shown on resources.rating for select to ngheso_app
  using (exists (select 1 from resources.resource r where r.id = resource_id));
create policy rating_own on resources.rating to ngheso_app using (account <> '' and account = (select platform.own_account()));
alter table resources.thanks enable row level security;
create policy thanks_own on resources.thanks to ngheso_app using (account <> '' and account = (select platform.own_account()));
create policy thanks_received on resources.thanks for select to ngheso_app using (exists (select 1 from resources.resource r
  where r.id = resource_id and resources.holds(r.institution_id, r.owner_account)));
alter table resources.problem enable row level security;
create policy problem_area on resources.problem to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]) or exists (select 1 from resources.resource r
    where r.id = resource_id and resources.holds(r.institution_id, r.owner_account)));
create policy problem_told on resources.problem for insert to ngheso_app
  with check (state = 'open' and exists (select 1 from resources.resource r where r.id = resource_id));
create policy problem_own on resources.problem for select to ngheso_app using (account <> '' and account = (select platform.own_account()));

grant select, insert on resources.seen to ngheso_app;
grant select, insert, update, delete on resources.teaching_use, resources.rating, resources.thanks to ngheso_app;
grant select, insert, update on resources.problem to ngheso_app;
revoke all on function resources.usage_of(uuid) from public;
grant execute on function resources.usage_of(uuid) to ngheso_app;
