-- Frameworks of digital competence: versioned reference data, each with its dates and what it was made for.
create table staff.framework (
  id text primary key,
  title text not null,
  title_en text not null,
  signed_on date,
  from_date date not null,
  to_date date,
  -- whom the text itself covers, and in which sense it is used here
  scope_vi text not null,
  scope_en text not null,
  source text not null
);
create table staff.framework_level (
  framework_id text not null references staff.framework,
  level smallint not null check (level > 0),
  name text not null,
  name_en text not null,
  primary key (framework_id, level)
);
create table staff.framework_domain (
  framework_id text not null references staff.framework,
  code text not null,
  name text not null,
  name_en text not null,
  primary key (framework_id, code)
);
create table staff.framework_component (
  framework_id text not null references staff.framework,
  code text not null,
  domain_code text not null,
  name text not null,
  name_en text not null,
  primary key (framework_id, code),
  foreign key (framework_id, domain_code) references staff.framework_domain
);
create index framework_component_domain on staff.framework_component (framework_id, domain_code);

-- Statements in our own words, four to a component, each building on the one before.
create table staff.questionnaire (
  id text primary key,
  framework_id text not null references staff.framework,
  version integer not null,
  from_date date not null,
  to_date date,
  unique (framework_id, version)
);
create table staff.questionnaire_statement (
  questionnaire_id text not null references staff.questionnaire,
  component_code text not null,
  position smallint not null check (position between 1 and 4),
  text_vi text not null,
  text_en text not null,
  primary key (questionnaire_id, component_code, position)
);

-- From statements to levels. `level_of`: the level for 0, 1, 2, 3, 4 statements reached in a row (0: below the first level);
-- overall: the highest level that at least this share of all components has.
create table staff.level_rule (
  id uuid primary key default uuidv7(),
  framework_id text not null references staff.framework,
  level_of smallint[] not null check (cardinality(level_of) = 5),
  overall_share numeric(4, 3) not null check (overall_share > 0 and overall_share <= 1),
  from_date date not null,
  to_date date,
  certainty text not null check (certainty in ('S', 'K', 'U')),
  check (to_date is null or to_date >= from_date),
  constraint level_rule_no_overlap exclude using gist (framework_id with =, daterange(from_date, to_date, '[]') with &&)
);

-- A person's own look at themselves.
create table staff.self_assessment (
  id uuid primary key default uuidv7(),
  person_id uuid not null references people.person,
  questionnaire_id text not null references staff.questionnaire,
  started_on date not null,
  finished_on date,
  -- shown to the managers of this school by the person's own act
  shared_with uuid references institutions.institution,
  shared_on date,
  check (finished_on is null or finished_on >= started_on),
  check ((shared_with is null) = (shared_on is null)),
  check (shared_on is null or finished_on is not null)
);
create index self_assessment_person on staff.self_assessment (person_id, started_on desc);
create index self_assessment_questionnaire on staff.self_assessment (questionnaire_id);
create index self_assessment_shared on staff.self_assessment (shared_with);
create unique index self_assessment_one_open on staff.self_assessment (person_id, questionnaire_id) where finished_on is null;

create table staff.self_answer (
  assessment_id uuid not null references staff.self_assessment on delete cascade,
  person_id uuid not null references people.person,
  component_code text not null,
  -- which of the four statements are true
  ticked boolean[] not null check (cardinality(ticked) = 4),
  -- statements reached in a row from the first
  score smallint not null check (score between 0 and 4),
  primary key (assessment_id, component_code)
);
create index self_answer_person on staff.self_answer (person_id);

-- Nobody but the person: no reach of a role, be it the whole province, opens these rows. What was shared is read by the
-- managers of that one school.
alter table staff.self_assessment enable row level security;
create policy self_assessment_own on staff.self_assessment to ngheso_app using (person_id = (select platform.own_person()));
create policy self_assessment_shared on staff.self_assessment for select to ngheso_app
  using (shared_with = any ((select platform.reached_institutions())::uuid[]));
alter table staff.self_answer enable row level security;
create policy self_answer_own on staff.self_answer to ngheso_app using (person_id = (select platform.own_person()));
create policy self_answer_shared on staff.self_answer for select to ngheso_app
  using (assessment_id in (select a.id from staff.self_assessment a where a.shared_with = any ((select platform.reached_institutions())::uuid[])));

-- Means by domain and school over the latest finished look of each person in post on the day, as far as the session
-- reaches. A school below five people goes into a common row (institution_id null), which stays away while it too has
-- fewer than five; and nothing is summed over what is hidden, so that no difference gives it away.
create function staff.competence_map(framework text, day date)
  returns table (institution_id uuid, domain_code text, people integer, mean numeric)
  language sql stable security definer set search_path = ''
begin atomic
  with home as (
    select distinct on (p.person_id) p.person_id, p.institution_id from staff.post p
    where (p.from_date is null or p.from_date <= day) and (p.to_date is null or p.to_date >= day)
    order by p.person_id, p.contract is not distinct from 'visiting', p.from_date nulls first, p.id
  ), latest as (
    select distinct on (a.person_id) a.person_id, a.id from staff.self_assessment a
    join staff.questionnaire q on q.id = a.questionnaire_id
    where q.framework_id = framework and a.finished_on <= day order by a.person_id, a.finished_on desc, a.id desc
  ), looked as (
    select h.institution_id, h.person_id, l.id from home h join latest l on l.person_id = h.person_id
    where platform.reaches_all() or h.institution_id = any (platform.reached_institutions())
  ), sized as (
    select k.institution_id, count(*) as people from looked k group by k.institution_id
  ), grouped as (
    select case when s.people >= 5 then k.institution_id end as institution_id, k.person_id, k.id
    from looked k join sized s on s.institution_id = k.institution_id
  ), means as (
    select g.institution_id, g.person_id, c.domain_code, avg(w.score) as mean
    from grouped g join staff.self_answer w on w.assessment_id = g.id
    join staff.framework_component c on c.framework_id = framework and c.code = w.component_code
    group by g.institution_id, g.person_id, c.domain_code
  )
  select m.institution_id, m.domain_code, count(*)::integer, round(avg(m.mean), 1)
  from means m group by m.institution_id, m.domain_code having count(*) >= 5;
end;

-- A person's own looks go with the person when two records are found to be one. Whoever joins the records may not read
-- them, so the database moves them; an unfinished one stays where the other record has one too.
create function staff.move_person_competence(source uuid, target uuid, only_ids uuid[]) returns jsonb
  language sql security definer set search_path = ''
begin atomic
  with looks as (
    update staff.self_assessment a set person_id = target
    where a.person_id = source and (only_ids is null or a.id = any (only_ids))
      and not (a.finished_on is null and exists (select 1 from staff.self_assessment o where o.person_id = target
        and o.questionnaire_id = a.questionnaire_id and o.finished_on is null))
    returning a.id
  ), answers as (
    update staff.self_answer w set person_id = target where w.assessment_id in (select id from looks) returning w.assessment_id
  )
  select jsonb_agg(jsonb_build_object('subject', 'staff.self-assessment', 'id', l.id, 'institution', null))
  from looks l where (select count(*) from answers) >= 0;
end;

grant select, insert, update, delete on all tables in schema staff to ngheso_app;
grant execute on all functions in schema staff to ngheso_app;
