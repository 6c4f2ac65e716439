create schema if not exists curricula;
grant usage on schema curricula to ngheso_app;

-- Text to search in: folded, with signs between words as one space.
create function curricula.searchable(value text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(platform.fold(value), '[^a-z0-9]+', ' ', 'g'));

-- Digital-competence frameworks of learners: versioned reference data.
create table curricula.framework (
  id text primary key,
  title text not null,
  title_en text not null,
  signed_on date,
  from_date date not null,
  to_date date,
  source text not null,
  check (to_date is null or to_date >= from_date)
);
create table curricula.framework_level (
  framework_id text not null references curricula.framework,
  level smallint not null check (level > 0),
  code text not null,
  band text not null,
  band_en text not null,
  -- S source opened, K known but not opened, U not confirmed
  certainty text not null check (certainty in ('S', 'K', 'U')),
  primary key (framework_id, level)
);
create table curricula.framework_domain (
  framework_id text not null references curricula.framework,
  code text not null,
  name text not null,
  name_en text not null,
  primary key (framework_id, code)
);
create table curricula.framework_component (
  framework_id text not null references curricula.framework,
  code text not null,
  domain_code text not null,
  name text not null,
  name_en text not null,
  primary key (framework_id, code),
  foreign key (framework_id, domain_code) references curricula.framework_domain
);
create index framework_component_domain on curricula.framework_component (framework_id, domain_code);

create table curricula.programme (
  id uuid primary key default uuidv7(),
  institution_id uuid not null references institutions.institution,
  -- the school's own code
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  -- null: elementary and continuing training have no national code
  occupation_code text references institutions.occupation,
  level text not null check (level in ('cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen')),
  -- counted among digital-technology programmes by decision of a person; the rule adds those of the occupation code
  is_digital boolean not null default false,
  digital_reason text,
  is_demo boolean not null default false,
  version integer not null default 1,
  search text generated always as (curricula.searchable(name || ' ' || code || ' ' || coalesce(occupation_code, ''))) stored,
  unique (institution_id, code),
  check (not is_digital or digital_reason is not null)
);
create index programme_occupation on curricula.programme (occupation_code);
create index programme_search on curricula.programme using gin (search gin_trgm_ops);

create table curricula.programme_version (
  id uuid primary key default uuidv7(),
  programme_id uuid not null references curricula.programme,
  institution_id uuid not null references institutions.institution,
  number integer not null check (number > 0),
  -- the version it began as a copy of
  based_on uuid references curricula.programme_version,
  state text not null default 'draft' check (state in
    ('draft', 'under_review', 'appraised', 'approved', 'active', 'superseded', 'retired')),
  mode text not null default 'year' check (mode in ('year', 'credit')),
  study_form text not null default 'regular' check (study_form in ('regular', 'part_time', 'distance')),
  -- lowest schooling a learner enters with; decides the least credits of the intermediate level
  entry_level text not null default 'any' check (entry_level in ('any', 'lower_secondary', 'upper_secondary')),
  entry_requirement text not null default '',
  duration_months smallint check (duration_months > 0),
  objectives text not null default '',
  job_positions text not null default '',
  usage_guide text not null default '',
  -- why this version replaces the one before, and which new technology came in
  change_note text not null default '',
  new_technology_note text not null default '',
  -- what shows that the content fits teaching in the digital environment
  delivery_note text not null default '',
  delivery_confirmed_on date,
  delivery_confirmed_by text,
  decision_no text,
  decision_date date,
  active_from date,
  -- cohort it begins with, in the school's words
  cohort text,
  -- last day on which a cohort may begin with it; null: no end is known
  active_to date,
  is_demo boolean not null default false,
  version integer not null default 1,
  unique (programme_id, number),
  check (state not in ('approved', 'active', 'superseded', 'retired') or (decision_no is not null and decision_date is not null)),
  check (state not in ('active', 'superseded') or active_from is not null),
  check (state not in ('superseded', 'retired') or active_from is null or active_to is not null),
  check (active_to is null or active_to >= active_from),
  check ((delivery_confirmed_on is null) = (delivery_confirmed_by is null)),
  constraint programme_version_one_active exclude using gist (programme_id with =, daterange(active_from, active_to, '[]') with &&)
    where (active_from is not null)
);
create index programme_version_institution on curricula.programme_version (institution_id, state);
create index programme_version_based_on on curricula.programme_version (based_on);
-- one version at a time is being written
create unique index programme_version_one_draft on curricula.programme_version (programme_id)
  where state in ('draft', 'under_review', 'appraised');

