-- Search over what is published: one flat row a resource, kept by triggers in the transaction of whatever changes it.

-- ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Words of a text as they are searched: folded, without signs.
create function resources.search_tokens(value text) returns text[]
  language sql immutable strict parallel safe
  return coalesce(string_to_array(nullif(btrim(regexp_replace(platform.fold(value) collate "pg_c_utf8", '[^[:alnum:]]+', ' ', 'g')), ''), ' '), '{}');

-- The same words as they are spelled: marks as figures behind the letters (hồ: ho62), the tone last, so that the two ways of placing it meet.
create function resources.search_spelled(value text) returns text[]
  language sql immutable strict parallel safe
  return coalesce(string_to_array(nullif(btrim(regexp_replace(translate(regexp_replace(
    normalize(regexp_replace(lower(normalize(value, nfc) collate "pg_c_utf8"), '[^[:alnum:]]+', ' ', 'g'), nfd),
    '([\u0300\u0301\u0303\u0309\u0323])([[:alpha:]\u0302\u0306\u031b]+)', '\2\1', 'g'),
    U&'\0301\0300\0309\0303\0323\0302\031B\0306đ', '123456789'), '[\u0300-\u036f]+', '', 'g')), ''), ' '), '{}');

-- Neighbours: {ho,quang,tay} gives {ho_quang,quang_tay}. A syllable without marks says little, two say what is meant.
create function resources.search_pairs(tokens text[]) returns text[]
  language sql immutable strict parallel safe
  return coalesce((select array_agg(a || '_' || b) from unnest(tokens[:cardinality(tokens) - 1], tokens[2:]) t(a, b)), '{}');

-- ── data ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What many resources have alike is written once: counting by it is counting by a number.
create table resources.search_shape (
  id integer generated always as identity primary key,
  kind text not null,
  levels text[] not null,
  licence text not null,
  languages text[] not null,
  year integer not null,
  unique (kind, levels, licence, languages, year)
);
create table resources.search_topic (
  id integer generated always as identity primary key,
  occupations text[] not null,
  components text[] not null,
  unique (occupations, components)
);

-- One row for each resource that can be found. Narrow: the words lie outside of it, and are read through their index.
create table resources.search_entry (
  resource_id uuid primary key references resources.resource on delete cascade,
  institution_id uuid references institutions.institution,
  owner_account text not null,
  -- who may find it: 0 everybody, 1 who is signed in, 2 its school, 3 its school's offices and its owner
  circle smallint not null,
  shape integer not null,
  topic integer not null,
  -- what sorts is a number, so that one page mark serves every order; this one: microseconds since 1970
  newest bigint not null,
  -- teachers who taught with it and resources made from it, then downloads
  used bigint not null,
  -- stars in hundredths, drawn to the middle while few have rated; 0: nobody has
  rated bigint not null,
  -- and as they were given
  stars numeric(2, 1),
  ratings integer not null,
  -- how well it stands among equals
  quality real not null,
  -- word: of the description; ^word: of the title, folded or spelled; ~word: spelled; =word: of the files; a_b: neighbours; kind:video: what it is;
  -- sample:0 to sample:f: one of sixteen parts by chance, to count very many by one part; liked: of a quality of 1 or more
  words tsvector not null,
  -- title (A), terms (B), description and authors (C), folded and spelled, for ranking
  head tsvector not null
) with (fillfactor = 85, toast_tuple_target = 128);
alter table resources.search_entry alter column words set storage external, alter column head set storage external;
create index search_entry_words on resources.search_entry using gin (words);
create index search_entry_newest on resources.search_entry (newest desc, resource_id desc);
create index search_entry_institution on resources.search_entry (institution_id);

-- Text of files in pieces of some lines, to show where words were found.
create table resources.search_passage (
  hash text not null,
  number integer not null,
  page integer,
  text text not null,
  -- its words as they are searched, a space before and behind each
  folded text not null,
  primary key (hash, number)
);

-- Words of titles and terms, and how they are written: to find what somebody meant.
create table resources.search_word (word text primary key, shown text not null);
create index search_word_alike on resources.search_word using gin (word gin_trgm_ops);

-- ── filling ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- How much it was used and how it was liked, as numbers that sort.
create function resources.search_standing(asked uuid, out used bigint, out rated bigint, out stars numeric, out ratings integer,
    out quality real)
  language sql stable
