-- A row of words holds a megabyte, and the words of some scripts are three bytes a letter: what is kept of long files is counted in bytes,
-- from their beginning on.
create function resources.search_first(tokens text[], longest integer, most integer, bytes integer) returns setof text
  language sql immutable strict parallel safe
begin atomic
  select word from (select word, row_number() over (order by place) as number, sum(octet_length(word) + 1) over (order by place) as size
    from (select word, min(at) as place from unnest(tokens) with ordinality t(word, at) where length(word) <= longest group by word) first) w
  where number <= most and size <= bytes;
end;

create or replace function resources.search_vectors(v resources.version, r resources.resource, said_terms text, out words tsvector, out head tsvector)
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
      || array(select '=' || word from body, resources.search_first(tokens, 23, 12000, 250000) word)
      || array(select word from body, resources.search_first(resources.search_pairs(tokens), 24, 28000, 500000) word)),
    setweight(to_tsvector('simple', array_to_string(title || title_spelled, ' ')), 'A')
      || setweight(to_tsvector('simple', array_to_string(terms || terms_spelled, ' ')), 'B')
      || setweight(to_tsvector('simple', array_to_string(described || described_spelled, ' ')), 'C')
  from said;
end;

revoke all on function resources.search_first(text[], integer, integer, integer) from public;