-- Subjects (môn học) and modules (mô đun) of a version.
create table curricula.course_unit (
  id uuid primary key default uuidv7(),
  version_id uuid not null references curricula.programme_version on delete cascade,
  institution_id uuid not null references institutions.institution,
  position integer not null,
  -- a draft may still lack code and name; a version is not submitted so
  code text not null default '',
  name text not null default '',
  kind text not null default 'subject' check (kind in ('subject', 'module')),
  unit_group text not null default 'specialised' check (unit_group in ('general', 'basic', 'specialised', 'elective')),
  credits numeric(4, 1) check (credits >= 0),
  hours_total integer not null default 0 check (hours_total >= 0),
  hours_theory integer not null default 0 check (hours_theory >= 0),
  hours_practice integer not null default 0 check (hours_practice >= 0),
  hours_test integer not null default 0 check (hours_test >= 0),
  -- physical education, defence and security: a condition, never in averages (Thông tư 04/2022/TT-BLĐTBXH)
  is_condition boolean not null default false,
  -- work placement, internship or final project: 45 hours a credit
  is_internship boolean not null default false,
  term smallint check (term > 0),
  delivery text not null default 'in_person' check (delivery in ('in_person', 'blended', 'online')),
  -- day from which digital material, teaching software and platform are there; a fact of running it, not of the approved text
  online_ready_on date,
  syllabus text not null default '',
  version integer not null default 1,
  unique (id, version_id)
);
create index course_unit_version on curricula.course_unit (version_id, position);
create index course_unit_institution on curricula.course_unit (institution_id);

create table curricula.learning_outcome (
  id uuid primary key default uuidv7(),
  version_id uuid not null references curricula.programme_version on delete cascade,
  institution_id uuid not null references institutions.institution,
  position integer not null,
  code text not null check (code <> ''),
  kind text not null check (kind in ('knowledge', 'skill', 'autonomy')),
  statement text not null check (statement <> ''),
  unique (version_id, code) deferrable initially deferred,
  unique (id, version_id)
);
create index learning_outcome_institution on curricula.learning_outcome (institution_id);

-- Which subject or module teaches which outcome.
create table curricula.outcome_unit (
  outcome_id uuid not null,
  unit_id uuid not null,
  version_id uuid not null,
  institution_id uuid not null references institutions.institution,
  primary key (outcome_id, unit_id),
  foreign key (outcome_id, version_id) references curricula.learning_outcome (id, version_id) on delete cascade,
  foreign key (unit_id, version_id) references curricula.course_unit (id, version_id) on delete cascade
);
create index outcome_unit_unit on curricula.outcome_unit (unit_id);
create index outcome_unit_version on curricula.outcome_unit (version_id);
create index outcome_unit_institution on curricula.outcome_unit (institution_id);

-- Which digital competence an outcome asks for, at which level.
create table curricula.outcome_component (
  outcome_id uuid not null,
  framework_id text not null,
  component_code text not null,
  level smallint not null,
  version_id uuid not null,
  institution_id uuid not null references institutions.institution,
  primary key (outcome_id, framework_id, component_code),
  foreign key (outcome_id, version_id) references curricula.learning_outcome (id, version_id) on delete cascade,
  foreign key (framework_id, component_code) references curricula.framework_component,
  foreign key (framework_id, level) references curricula.framework_level
);
create index outcome_component_component on curricula.outcome_component (framework_id, component_code);
create index outcome_component_version on curricula.outcome_component (version_id);
create index outcome_component_institution on curricula.outcome_component (institution_id);

-- Steps of a version's life: who, when, from where to where.
create table curricula.review_step (
  id uuid primary key default uuidv7(),
  version_id uuid not null references curricula.programme_version on delete cascade,
  institution_id uuid not null references institutions.institution,
  on_date date not null,
  from_state text,
  to_state text not null,
  -- of the appraisal council's minutes or the decision
  document_no text,
  document_date date,
  note text not null default '',
  account text not null,
  account_name text not null,
  -- order in which they were made
  step_no bigint generated always as identity
);
create index review_step_version on curricula.review_step (version_id, step_no);
create index review_step_institution on curricula.review_step (institution_id);

-- A review that found nothing to change; one that did shows as a new version.
create table curricula.programme_review (
  id uuid primary key default uuidv7(),
  programme_id uuid not null references curricula.programme,
  institution_id uuid not null references institutions.institution,
  reviewed_on date not null,
  minutes_no text not null check (minutes_no <> ''),
  note text not null default ''
);
create index programme_review_programme on curricula.programme_review (programme_id, reviewed_on desc);
create index programme_review_institution on curricula.programme_review (institution_id);

