-- Finding: the questions that pages ask of the flat table. They run with the owner's rights, since an index on words cannot be used under
-- row-level security; what the asker may see is in the view below, and they read nothing but by it.

-- The widest circle of the asker; see search_entry.
create function resources.own_circle() returns smallint
  language sql stable parallel safe
  return case when platform.reaches_all() then 3 when platform.own_account() <> '' then 1 else 0 end::smallint;

alter table resources.search_entry enable row level security;
create policy search_entry_shown on resources.search_entry for select to ngheso_app
  using (circle <= (select resources.own_circle()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or (circle = 2 and institution_id = any ((select resources.learner_schools())::uuid[]))
    or (owner_account <> '' and owner_account = (select platform.own_account())));

-- The same, for the functions.
create view resources.search_shown as select e.* from resources.search_entry e
  where circle <= (select resources.own_circle()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or (circle = 2 and institution_id = any ((select resources.learner_schools())::uuid[]))
    or (owner_account <> '' and owner_account = (select platform.own_account()));

-- How many there are of each number; `match` null: of all. Here and below a plan is made once: it is the same whatever is asked.
create function resources.count_grouped(match text) returns table (shape integer, topic integer, institution_id uuid, set integer, n bigint)
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off
  set enable_sort = off set plan_cache_mode = force_generic_plan as $$
begin
  if match is null then
    return query select e.shape, e.topic, e.institution_id, grouping(e.shape, e.topic, e.institution_id), count(*) from resources.search_shown e
      group by grouping sets ((e.shape), (e.topic), (e.institution_id));
  else
    return query select e.shape, e.topic, e.institution_id, grouping(e.shape, e.topic, e.institution_id), count(*) from resources.search_shown e
      where e.words @@ match::tsquery group by grouping sets ((e.shape), (e.topic), (e.institution_id));
  end if;
end $$;

-- How many there are, by everything one can filter by: {"total": 3, "times": 1, "counts": {"kind": {"video": 2, …}, …}}.
-- Where they are more than `exactly`, one part of sixteen is counted and `times` is 16.
create function resources.count_resources(match text, exactly integer) returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  times integer := 16;
  told jsonb;
begin
  for turn in 1 .. 2 loop
    with grouped as materialized (select * from resources.count_grouped(case when times = 1 then match else pg_catalog.concat_ws(' & ', match, $x$'sample:0'$x$) end)),
      shapes as (select s.*, g.n from grouped g join resources.search_shape s on s.id = g.shape where g.set = 3),
      topics as (select t.*, g.n from grouped g join resources.search_topic t on t.id = g.topic where g.set = 5),
      counted (facet, value, n) as (
        select 'kind', kind, sum(shapes.n) from shapes group by 2
        union all select 'licence', licence, sum(shapes.n) from shapes where licence <> '' group by 2
        union all select 'year', year::text, sum(shapes.n) from shapes group by 2
        union all select 'level', l, sum(shapes.n) from shapes, pg_catalog.unnest(levels) l group by 2
        union all select 'language', l, sum(shapes.n) from shapes, pg_catalog.unnest(languages) l group by 2
        union all select 'occupation', o, sum(topics.n) from topics, pg_catalog.unnest(occupations) o group by 2
        union all select 'component', c, sum(topics.n) from topics, pg_catalog.unnest(components) c group by 2
        union all select 'school', grouped.institution_id::text, grouped.n from grouped where set = 6 and grouped.institution_id is not null)
    select pg_catalog.jsonb_build_object('total', (select coalesce(sum(shapes.n), 0) * times from shapes), 'times', times, 'counts',
        coalesce(pg_catalog.jsonb_object_agg(facet, listed), '{}')) into told
      from (select facet, pg_catalog.jsonb_object_agg(value, counted.n * times) as listed from counted group by facet) f;
    exit when times = 1 or (told ->> 'total')::bigint > exactly;
    times := 1;
  end loop;
  return told;
end $$;

-- The best of what is found: [{"id", "key", "tier"}, …]. `tiers` are the ways to be found, the best first; of more than `ranked` only the
-- best standing are looked at closely. Key: the tier, then how well the words of `ranking` stand in title, terms and description.
create function resources.rank_resources(tiers text[], ranking text, ranked integer, after_key bigint, after_id uuid, most integer) returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off
  set plan_cache_mode = force_generic_plan as $$
declare
  ids uuid[] := '{}';
  places integer[] := '{}';
  more uuid[];
begin
  for place in 1 .. pg_catalog.cardinality(tiers) loop
    exit when pg_catalog.cardinality(ids) >= ranked;
    select coalesce(pg_catalog.array_agg(f.resource_id), '{}') into more from (select e.resource_id from resources.search_shown e
      where e.words @@ tiers[place]::tsquery and e.resource_id <> all (ids) order by e.quality desc, e.resource_id desc
      limit ranked - pg_catalog.cardinality(ids)) f;
    ids := ids || more;
    places := places || pg_catalog.array_fill(pg_catalog.cardinality(tiers) - place, array[pg_catalog.cardinality(more)]);
  end loop;
  return (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', id, 'key', key, 'tier', place) order by key desc, id desc), '[]') from (
    select * from (
      select e.resource_id as id, f.place, f.place * 10000000::bigint
        + (least(pg_catalog.ts_rank('{0,0.2,0.5,1}', e.head, ranking::tsquery), 0.95) * 9000000 + least(e.quality, 4) * 100000)::bigint as key
      from unnest(ids, places) f(id, place) join resources.search_entry e on e.resource_id = f.id) k
    where after_key is null or (key, id) < (after_key, after_id) order by key desc, id desc limit most) page);
end $$;

-- Found ones in an order of theirs: newest, used or rated. `is_many`: so many that walking in the order finds enough soon.
create function resources.sort_resources(match text, sort text, is_many boolean, after_key bigint, after_id uuid, most integer) returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
declare
  page jsonb;
begin
  execute pg_catalog.format('with found as %4$s (select e.resource_id as id, e.%1$I as key from resources.search_shown e where true %2$s %3$s)
      select coalesce(jsonb_agg(jsonb_build_object(''id'', id, ''key'', key, ''tier'', 0) order by key desc, id desc), ''[]'')
      from (select * from found order by key desc, id desc limit $4) f',
    sort, case when match is not null then 'and e.words @@ $1::tsquery' end,
    case when after_id is not null then pg_catalog.format('and (e.%I, e.resource_id) < ($2, $3)', sort) end,
    case when is_many or match is null then 'not materialized' else 'materialized' end)
    into page using match, after_key, after_id, most;
  return page;
end $$;

-- What is shown of resources that were found, in the order of `ids`.
create function resources.show_resources(ids uuid[]) returns table (id uuid, code text, version_id uuid, institution_id uuid, kind text, title text,
    title_en text, summary text, summary_en text, licence text, languages text[], levels text[], access text, pages integer, seconds integer,
    published_at timestamptz, is_demo boolean, uses integer, stars numeric, ratings integer, authors text[],
    harvested_from text)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query select r.id, r.code, v.id, r.institution_id, v.kind, v.title, v.title_en, v.summary, v.summary_en, v.licence, v.languages, v.levels,
      r.access, v.pages, v.seconds, v.published_at, r.is_demo, (e.used / 10000000)::integer, e.stars, e.ratings,
      array(select a.name from resources.version_author a where a.version_id = v.id order by a.position),
      case when r.origin = 'harvested' then r.owner_name end
    from unnest(ids) with ordinality asked(id, place)
    join resources.search_shown e on e.resource_id = asked.id join resources.resource r on r.id = asked.id
    join resources.version v on v.id = r.published_id order by asked.place;
end $$;

-- How many were published since a moment; `most` are enough.
create function resources.count_newer(match text, since timestamptz, most integer) returns integer
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 as $$
declare
  found integer;
begin
  execute pg_catalog.format('select count(*) from (select 1 from resources.search_shown e where e.newest > $2 %s limit $3) f',
    case when match is not null then 'and e.words @@ $1::tsquery' end)
    into found using match, (extract(epoch from since) * 1000000)::bigint, most;
  return found;
end $$;

-- Where in their files the phrases stand: the best piece of each resource.
create function resources.find_passages(ids uuid[], phrases text[]) returns table (resource_id uuid, path text, page integer, text text)
  language sql stable security definer set search_path = ''
begin atomic
  select e.resource_id, p.path, p.page, p.text from resources.search_shown e, lateral (
    select f.path, s.page, s.text from resources.resource r join resources.version_file f on f.version_id = r.published_id
      join resources.search_passage s on s.hash = f.hash,
      lateral (select count(*) as n from unnest(phrases) phrase where strpos(s.folded, ' ' || phrase || ' ') > 0) hits
    where r.id = e.resource_id and hits.n > 0 order by hits.n desc, f.position, f.id, s.number limit 1) p
  where e.resource_id = any (ids);
end;

grant select on resources.search_entry to ngheso_app;
revoke all on function resources.own_circle(), resources.count_grouped(text), resources.count_resources(text, integer),
  resources.rank_resources(text[], text, integer, bigint, uuid, integer), resources.sort_resources(text, text, boolean, bigint, uuid, integer),
  resources.count_newer(text, timestamptz, integer), resources.find_passages(uuid[], text[]), resources.show_resources(uuid[]) from public;
grant execute on function resources.own_circle(), resources.count_resources(text, integer),
  resources.rank_resources(text[], text, integer, bigint, uuid, integer), resources.sort_resources(text, text, boolean, bigint, uuid, integer),
  resources.count_newer(text, timestamptz, integer), resources.find_passages(uuid[], text[]), resources.show_resources(uuid[]) to ngheso_app;
