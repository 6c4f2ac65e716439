-- What a version said of itself when it was handed in: minutes of a returned one do not change with the draft.
alter table resources.submission add column handed_in jsonb;
update resources.submission s set handed_in = jsonb_build_object('title', v.title, 'kind', v.kind, 'licence', v.licence,
    'authors', (select coalesce(jsonb_agg(a.name order by a.position), '[]') from resources.version_author a where a.version_id = v.id))
  from resources.version v where v.id = s.version_id;
alter table resources.submission alter column handed_in set not null;

-- A round of what is no longer the published version is over: nobody could decide about it.
update resources.submission s set state = 'taken_back', version = s.version + 1 from resources.version v
  where v.id = s.version_id and s.state in ('waiting', 'reviewed') and v.state in ('superseded', 'withdrawn');