begin atomic
  select u.uses * 10000000::bigint + least(u.downloads, 9999999),
    case when s.count = 0 then 0 else round(100 * (s.sum + 3 * 3.5) / (s.count + 3)) end::bigint, round(s.mean, 1), s.count::integer,
    (ln(1 + u.uses) * 0.4 + ln(1 + u.downloads) * 0.1 + case when s.count = 0 then 0 else (s.sum + 3 * 3.5) / (s.count + 3) - 3.5 end)::real
  from (select
      (select count(distinct t.account) from resources.teaching_use t where t.resource_id = asked)
        + (select count(distinct v.resource_id) from resources.version w
          join resources.version_origin o on o.origin_version_id = w.id and o.relation = 'based_on'
          join resources.version v on v.id = o.version_id where w.resource_id = asked) as uses,
      (select count(*) from resources.seen n where n.resource_id = asked and n.act = 'download') as downloads) u,
    (select count(*) as count, coalesce(sum(r.stars), 0) as sum, avg(r.stars) as mean from resources.rating r where r.resource_id = asked) s;
end;

-- What people call a kind or a level when they search for it.
create function resources.search_names(kind text, levels text[]) returns text
  language sql immutable parallel safe
  return concat_ws(' ', case kind when 'document' then 'tài liệu giáo trình document' when 'slides' then 'bài trình chiếu slide powerpoint'
      when 'video' then 'video phim' when 'audio' then 'âm thanh audio' when 'image' then 'hình ảnh image'
      when 'package' then 'bài giảng điện tử e-learning scorm' when 'simulation' then 'mô phỏng simulation'
      when 'question_set' then 'câu hỏi trắc nghiệm quiz' when 'link' then 'liên kết link' when 'collection' then 'bộ sưu tập collection' end,
    case when 'cao_dang' = any (levels) then 'cao đẳng' end, case when 'trung_cap' = any (levels) then 'trung cấp' end,
    case when 'trung_hoc_nghe' = any (levels) then 'trung học nghề' end, case when 'so_cap' = any (levels) then 'sơ cấp' end,
    case when 'thuong_xuyen' = any (levels) then 'đào tạo thường xuyên' end);

-- Terms it is described by beside its title: keywords, occupations, subjects, digital competence, kind, level.
create function resources.search_terms(v resources.version) returns text
  language sql stable
  return concat_ws(', ', array_to_string(v.keywords, ', '), resources.search_names(v.kind, v.levels),
    (select string_agg(c.name || ' ' || c.code, ', ' order by c.code) from resources.version_occupation o
      join institutions.occupation c on c.code = o.occupation_code where o.version_id = v.id),
    (select string_agg(u.code || ' ' || u.name, ', ' order by u.unit_id) from resources.version_unit u where u.version_id = v.id),
    (select string_agg(f.name || ', ' || f.name_en, ', ' order by f.code) from resources.version_component c join curricula.framework_component f
      on f.framework_id = c.framework_id and f.code = c.component_code where c.version_id = v.id));

-- What it is, as words of the index: filters are searched as words are.
create function resources.search_facets(v resources.version, r resources.resource) returns text[]
  language sql stable
  return array['kind:' || v.kind, 'licence:' || coalesce(v.licence, ''), 'school:' || coalesce(r.institution_id::text, ''),
      'year:' || extract(year from v.published_at at time zone 'Asia/Ho_Chi_Minh'), 'sample:' || left(md5(r.id::text), 1),
      'origin:' || case r.origin when 'harvested' then 'harvested' else 'own' end]
    || array(select 'level:' || l from unnest(v.levels) l) || array(select 'language:' || l from unnest(v.languages) l)
    || array(select 'occupation:' || o.occupation_code from resources.version_occupation o where o.version_id = v.id)
    || array(select 'subject:' || u.unit_id from resources.version_unit u where u.version_id = v.id)
    || array(select distinct 'component:' || c.component_code from resources.version_component c where c.version_id = v.id);

-- Every word it can be found by, and the words of its description to rank it by. What is longer than a word is none; of very long files
-- the first sixty thousand words count (a row of words holds a megabyte).
create function resources.search_vectors(v resources.version, r resources.resource, said_terms text, out words tsvector, out head tsvector)
  language sql stable