-- When outcomes count as having digital competence integrated. No text gives a formula: settings, dated.
create table curricula.integration_rule (
  id uuid primary key default uuidv7(),
  framework_id text not null references curricula.framework,
  -- outcomes with a competence at the least level, taught in a subject
  min_outcomes smallint not null check (min_outcomes > 0),
  min_level smallint not null check (min_level > 0),
  -- domains of the framework those outcomes touch
  min_domains smallint not null check (min_domains > 0),
  -- an outcome without a subject that teaches it does not count
  needs_unit boolean not null,
  -- subjects taught online, blended or declared ready for it
  min_digital_units smallint not null check (min_digital_units >= 0),
  -- the department's confirmation stands in for them
  accepts_confirmation boolean not null,
  from_date date not null,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  check (to_date is null or to_date >= from_date),
  constraint integration_rule_no_overlap exclude using gist (daterange(from_date, to_date, '[]') with &&)
);
create index integration_rule_framework on curricula.integration_rule (framework_id);

-- When a digital-technology programme counts as updated.
create table curricula.update_rule (
  id uuid primary key default uuidv7(),
  -- age of the decision at most
  months smallint not null check (months > 0),
  needs_note boolean not null,
  -- beginnings of occupation codes that are digital technology; a programme may be marked by hand besides
  prefixes text[] not null,
  from_date date not null,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  check (to_date is null or to_date >= from_date),
  constraint update_rule_no_overlap exclude using gist (daterange(from_date, to_date, '[]') with &&)
);

-- Bounds of a programme's structure, one row a bound.
create table curricula.structure_rule (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('unit_credits', 'hours_per_credit', 'theory_hours_per_credit', 'practice_hours_per_credit',
    'internship_hours_per_credit', 'programme_credits', 'programme_hours', 'theory_percent', 'duration_months', 'review_months')),
  -- null: every level
  level text check (level in ('cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen')),
  entry_level text check (entry_level in ('any', 'lower_secondary', 'upper_secondary')),
  minimum numeric(7, 1),
  maximum numeric(7, 1),
  -- an error keeps a version from being submitted, a warning does not
  severity text not null check (severity in ('error', 'warning')),
  -- the text that causes it, as it is named to the reader
  citation text not null,
  from_date date not null,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  check (minimum is not null or maximum is not null),
  check (maximum is null or minimum is null or maximum >= minimum),
  check (to_date is null or to_date >= from_date),
  constraint structure_rule_no_overlap exclude using gist (kind with =, coalesce(level, '') with =, coalesce(entry_level, '') with =,
    daterange(from_date, to_date, '[]') with &&)
);

-- Approved is approved: the content stays as it was decided, whoever writes.
create function curricula.is_published(state text) returns boolean
  language sql immutable strict parallel safe
  return state in ('approved', 'active', 'superseded', 'retired');

create function curricula.keep_approved_version() returns trigger language plpgsql set search_path = '' as $$
declare
  -- what happens to a version after it was approved
  later text[] := array['state', 'active_from', 'active_to', 'cohort', 'delivery_confirmed_on', 'delivery_confirmed_by', 'version'];
begin
  if not curricula.is_published(old.state) then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  if tg_op = 'DELETE' or to_jsonb(new) - later <> to_jsonb(old) - later or not curricula.is_published(new.state)
    or (old.state <> 'approved' and new.state = 'approved') or (old.state in ('superseded', 'retired') and new.state <> old.state) then
    raise exception 'an approved programme version does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_approved before update or delete on curricula.programme_version
  for each row execute function curricula.keep_approved_version();

create function curricula.keep_approved_content() returns trigger language plpgsql set search_path = '' as $$
declare
  row_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  version_state text;
begin
  -- readiness for online teaching is a fact of running the programme
  if tg_table_name = 'course_unit' and tg_op = 'UPDATE'
    and row_new - 'online_ready_on' - 'version' = row_old - 'online_ready_on' - 'version' then return new; end if;
  select v.state into version_state from curricula.programme_version v
    where v.id = (coalesce(row_old, row_new) ->> 'version_id')::uuid;
  -- no row: the version itself is being removed
  if version_state is not null and version_state <> 'draft' then
    raise exception 'the content of a programme version changes only while it is a draft' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

-- Name, code, level and occupation of a programme with an approved version stay.
create function curricula.keep_approved_programme() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.code, new.name, new.level, new.occupation_code, new.institution_id)
      is distinct from (old.code, old.name, old.level, old.occupation_code, old.institution_id)
    and exists (select 1 from curricula.programme_version v where v.programme_id = old.id and curricula.is_published(v.state)) then
    raise exception 'a programme with an approved version keeps its name, code, level and occupation' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_approved before update on curricula.programme
  for each row execute function curricula.keep_approved_programme();

