-- The source of a copy stays with it; one that an author named may be taken out again. Of those named before nobody knows which it was.
alter table resources.version_origin add column is_copied boolean not null default false;
alter table resources.version_origin disable trigger keep_content;
update resources.version_origin set is_copied = true where origin_version_id is not null;
alter table resources.version_origin enable trigger keep_content;

-- Published resources called nearly the same, the likest first: by the index of what is searched, which row-level security keeps away
-- from whoever asks. What they may see of them is theirs to ask.
create function resources.alike_titles(asked text, above real) returns setof uuid
  language sql stable security definer
begin atomic
  select r.id from resources.version p join resources.resource r on r.published_id = p.id and r.withdrawn_at is null
  where p.state = 'published' and p.search %> resources.searchable(asked)
    and similarity(resources.searchable(p.title), resources.searchable(asked)) > above
  order by similarity(resources.searchable(p.title), resources.searchable(asked)) desc, r.id limit 100;
end;
revoke all on function resources.alike_titles(text, real) from public;
grant execute on function resources.alike_titles(text, real) to ngheso_app;