begin atomic
  with said as materialized (select resources.search_tokens(title) as title, resources.search_spelled(title) as title_spelled,
        resources.search_tokens(said_terms) as terms, resources.search_spelled(said_terms) as terms_spelled,
        resources.search_tokens(described) as described, resources.search_spelled(described) as described_spelled
      from (select concat_ws(' ', v.title, v.title_en) as title, concat_ws(' ', v.summary, v.summary_en, (select string_agg(a.name, ' ' order by a.position)
        from resources.version_author a where a.version_id = v.id)) as described) texts),
    body as materialized (select (string_to_array(string_agg(btrim(p.folded), ' ' order by f.position, f.id, p.number), ' '))[:60000] as tokens
      from resources.version_file f join resources.search_passage p on p.hash = f.hash where f.version_id = v.id),
    listed (word) as (
      select unnest(title || terms || described || resources.search_pairs(title) || resources.search_pairs(terms) || resources.search_pairs(described)) from said
      union all select '^' || unnest(title || title_spelled) from said
      union all select '~' || unnest(title_spelled || terms_spelled || described_spelled) from said)
  select array_to_tsvector(resources.search_facets(v, r)
      || array(select word from listed where length(word) <= 24)
      || array(select distinct '=' || word from body, unnest(tokens) word where length(word) < 24 limit 12000)
      || array(select distinct word from body, unnest(resources.search_pairs(tokens)) word where length(word) <= 24 limit 28000)),
    setweight(to_tsvector('simple', array_to_string(title || title_spelled, ' ')), 'A')
      || setweight(to_tsvector('simple', array_to_string(terms || terms_spelled, ' ')), 'B')
      || setweight(to_tsvector('simple', array_to_string(described || described_spelled, ' ')), 'C')
  from said;
end;

-- Numbers of what it has alike with others. Called under the lock of `write_search_entry`.
create function resources.search_shape_of(v resources.version) returns integer
  language sql volatile
begin atomic
  with asked as (select v.kind as kind, array(select l from unnest(v.levels) l order by 1) as levels, coalesce(v.licence, '') as licence,
      array(select l from unnest(v.languages) l order by 1) as languages,
      extract(year from v.published_at at time zone 'Asia/Ho_Chi_Minh')::integer as year),
    known as (select s.id from resources.search_shape s join asked a
      on (s.kind, s.levels, s.licence, s.languages, s.year) = (a.kind, a.levels, a.licence, a.languages, a.year)),
    made as (insert into resources.search_shape (kind, levels, licence, languages, year)
      select * from asked where not exists (select 1 from known) returning id)
  select id from known union all select id from made;
end;
create function resources.search_topic_of(version uuid) returns integer
  language sql volatile
begin atomic
  with asked as (select array(select o.occupation_code from resources.version_occupation o where o.version_id = version order by 1) as occupations,
      array(select distinct c.component_code from resources.version_component c where c.version_id = version order by 1) as components),
    known as (select t.id from resources.search_topic t join asked a on (t.occupations, t.components) = (a.occupations, a.components)),
    made as (insert into resources.search_topic (occupations, components)
      select * from asked where not exists (select 1 from known) returning id)
  select id from known union all select id from made;
end;

