-- A version retired before it began leaves the one it was to replace in force: that one is active again.
create or replace function curricula.keep_approved_version() returns trigger language plpgsql set search_path = '' as $$
declare
  -- what happens to a version after it was approved
  later text[] := array['state', 'active_from', 'active_to', 'cohort', 'delivery_confirmed_on', 'delivery_confirmed_by', 'version'];
begin
  if not curricula.is_published(old.state) then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  if tg_op = 'DELETE' or to_jsonb(new) - later <> to_jsonb(old) - later or not curricula.is_published(new.state)
    or (old.state <> 'approved' and new.state = 'approved') or (old.state = 'retired' and new.state <> 'retired')
    or (old.state = 'superseded' and new.state not in ('superseded', 'active')) then
    raise exception 'an approved programme version does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
