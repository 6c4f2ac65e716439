create schema if not exists resources;
grant usage on schema resources to ngheso_app;

-- Text to search in: folded, with signs between words as one space.
create function resources.searchable(value text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(platform.fold(value), '[^a-z0-9]+', ' ', 'g'));

-- Licences as data: what each allows. `widest`: the widest circle it may be shown to.
create table resources.licence (
  code text primary key check (code ~ '^[a-z0-9.-]+$'),
  position smallint not null unique,
  name text not null,
  name_en text not null,
  -- deed of the licence; null: there is none to link to
  url text,
  may_derive boolean not null,
  -- what is made from it carries the same licence
  share_alike boolean not null,
  may_sell boolean not null,
  needs_credit boolean not null,
  widest text not null check (widest in ('school', 'signed_in', 'public')),
  source text not null,
  is_verified boolean not null default false
);

insert into resources.licence (position, code, name, name_en, url, may_derive, share_alike, may_sell, needs_credit, widest, source, is_verified) values
  (1, 'cc-by-4.0', 'CC BY 4.0: ghi công', 'CC BY 4.0: attribution', 'https://creativecommons.org/licenses/by/4.0/', true, false, true, true, 'public', 'Creative Commons 4.0', true),
  (2, 'cc-by-sa-4.0', 'CC BY-SA 4.0: ghi công, chia sẻ tương tự', 'CC BY-SA 4.0: attribution, share alike', 'https://creativecommons.org/licenses/by-sa/4.0/', true, true, true, true, 'public', 'Creative Commons 4.0', true),
  (3, 'cc-by-nc-4.0', 'CC BY-NC 4.0: ghi công, không dùng để bán', 'CC BY-NC 4.0: attribution, non-commercial', 'https://creativecommons.org/licenses/by-nc/4.0/', true, false, false, true, 'public', 'Creative Commons 4.0', true),
  (4, 'cc-by-nc-sa-4.0', 'CC BY-NC-SA 4.0: ghi công, không dùng để bán, chia sẻ tương tự', 'CC BY-NC-SA 4.0: attribution, non-commercial, share alike', 'https://creativecommons.org/licenses/by-nc-sa/4.0/', true, true, false, true, 'public', 'Creative Commons 4.0', true),
  (5, 'cc-by-nd-4.0', 'CC BY-ND 4.0: ghi công, không sửa đổi', 'CC BY-ND 4.0: attribution, no derivatives', 'https://creativecommons.org/licenses/by-nd/4.0/', false, false, true, true, 'public', 'Creative Commons 4.0', true),
  (6, 'cc-by-nc-nd-4.0', 'CC BY-NC-ND 4.0: ghi công, không dùng để bán, không sửa đổi', 'CC BY-NC-ND 4.0: attribution, non-commercial, no derivatives', 'https://creativecommons.org/licenses/by-nc-nd/4.0/', false, false, false, true, 'public', 'Creative Commons 4.0', true),
  (7, 'cc0-1.0', 'CC0 1.0: dành cho mọi người, không điều kiện', 'CC0 1.0: no conditions', 'https://creativecommons.org/publicdomain/zero/1.0/', true, false, true, false, 'public', 'Creative Commons', true),
  (8, 'noi-bo', 'Nội bộ: các cơ sở giáo dục nghề nghiệp của tỉnh, thành phố', 'Internal: the vocational institutions of the province', null, true, true, false, true, 'signed_in', 'Quy ước của kho học liệu, chưa có văn bản quy định', false),
  (9, 'noi-bo-truong', 'Nội bộ: chỉ trong cơ sở của tác giả', 'Internal: the institution of the authors only', null, true, true, false, true, 'school', 'Quy ước của kho học liệu, chưa có văn bản quy định', false);