-- What is published is public; what is being written is the school's and the province's.
alter table curricula.programme enable row level security;
create policy programme_area on curricula.programme to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
alter table curricula.programme_version enable row level security;
create policy programme_version_public on curricula.programme_version for select to ngheso_app using (curricula.is_published(state));
create policy programme_version_area on curricula.programme_version to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
create policy programme_public on curricula.programme for select to ngheso_app
  using (id in (select v.programme_id from curricula.programme_version v where curricula.is_published(v.state)));
do $$
declare t text;
begin
  foreach t in array array['course_unit', 'learning_outcome', 'outcome_unit', 'outcome_component'] loop
    execute format('create trigger keep_approved before insert or update or delete on curricula.%I
      for each row execute function curricula.keep_approved_content()', t);
    execute format('alter table curricula.%I enable row level security', t);
    execute format('create policy %I on curricula.%I for select to ngheso_app
      using (version_id in (select v.id from curricula.programme_version v where curricula.is_published(v.state)))', t || '_public', t);
    execute format('create policy %I on curricula.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
  foreach t in array array['review_step', 'programme_review'] loop
    execute format('alter table curricula.%I enable row level security', t);
    execute format('create policy %I on curricula.%I to ngheso_app using ((select platform.reaches_all())
      or institution_id = any ((select platform.reached_institutions())::uuid[]))', t || '_area', t);
  end loop;
end $$;

-- Versions a cohort may begin with on the day, with what the programme says of itself.
create function curricula.active_on(day date) returns table (
  version_id uuid, programme_id uuid, institution_id uuid, number integer, code text, name text, level text, occupation_code text,
  mode text, decision_no text, decision_date date, active_from date, cohort text, is_digital boolean, is_demo boolean)
  language sql stable parallel safe
begin atomic
  select v.id, p.id, p.institution_id, v.number, p.code, p.name, p.level, p.occupation_code,
    v.mode, v.decision_no, v.decision_date, v.active_from, v.cohort, p.is_digital, p.is_demo
  from curricula.programme_version v join curricula.programme p on p.id = v.programme_id
  where v.active_from <= day and coalesce(v.active_to, 'infinity') >= day;
end;

-- The rules as this product reads them when installed; the department replaces each from a day on. The integration rule
-- comes with the framework it names.
insert into curricula.update_rule (months, needs_note, prefixes, from_date, source) values
  (36, true, array['648', '548'], date '2017-01-01',
   'Đề xuất: chu kỳ rà soát 3 năm của Thông tư 03/2017/TT-BLĐTBXH; nguồn của kế hoạch không nêu công thức');

insert into curricula.structure_rule (kind, level, entry_level, minimum, maximum, severity, citation, from_date, source, is_verified) values
  ('unit_credits', null, null, 2, 6, 'warning', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH: quy mô thường gặp của một mô đun', true),
  ('hours_per_credit', null, null, 15, 45, 'error', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH: 15 giờ lý thuyết, 30 giờ thực hành hoặc 45 giờ thực tập một tín chỉ', true),
  ('theory_hours_per_credit', null, null, 15, 15, 'warning', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH', true),
  ('practice_hours_per_credit', null, null, 30, 30, 'warning', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH', true),
  ('internship_hours_per_credit', null, null, 45, 45, 'warning', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH', true),
  ('programme_credits', 'trung_cap', 'upper_secondary', 35, null, 'error', 'Thông tư 12/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 12/2017/TT-BLĐTBXH', true),
  ('programme_credits', 'trung_cap', 'lower_secondary', 50, null, 'error', 'Thông tư 12/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 12/2017/TT-BLĐTBXH', true),
  ('programme_credits', 'cao_dang', null, 60, null, 'error', 'Thông tư 12/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 12/2017/TT-BLĐTBXH', true),
  ('theory_percent', 'trung_cap', null, 25, 45, 'error', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH', true),
  ('theory_percent', 'cao_dang', null, 30, 50, 'error', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH', true),
  ('programme_hours', 'so_cap', null, 300, null, 'error', 'Thông tư 42/2015/TT-BLĐTBXH', date '2015-01-01', 'Thông tư 42/2015/TT-BLĐTBXH; số giờ chưa đối chiếu với văn bản', false),
  ('duration_months', 'cao_dang', null, 24, 36, 'warning', 'Luật Giáo dục nghề nghiệp', date '2015-01-01', 'Thời gian đào tạo 2 đến 3 năm', true),
  ('duration_months', 'trung_cap', null, 12, 24, 'warning', 'Luật Giáo dục nghề nghiệp', date '2015-01-01', 'Thời gian đào tạo 1 đến 2 năm', true),
  ('review_months', null, null, null, 36, 'warning', 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01', 'Thông tư 03/2017/TT-BLĐTBXH: rà soát ít nhất 3 năm một lần', true);

grant select, insert, update, delete on all tables in schema curricula to ngheso_app;
grant execute on all functions in schema curricula to ngheso_app;
