-- Figures of a resource over all who used it, whoever asks: who calls it has found the resource within their own rights. Learners are
-- counted once; what was made from it counts when it is published, and by somebody else.
create or replace function resources.usage_of(resource uuid) returns table (
  viewers integer, views integer, downloads integer, uses integer, teachers integer, schools integer, learners integer, copies integer,
  collections integer, thanks integer, ratings integer, stars numeric)
  language sql stable security definer set search_path = ''
begin atomic
  select
    (select count(distinct s.who)::integer from resources.seen s where s.resource_id = resource and s.act = 'view'),
    (select count(*)::integer from resources.seen s where s.resource_id = resource and s.act = 'view'),
    (select count(*)::integer from resources.seen s where s.resource_id = resource and s.act = 'download'),
    (select count(*)::integer from resources.teaching_use u where u.resource_id = resource),
    (select count(distinct u.account)::integer from resources.teaching_use u where u.resource_id = resource),
    (select count(distinct u.institution_id)::integer from resources.teaching_use u where u.resource_id = resource),
    (select count(distinct l.person_id)::integer from resources.teaching_use u
      join students.section_learner l on l.section_id = u.section_id and l.from_date <= u.on_date
        and coalesce(l.to_date, 'infinity') >= u.on_date
      where u.resource_id = resource),
    (select count(distinct v.resource_id)::integer from resources.version_origin o join resources.version w on w.id = o.origin_version_id
      join resources.resource s on s.id = w.resource_id
      join resources.version v on v.id = o.version_id and v.state = 'published' and v.owner_account <> s.owner_account
      where w.resource_id = resource and o.relation = 'based_on'),
    (select count(distinct v.resource_id)::integer from resources.version_item i join resources.version v on v.id = i.version_id
      where i.resource_id = resource and v.state = 'published'),
    (select count(*)::integer from resources.thanks t where t.resource_id = resource),
    (select count(*)::integer from resources.rating r where r.resource_id = resource),
    (select round(avg(r.stars), 1) from resources.rating r where r.resource_id = resource);
end;