-- A learning resource: what lasts through its versions, with its address /hoc-lieu/<code>.
create table resources.resource (
  id uuid primary key default uuidv7(),
  code text not null unique check (code ~ '^[0-9a-hjkmnp-tv-z]{10}$'),
  -- school it belongs to; null: the department's or harvested
  institution_id uuid references institutions.institution,
  owner_account text not null,
  owner_name text not null,
  owner_person uuid references people.person,
  -- who may read what is published; private: nothing is
  access text not null default 'private' check (access in ('private', 'school', 'signed_in', 'public')),
  -- the version its address shows
  published_id uuid,
  withdrawn_at timestamptz,
  withdrawn_kind text check (withdrawn_kind in ('author', 'rights', 'content', 'broken', 'outdated', 'other')),
  withdrawn_reason text,
  -- made here, brought in from a folder, or harvested from another repository
  origin text not null default 'local' check (origin in ('local', 'imported', 'harvested')),
  -- its name where it came from (an OAI identifier, the code in the package)
  origin_key text,
  -- the first day it was accepted for the whole province (measures read it as of a day)
  shared_on date,
  created_at timestamptz not null default now(),
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (origin, origin_key),
  check ((withdrawn_at is null) = (withdrawn_kind is null) and (withdrawn_at is null) = (withdrawn_reason is null)),
  check (access = 'private' or published_id is not null)
);
create index resource_institution on resources.resource (institution_id, created_at desc, id);
create index resource_owner on resources.resource (owner_account, created_at desc, id);
create index resource_person on resources.resource (owner_person) where owner_person is not null;
create index resource_public on resources.resource (access, id) where access <> 'private';

-- A version: the content and its description. What it says is fixed once it is handed in.
create table resources.version (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references resources.resource on delete cascade,
  institution_id uuid references institutions.institution,
  owner_account text not null,
  number integer not null check (number > 0),
  state text not null default 'draft' check (state in
    ('draft', 'submitted', 'reviewed', 'accepted', 'published', 'superseded', 'withdrawn')),
  kind text not null default 'document' check (kind in
    ('document', 'slides', 'video', 'audio', 'image', 'package', 'simulation', 'question_set', 'link', 'collection')),
  title text not null default '',
  title_en text,
  summary text not null default '',
  summary_en text,
  -- BCP 47; zxx: nothing in it is language
  languages text[] not null default '{vi}',
  keywords text[] not null default '{}',
  levels text[] not null default '{}'
    check (levels <@ array['cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen']),
  audiences text[] not null default '{}' check (audiences <@ array['learner', 'teacher', 'manager']),
  licence text references resources.licence,
  rights_holder text,
  accessibility text[] not null default '{}' check (accessibility <@ array['captions', 'transcript', 'alternative_text',
    'audio_description', 'tagged', 'keyboard', 'sign_language']),
  accessibility_note text,
  -- of kind link: where it is
  address text,
  pages integer check (pages > 0),
  seconds integer check (seconds > 0),
  -- minutes a learner works with it
  study_minutes integer check (study_minutes > 0),
  -- what is new in it against the one before
  change_note text,
  -- who may read it once published
  access text not null default 'school' check (access in ('school', 'signed_in', 'public')),
  accepted_on date,
  published_at timestamptz,
  superseded_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  search text generated always as (resources.searchable(title || ' ' || coalesce(title_en, '') || ' ' || summary)) stored,
  unique (resource_id, number),
  check (state = 'draft' or (title <> '' and licence is not null)),
  check (state not in ('published', 'superseded') or published_at is not null)
);
create unique index version_one_open on resources.version (resource_id) where state in ('draft', 'submitted', 'reviewed', 'accepted');
create unique index version_one_published on resources.version (resource_id) where state = 'published';
create index version_institution on resources.version (institution_id, state, id);
create index version_owner on resources.version (owner_account, state, changed_at desc, id);
create index version_published on resources.version (published_at desc, id) where state = 'published';
create index version_licence on resources.version (licence);
create index version_search on resources.version using gin (search gin_trgm_ops);
alter table resources.resource add foreign key (published_id) references resources.version deferrable initially deferred;
create index resource_published on resources.resource (published_id) where published_id is not null;

