-- Broad questions look at less: finer parts by chance, grades of standing, and what few were found is ranked without asking the index again.

-- Parts by chance, one inside the other: of sixteen, of sixty-four, of two hundred and fifty-six.
create function resources.search_parts(asked uuid) returns text[]
  language sql immutable parallel safe
begin atomic
  select array(select 'sample:' || part.size from (values (16, '0'), (64, '0[0-3]'), (256, '00')) part(size, begun)
    where md5(asked::text) ~ ('^' || part.begun));
end;

-- How well it stands, in grades: whoever has the second has the first. They are written with the entry (20261125T1303).
create function resources.search_grade(quality real) returns integer
  language sql immutable parallel safe
  return case when quality >= 1.75 then 2 when quality >= 1 then 1 else 0 end;
create function resources.search_grades(quality real) returns text[]
  language sql immutable parallel safe
  return (array['liked:1', 'liked:2'])[:resources.search_grade(quality)];

create or replace function resources.search_facets(v resources.version, r resources.resource) returns text[]
  language sql stable
  return array['kind:' || v.kind, 'licence:' || coalesce(v.licence, ''), 'school:' || coalesce(r.institution_id::text, ''),
      'year:' || extract(year from v.published_at at time zone 'Asia/Ho_Chi_Minh'),
      'origin:' || case r.origin when 'harvested' then 'harvested' else 'own' end]
    || resources.search_parts(r.id)
    || array(select 'level:' || l from unnest(v.levels) l) || array(select 'language:' || l from unnest(v.languages) l)
    || array(select 'occupation:' || o.occupation_code from resources.version_occupation o where o.version_id = v.id)
    || array(select 'subject:' || u.unit_id from resources.version_unit u where u.version_id = v.id)
    || array(select distinct 'component:' || c.component_code from resources.version_component c where c.version_id = v.id);

-- The index is made anew: to follow every row in it takes far longer.
drop index resources.search_entry_words;
update resources.search_entry set words = ts_delete(words, array['liked'] || array(select 'sample:' || to_hex(n) from generate_series(0, 15) n))
  || array_to_tsvector(resources.search_parts(resource_id) || resources.search_grades(quality));
create index search_entry_words on resources.search_entry using gin (words);

-- ── finding ───────────────────────────────────────────────────────────────────────────────────────────────────────────

drop function resources.count_resources(text, integer), resources.count_grouped(text), resources.rank_resources(text[], text, integer, bigint, uuid, integer);

-- How many there are of each number, set by set; in set 0 the found ones themselves, where they are `most` at the most.
create function resources.count_grouped(match text, most integer)
  returns table (shape integer, topic integer, institution_id uuid, set integer, n bigint, ids uuid[])
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off
  set enable_sort = off set plan_cache_mode = force_generic_plan as $$
begin
  return query
    with found as materialized (select e.resource_id, e.shape, e.topic, e.institution_id from resources.search_shown e where e.words @@ match::tsquery)
    select f.shape, f.topic, f.institution_id, grouping(f.shape, f.topic, f.institution_id), count(*), null::uuid[] from found f
      group by grouping sets ((f.shape), (f.topic), (f.institution_id))
    union all select null, null, null, 0, null, array(select f.resource_id from found f limit most + 1);
end $$;

-- How many there are, by everything one can filter by: {"total": 3, "times": 1, "ids": […], "counts": {"kind": {"video": 2, …}, …}}; `match`
-- null: of all. Of more than `exactly` a sixteenth is counted, of more than four times as many a sixty-fourth, and `times` says so.
-- `ids`: all of them, where they are `most` at the most.
create function resources.count_resources(match text, exactly integer, most integer) returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  asked text := coalesce(match, $x$('origin:own' | 'origin:harvested')$x$);
  about bigint := 256 * resources.count_some(asked || $x$ & 'sample:256'$x$);
  times integer := case when about > 4 * exactly then 64 when about > exactly then 16 else 1 end;
begin
  if times > 1 then asked := asked || pg_catalog.format(' & %L', 'sample:' || times); end if;
  return (
    with grouped as materialized (select * from resources.count_grouped(asked, case when times = 1 then most else 0 end)),
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
    select pg_catalog.jsonb_build_object('total', (select coalesce(sum(shapes.n), 0) * times from shapes), 'times', times,
        'ids', (select case when times = 1 and pg_catalog.cardinality(ids) <= most then ids end from grouped where set = 0),
        'counts', coalesce(pg_catalog.jsonb_object_agg(facet, listed), '{}'))
      from (select facet, pg_catalog.jsonb_object_agg(value, counted.n * times) as listed from counted group by facet) f);
