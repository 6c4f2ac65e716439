-- What opens later is new on that day, and what was made from a resource counts once it is published, and by somebody else.
create or replace function resources.search_standing(asked uuid, out used bigint, out rated bigint, out stars numeric, out ratings integer,
    out quality real)
  language sql stable
begin atomic
  select u.uses * 10000000::bigint + least(u.downloads, 9999999),
    case when s.count = 0 then 0 else round(100 * (s.sum + 3 * 3.5) / (s.count + 3)) end::bigint, round(s.mean, 1), s.count::integer,
    (ln(1 + u.uses) * 0.4 + ln(1 + u.downloads) * 0.1 + case when s.count = 0 then 0 else (s.sum + 3 * 3.5) / (s.count + 3) - 3.5 end)::real
  from (select
      (select count(distinct t.account) from resources.teaching_use t where t.resource_id = asked)
        + (select count(distinct v.resource_id) from resources.version w join resources.resource s on s.id = w.resource_id
          join resources.version_origin o on o.origin_version_id = w.id and o.relation = 'based_on'
          join resources.version v on v.id = o.version_id and v.state = 'published' and v.owner_account <> s.owner_account
          where w.resource_id = asked) as uses,
      (select count(*) from resources.seen n where n.resource_id = asked and n.act = 'download') as downloads) u,
    (select count(*) as count, coalesce(sum(r.stars), 0) as sum, avg(r.stars) as mean from resources.rating r where r.resource_id = asked) s;
end;

create or replace function resources.write_search_entry(asked uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  r resources.resource;
  v resources.version;
  terms text;
begin
  perform pg_catalog.pg_advisory_xact_lock(20261125, 730);
  perform from resources.search_entry e where e.resource_id = asked for update;
  select * into r from resources.resource where id = asked;
  select * into v from resources.version where id = r.published_id and state = 'published';
  if v.id is null or r.withdrawn_at is not null then
    delete from resources.search_entry where resource_id = asked;
    return;
  end if;
  terms := resources.search_terms(v);
  insert into resources.search_entry (resource_id, institution_id, owner_account, circle, shape, topic, newest, used, rated, stars, ratings, quality, words, head)
  select asked, r.institution_id, r.owner_account, pg_catalog.array_position('{public,signed_in,school,private}'::text[], r.access) - 1, resources.search_shape_of(v), resources.search_topic_of(v.id),
    (extract(epoch from greatest(v.published_at, r.opened_at)) * 1000000)::bigint, s.used, s.rated, s.stars, s.ratings, s.quality,
    w.words || pg_catalog.array_to_tsvector(resources.search_grades(s.quality)), w.head
  from resources.search_standing(asked) s, resources.search_vectors(v, r, terms) w
  on conflict (resource_id) do update set (institution_id, owner_account, circle, shape, topic, newest, used, rated, stars, ratings, quality, words, head)
    = row (excluded.institution_id, excluded.owner_account, excluded.circle, excluded.shape, excluded.topic, excluded.newest,
      excluded.used, excluded.rated, excluded.stars, excluded.ratings, excluded.quality, excluded.words, excluded.head);
  insert into resources.search_word (word, shown)
  select distinct on (folded) folded, lower(word) from (
    select word, (resources.search_tokens(word))[1] as folded
    from pg_catalog.regexp_split_to_table(pg_catalog.concat_ws(' ', v.title, v.title_en, terms) collate "pg_c_utf8", '[^[:alnum:]]+') word) w
  where folded ~ '^[a-z]' and pg_catalog.length(folded) between 2 and 30 order by folded
  on conflict do nothing;
end $$;

-- Use and ratings change what sorts; of the words only the grade. Two who use it at one moment wait for each other, and the second
-- counts both. Who waits here never takes the lock of `write_search_entry` afterwards.
create function resources.write_search_standing(asked uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  was real;
  now_is record;
begin
  select e.quality into was from resources.search_entry e where e.resource_id = asked for update;
  if was is null then return; end if;
  select * into now_is from resources.search_standing(asked);
  update resources.search_entry e set used = now_is.used, rated = now_is.rated, stars = now_is.stars, ratings = now_is.ratings,
    quality = now_is.quality where e.resource_id = asked;
  if resources.search_grade(was) <> resources.search_grade(now_is.quality) then
    update resources.search_entry e set words = pg_catalog.ts_delete(e.words, resources.search_grades(was))
      || pg_catalog.array_to_tsvector(resources.search_grades(now_is.quality)) where e.resource_id = asked;
  end if;
end $$;
create or replace function resources.keep_search_standing() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform resources.write_search_standing(case tg_op when 'DELETE' then old.resource_id else new.resource_id end);
  return null;
end $$;

-- What a version was made from stands otherwise once the version is published, or no longer is.
drop trigger search_standing_made on resources.version_origin;
drop trigger search_standing_gone on resources.version_origin;
create function resources.keep_search_origins() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform resources.write_search_standing(s.resource_id) from (select distinct w.resource_id from resources.version_origin o
    join resources.version w on w.id = o.origin_version_id where o.version_id = new.id and o.relation = 'based_on') s;
  return null;
end $$;
-- Behind `search_version_kept` by its name: that lock first.
create constraint trigger search_version_origins after update of state on resources.version deferrable initially deferred
  for each row when (old.state <> new.state and 'published' in (old.state, new.state)) execute function resources.keep_search_origins();

drop function resources.show_resources(uuid[]);
create function resources.show_resources(ids uuid[]) returns table (id uuid, code text, version_id uuid, institution_id uuid, kind text, title text,
    title_en text, summary text, summary_en text, licence text, languages text[], levels text[], access text, pages integer, seconds integer,
    published_at timestamptz, is_demo boolean, uses integer, stars numeric, ratings integer, authors text[],
    harvested_from text, new_at timestamptz)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query select r.id, r.code, v.id, r.institution_id, v.kind, v.title, v.title_en, v.summary, v.summary_en, v.licence, v.languages, v.levels,
      r.access, v.pages, v.seconds, v.published_at, r.is_demo, (e.used / 10000000)::integer, e.stars, e.ratings,
      array(select a.name from resources.version_author a where a.version_id = v.id order by a.position),
      case when r.origin = 'harvested' then r.owner_name end, to_timestamp(e.newest / 1000000.0)
    from unnest(ids) with ordinality asked(id, place)
    join resources.search_shown e on e.resource_id = asked.id join resources.resource r on r.id = asked.id
    join resources.version v on v.id = r.published_id order by asked.place;
end $$;

update resources.search_entry e set newest = (extract(epoch from greatest(v.published_at, r.opened_at)) * 1000000)::bigint
  from resources.resource r join resources.version v on v.id = r.published_id
  where r.id = e.resource_id and r.opened_at > v.published_at;

revoke all on function resources.write_search_standing(uuid), resources.keep_search_origins(), resources.show_resources(uuid[]) from public;
grant execute on function resources.show_resources(uuid[]) to ngheso_app;