-- A file of a version, by its path inside it. The bytes are kept by hash and may be shared with other versions.
create table resources.version_file (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  path text not null check (path <> '' and length(path) <= 500),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  mime text not null,
  -- type by content: name in platform/files/kinds.ts
  kind text not null,
  -- content, or what makes the content accessible
  role text not null default 'content' check (role in ('content', 'captions', 'transcript', 'alternative')),
  language text,
  -- what an image or a video shows, for who does not see it
  alternative_text text,
  position integer not null default 0,
  unique (version_id, path)
);
create index version_file_order on resources.version_file (version_id, position, id);
create index version_file_hash on resources.version_file (hash);

-- Who made it. The name stands as it was; the person links it to the teacher's record.
create table resources.version_author (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  position integer not null,
  name text not null check (name <> ''),
  person_id uuid references people.person,
  institution_id uuid references institutions.institution,
  -- school or organisation as written, where it is none of ours
  organisation text,
  unique (version_id, position)
);
create index version_author_person on resources.version_author (person_id) where person_id is not null;
create index version_author_institution on resources.version_author (institution_id) where institution_id is not null;

create table resources.version_occupation (
  version_id uuid not null references resources.version on delete cascade,
  occupation_code text not null references institutions.occupation,
  primary key (version_id, occupation_code)
);
create index version_occupation_code on resources.version_occupation (occupation_code, version_id);

-- Subjects and modules it is for. Code and name stand as they were when it was tagged.
create table resources.version_unit (
  version_id uuid not null references resources.version on delete cascade,
  unit_id uuid not null references curricula.course_unit,
  code text not null,
  name text not null,
  primary key (version_id, unit_id)
);
create index version_unit_unit on resources.version_unit (unit_id, version_id);

-- Digital competence it builds, by the learners' framework.
create table resources.version_component (
  version_id uuid not null references resources.version on delete cascade,
  framework_id text not null,
  component_code text not null,
  primary key (version_id, framework_id, component_code),
  foreign key (framework_id, component_code) references curricula.framework_component
);
create index version_component_code on resources.version_component (framework_id, component_code, version_id);

-- What it was made from: another version here, or a work from elsewhere.
create table resources.version_origin (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  position integer not null,
  relation text not null default 'based_on' check (relation in ('based_on', 'translation_of', 'contains')),
  origin_version_id uuid references resources.version,
  title text not null check (title <> ''),
  authors text not null default '',
  address text,
  licence text references resources.licence,
  unique (version_id, position)
);
create index version_origin_origin on resources.version_origin (origin_version_id) where origin_version_id is not null;
create index version_origin_licence on resources.version_origin (licence) where licence is not null;

-- What a collection holds, in its order. Without a fixed version the item is whatever its address shows.
create table resources.version_item (
  version_id uuid not null references resources.version on delete cascade,
  position integer not null,
  resource_id uuid not null references resources.resource,
  fixed_version_id uuid references resources.version,
  note text,
  primary key (version_id, position),
  unique (version_id, resource_id)
);
create index version_item_resource on resources.version_item (resource_id);
create index version_item_fixed on resources.version_item (fixed_version_id) where fixed_version_id is not null;

-- Steps of a version's life: who, when, from where to where, why.
create table resources.version_step (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  step_no bigint generated always as identity,
  from_state text,
  to_state text not null,
  note text not null default '',
  account text not null,
  account_name text not null,
  at timestamptz not null default now()
);
create index version_step_version on resources.version_step (version_id, step_no);

-- ── what is handed in stays as it is ──────────────────────────────────────────────────────────────────────────────

create function resources.keep_version() returns trigger language plpgsql set search_path = '' as $$
declare
  life text[] := array['state', 'access', 'accepted_on', 'published_at', 'superseded_at', 'version', 'search', 'changed_at', 'owner_account'];
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'a version that was handed in stays' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.state <> 'draft' and to_jsonb(new) - life <> to_jsonb(old) - life then
    raise exception 'what a version says changes only while it is a draft' using errcode = 'restrict_violation';
  end if;
  if old.state in ('published', 'superseded', 'withdrawn') and new.state not in ('published', 'superseded', 'withdrawn') then
    raise exception 'a published version does not become a draft' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_version before update or delete on resources.version
  for each row execute function resources.keep_version();

