-- A version that another one took the place of is for whom it was published itself, not for whoever sees the newer one.
drop policy version_shown on resources.version;
create policy version_shown on resources.version for select to ngheso_app
  using ((state in ('published', 'superseded', 'withdrawn')
      and (state <> 'superseded' or access = 'public' or (access = 'signed_in' and (select platform.own_account()) <> '')
        or (access = 'school' and institution_id = any ((select resources.learner_schools())::uuid[])))
      and exists (select 1 from resources.resource r where r.id = resource_id))
    or resource_id = any ((select resources.reviewed_resources())::uuid[]));