end $$;

-- How many are found.
create function resources.count_some(match text) returns bigint
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off
  set plan_cache_mode = force_generic_plan as $$
begin
  return (select count(*) from resources.search_shown e where e.words @@ match::tsquery);
end $$;

-- How a found one stands in the order of relevance: the way it was found, then how well the words of `ranking` stand in title, terms and description.
create function resources.rank_key(place integer, head tsvector, ranking tsquery, quality real) returns bigint
  language sql immutable parallel safe
  return place * 10000000::bigint + (least(ts_rank('{0,0.2,0.5,1}', head, ranking), 0.95) * 9000000 + least(quality, 4) * 100000)::bigint;

-- The best of what is found: [{"id", "key", "tier"}, …]. `tiers` are the ways to be found, the best first; of more than `ranked` only the
-- best standing are looked at closely. `among`: where they are looked for in each way, one behind the other (words of the index, '' for all).
create function resources.rank_resources(tiers text[], among text[], ranking text, ranked integer, after_key bigint, after_id uuid, most integer) returns jsonb
  language plpgsql stable security definer set search_path = '' set jit = off set max_parallel_workers_per_gather = 0 set enable_seqscan = off
  set plan_cache_mode = force_generic_plan as $$
declare
  ids uuid[] := '{}';
  places integer[] := '{}';
  more uuid[];
  part text;
begin
  <<ways>>
  for place in 1 .. pg_catalog.cardinality(tiers) loop
    foreach part in array among loop
      exit ways when pg_catalog.cardinality(ids) >= ranked;
      select coalesce(pg_catalog.array_agg(f.resource_id), '{}') into more from (select e.resource_id from resources.search_shown e
        where e.words @@ (tiers[place] || part)::tsquery and e.resource_id <> all (ids) order by e.quality desc, e.resource_id desc
        limit ranked - pg_catalog.cardinality(ids)) f;
      ids := ids || more;
      places := places || pg_catalog.array_fill(pg_catalog.cardinality(tiers) - place, array[pg_catalog.cardinality(more)]);
    end loop;
  end loop;
  return (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', id, 'key', key, 'tier', place) order by key desc, id desc), '[]') from (
    select * from (
      select e.resource_id as id, f.place, resources.rank_key(f.place, e.head, ranking::tsquery, e.quality) as key
      from unnest(ids, places) f(id, place) join resources.search_entry e on e.resource_id = f.id) k
    where after_key is null or (key, id) < (after_key, after_id) order by key desc, id desc limit most) page);
end $$;

-- The same of few that were found already: no way is looked for in the index again.
create function resources.rank_found(found uuid[], tiers tsquery[], ranking text, after_key bigint, after_id uuid, most integer) returns jsonb
  language sql stable security definer set search_path = '' set jit = off
begin atomic
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key, 'tier', place) order by key desc, id desc), '[]') from (
    select * from (
      select e.resource_id as id, w.place, resources.rank_key(w.place, e.head, ranking::tsquery, e.quality) as key
      from resources.search_shown e, lateral (select cardinality(tiers) - coalesce(min(t.at), cardinality(tiers))::integer as place
        from unnest(tiers[:cardinality(tiers) - 1]) with ordinality t(way, at) where e.words @@ t.way) w
      where e.resource_id = any (found)) k
    where after_key is null or (key, id) < (after_key, after_id) order by key desc, id desc limit most) page;
end;

-- Other orders walk through what is found by an index.
create index search_entry_used on resources.search_entry (used desc, resource_id desc);
create index search_entry_rated on resources.search_entry (rated desc, resource_id desc);

revoke all on function resources.search_parts(uuid), resources.search_grade(real), resources.search_grades(real), resources.count_grouped(text, integer),
  resources.count_some(text), resources.count_resources(text, integer, integer), resources.rank_key(integer, tsvector, tsquery, real),
  resources.rank_resources(text[], text[], text, integer, bigint, uuid, integer),
  resources.rank_found(uuid[], tsquery[], text, bigint, uuid, integer) from public;
grant execute on function resources.count_resources(text, integer, integer),
  resources.rank_resources(text[], text[], text, integer, bigint, uuid, integer),
  resources.rank_found(uuid[], tsquery[], text, bigint, uuid, integer) to ngheso_app;