create function resources.keep_content() returns trigger language plpgsql set search_path = '' as $$
declare
  row_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  version_state text;
begin
  -- two records of one person found to be one
  if tg_op = 'UPDATE' and tg_table_name = 'version_author' and row_new - 'person_id' = row_old - 'person_id' then return new; end if;
  select v.state into version_state from resources.version v where v.id = (coalesce(row_old, row_new) ->> 'version_id')::uuid;
  if version_state is not null and version_state <> 'draft' then
    raise exception 'the content of a version changes only while it is a draft' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

-- ── who sees what ─────────────────────────────────────────────────────────────────────────────────────────────────

-- Versions the account was asked to review, beside its own area. The review part fills it.
create function resources.reviewed_resources() returns uuid[]
  language sql stable security definer set search_path = ''
  return '{}'::uuid[];

-- Is the area within reach, or the account's own?
create function resources.holds(institution uuid, account text) returns boolean
  language sql stable parallel safe
  return (platform.reaches_all() or institution = any (platform.reached_institutions())
    or (account <> '' and account = platform.own_account()));

alter table resources.resource enable row level security;
create policy resource_area on resources.resource to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or (owner_account <> '' and owner_account = (select platform.own_account())));
create policy resource_shown on resources.resource for select to ngheso_app
  using (access = 'public' or (access = 'signed_in' and (select platform.own_account()) <> '')
    or id = any ((select resources.reviewed_resources())::uuid[]));

alter table resources.version enable row level security;
create policy version_area on resources.version to ngheso_app
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or (owner_account <> '' and owner_account = (select platform.own_account())));
create policy version_shown on resources.version for select to ngheso_app
  using ((state in ('published', 'superseded', 'withdrawn')
      and exists (select 1 from resources.resource r where r.id = resource_id))
    or resource_id = any ((select resources.reviewed_resources())::uuid[]));

do $$
declare t text;
begin
  foreach t in array array['version_file', 'version_author', 'version_occupation', 'version_unit', 'version_component',
    'version_origin', 'version_item', 'version_step'] loop
    execute format('alter table resources.%I enable row level security', t);
    execute format('create policy %I on resources.%I for select to ngheso_app
      using (exists (select 1 from resources.version v where v.id = version_id))', t || '_shown', t);
    execute format('create policy %I on resources.%I to ngheso_app
      using (exists (select 1 from resources.version v where v.id = version_id and resources.holds(v.institution_id, v.owner_account)))',
      t || '_area', t);
    if t <> 'version_step' then
      execute format('create trigger keep_content before insert or update or delete on resources.%I
        for each row execute function resources.keep_content()', t);
    end if;
  end loop;
end $$;

-- Moves rows from one person to another when two records are found to be one (people.merge-people), or back.
create function resources.move_person(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql as $$
  with moved as (
    update resources.version_author set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids)) returning id, institution_id
  ), owned as (
    update resources.resource set owner_person = to_person
    where owner_person = from_person and (only_ids is null or id = any (only_ids)) returning id, institution_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', subject, 'id', id, 'institution', institution_id)), '[]') from (
    select 'resources.version_author' as subject, id, institution_id from moved
    union all select 'resources.resource', id, institution_id from owned) all_rows
$$;
create function resources.holds_person(person uuid, institution uuid) returns boolean
  language sql stable
begin atomic
  select exists (select 1 from resources.version_author r where r.person_id = person and r.institution_id = institution)
    or exists (select 1 from resources.resource r where r.owner_person = person and r.institution_id = institution);
end;

grant select, insert, update, delete on all tables in schema resources to ngheso_app;
revoke insert, update, delete on resources.licence from ngheso_app;
revoke delete, update on resources.version_step from ngheso_app;
revoke all on all functions in schema resources from public;
grant execute on all functions in schema resources to ngheso_app;