-- Brings the row of a resource up to date: written when it can be found, deleted when it cannot. One writer at a time, shortly before its commit.
create function resources.write_search_entry(asked uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  r resources.resource;
  v resources.version;
  terms text;
begin
  perform pg_catalog.pg_advisory_xact_lock(20261125, 730);
  select * into r from resources.resource where id = asked;
  select * into v from resources.version where id = r.published_id and state = 'published';
  if v.id is null or r.withdrawn_at is not null then
    delete from resources.search_entry where resource_id = asked;
    return;
  end if;
  terms := resources.search_terms(v);
  insert into resources.search_entry (resource_id, institution_id, owner_account, circle, shape, topic, newest, used, rated, stars, ratings, quality, words, head)
  select asked, r.institution_id, r.owner_account, pg_catalog.array_position('{public,signed_in,school,private}'::text[], r.access) - 1, resources.search_shape_of(v), resources.search_topic_of(v.id),
    (extract(epoch from v.published_at) * 1000000)::bigint, s.used, s.rated, s.stars, s.ratings, s.quality,
    case when s.quality >= 1 then w.words || '''liked'''::tsvector else w.words end, w.head
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

-- ── keeping ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create function resources.keep_search_entry() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform resources.write_search_entry(case tg_table_name when 'version' then (pg_catalog.to_jsonb(new) ->> 'resource_id')::uuid else new.id end);
  return null;
end $$;
create constraint trigger search_resource_made after insert on resources.resource deferrable initially deferred
  for each row when (new.published_id is not null) execute function resources.keep_search_entry();
create constraint trigger search_resource_kept after update on resources.resource deferrable initially deferred
  for each row when (old.access is distinct from new.access or old.published_id is distinct from new.published_id
    or old.withdrawn_at is distinct from new.withdrawn_at or old.institution_id is distinct from new.institution_id
    or old.owner_account is distinct from new.owner_account)
  execute function resources.keep_search_entry();
create constraint trigger search_version_kept after update of state on resources.version deferrable initially deferred
  for each row when (old.state <> new.state and 'published' in (old.state, new.state)) execute function resources.keep_search_entry();

-- Use and ratings change what sorts; the words only when it becomes liked, or no longer is.
create function resources.keep_search_standing() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  row_now jsonb := case when tg_op = 'DELETE' then pg_catalog.to_jsonb(old) else pg_catalog.to_jsonb(new) end;
  asked uuid := case when tg_table_name <> 'version_origin' then (row_now ->> 'resource_id')::uuid
    else (select v.resource_id from resources.version v where v.id = (row_now ->> 'origin_version_id')::uuid) end;
  was real := (select e.quality from resources.search_entry e where e.resource_id = asked);
  now_is record;
begin
  if was is null then return null; end if;
  select * into now_is from resources.search_standing(asked);
  if (was >= 1) <> (now_is.quality >= 1) then
    perform resources.write_search_entry(asked);
  else
    update resources.search_entry e set used = now_is.used, rated = now_is.rated, stars = now_is.stars, ratings = now_is.ratings,
      quality = now_is.quality where e.resource_id = asked;
  end if;
  return null;
end $$;
create constraint trigger search_standing after insert or update or delete on resources.rating deferrable initially deferred
  for each row execute function resources.keep_search_standing();
create constraint trigger search_standing after insert or delete on resources.teaching_use deferrable initially deferred
  for each row execute function resources.keep_search_standing();
create constraint trigger search_standing after insert on resources.seen deferrable initially deferred
  for each row when (new.act = 'download') execute function resources.keep_search_standing();
create constraint trigger search_standing_made after insert on resources.version_origin deferrable initially deferred
  for each row when (new.origin_version_id is not null and new.relation = 'based_on') execute function resources.keep_search_standing();
create constraint trigger search_standing_gone after delete on resources.version_origin deferrable initially deferred
  for each row when (old.origin_version_id is not null and old.relation = 'based_on') execute function resources.keep_search_standing();

-- Text read from a file: cut into pieces of some ninety words, by pages where the text tells them; the resources that show it are written anew.
create function resources.write_search_passages(asked text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  shown uuid;
  said text := (select t.text from resources.file_text t where t.hash = asked);
begin
  delete from resources.search_passage where hash = asked;
  insert into resources.search_passage (hash, number, page, text, folded)
  select asked, pg_catalog.row_number() over (order by page, part), case when pg_catalog.strpos(said, E'\f') > 0 then page end, piece,
    ' ' || pg_catalog.array_to_string(resources.search_tokens(piece), ' ') || ' '
  from (select p.page, (w.at - 1) / 90 as part, pg_catalog.string_agg(w.word, ' ' order by w.at) as piece
    from pg_catalog.unnest(pg_catalog.string_to_array(said, E'\f')) with ordinality p(text, page),
      pg_catalog.regexp_split_to_table(pg_catalog.btrim(p.text), '\s+') with ordinality w(word, at)
    where w.word <> '' group by 1, 2 order by 1, 2 limit 2000) pieces;
  for shown in select distinct r.id from resources.version_file f join resources.resource r on r.published_id = f.version_id where f.hash = asked order by 1 loop
    perform resources.write_search_entry(shown);
  end loop;
end $$;

create function resources.keep_search_passages() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform resources.write_search_passages(case when tg_op = 'DELETE' then old.hash else new.hash end);
  return null;
end $$;
create constraint trigger search_passages after insert or update or delete on resources.file_text deferrable initially deferred
  for each row execute function resources.keep_search_passages();

select resources.write_search_passages(hash) from resources.file_text;
select resources.write_search_entry(id) from resources.resource where published_id is not null;

revoke all on function resources.search_tokens(text), resources.search_spelled(text), resources.search_pairs(text[]), resources.search_standing(uuid),
  resources.search_names(text, text[]), resources.search_terms(resources.version), resources.search_facets(resources.version, resources.resource),
  resources.search_vectors(resources.version, resources.resource, text),
  resources.search_shape_of(resources.version), resources.search_topic_of(uuid), resources.write_search_entry(uuid), resources.keep_search_entry(),
  resources.keep_search_standing(), resources.write_search_passages(text), resources.keep_search_passages() from public;
grant select on resources.search_shape, resources.search_topic, resources.search_word to ngheso_app;
grant execute on function resources.search_tokens(text), resources.search_spelled(text) to ngheso_app;
