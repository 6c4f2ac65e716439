-- What is kept of a person by their account and as an owner, wherever it lies: for requests to see one's own data. Who may ask is decided
-- before it is called.
create function resources.activity_of(person uuid) returns table (what text, at timestamptz, said jsonb)
  language sql stable security definer
begin atomic
  with own as (select identity.account_of_person(person)::text as account)
  select * from (
    select 'resource' as what, r.created_at as at, jsonb_build_object('code', r.code, 'name', r.owner_name) as said
      from resources.resource r, own where r.owner_person = person or r.owner_account = own.account
    union all select 'rating', g.at, jsonb_build_object('resource', r.code, 'name', g.account_name, 'school', g.school, 'stars', g.stars, 'text', g.text)
      from resources.rating g join resources.resource r on r.id = g.resource_id, own where g.account = own.account
    union all select 'use', u.at, jsonb_build_object('resource', r.code, 'name', u.account_name, 'on_date', u.on_date, 'note', u.note)
      from resources.teaching_use u join resources.resource r on r.id = u.resource_id, own where u.account = own.account
    union all select 'thanks', t.at, jsonb_build_object('resource', r.code, 'name', t.account_name)
      from resources.thanks t join resources.resource r on r.id = t.resource_id, own where t.account = own.account
    union all select 'follow', f.at, jsonb_build_object('resource', r.code)
      from resources.follow f join resources.resource r on r.id = f.resource_id, own where f.account = own.account
    union all select 'submission', s.submitted_at, jsonb_build_object('resource', r.code, 'name', s.submitted_by_name, 'note', s.note)
      from resources.submission s join resources.version v on v.id = s.version_id join resources.resource r on r.id = v.resource_id, own
      where s.submitted_by = own.account
    union all select 'decision', s.decided_at, jsonb_build_object('resource', r.code, 'name', s.decided_by_name, 'note', s.decision_note)
      from resources.submission s join resources.version v on v.id = s.version_id join resources.resource r on r.id = v.resource_id, own
      where s.decided_by = own.account
    union all select 'review', w.taken_at, jsonb_build_object('resource', r.code, 'name', w.account_name, 'verdict', w.verdict, 'marks', w.marks, 'note', w.note)
      from resources.review w join resources.version v on v.id = w.version_id join resources.resource r on r.id = v.resource_id, own
      where w.account = own.account
    union all select 'remark', m.at, jsonb_build_object('resource', r.code, 'name', m.account_name, 'file', m.file_path, 'text', m.text)
      from resources.remark m join resources.version v on v.id = m.version_id join resources.resource r on r.id = v.resource_id, own
      where m.account = own.account
    union all select 'problem', p.at, jsonb_build_object('resource', r.code, 'name', p.name, 'contact', p.contact, 'text', p.text, 'answer', p.answer)
      from resources.problem p join resources.resource r on r.id = p.resource_id, own where p.account = own.account
    union all select 'saved_search', c.saved_at, jsonb_build_object('name', c.name, 'query', c.query)
      from resources.saved_search c, own where c.account = own.account) a
  order by at, what;
end;
revoke all on function resources.activity_of(uuid) from public;
grant execute on function resources.activity_of(uuid) to ngheso_app;
