-- Which of these kept files a record still names. Files are kept by their content and may be shared between modules, so every
-- column that can hold a hash is asked: one pass over each table, for all the files at once. History (the audit chain) holds none.
create function platform.named_files(hashes text[], passed_over regclass[]) returns text[]
  language plpgsql stable security definer set search_path = '' as $$
declare
  one record;
  found text[];
  named text[] := '{}';
begin
  for one in
    select c.oid::regclass as place, a.attname as name, a.atttypid::regtype::text as kind
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') and n.nspname !~ '^pg_'
      and not (n.nspname = 'platform' and c.relname ~ '^audit') and not (c.oid::regclass = any (passed_over))
      and a.atttypid in ('text'::pg_catalog.regtype, 'text[]'::pg_catalog.regtype, 'jsonb'::pg_catalog.regtype)
  loop
    execute case one.kind
      when 'text' then format('select array_agg(distinct %1$I) from %2$s where %1$I = any ($1)', one.name, one.place)
      when 'text[]' then format('select array_agg(distinct h) from %2$s, unnest(%1$I) h where %1$I && $1 and h = any ($1)', one.name, one.place)
      else format('select array_agg(distinct m[1]) from %2$s, regexp_matches(%1$I::text, ''[0-9a-f]{64}'', ''g'') m where m[1] = any ($1)', one.name, one.place)
    end into found using hashes;
    named := named || coalesce(found, '{}');
  end loop;
  return array(select distinct h from unnest(named) h);
end $$;
revoke all on function platform.named_files(text[], regclass[]) from public;
