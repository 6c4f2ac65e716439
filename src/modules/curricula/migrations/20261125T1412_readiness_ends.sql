-- The last day on which the material for online teaching was there: taking it back leaves the days before as they were.
alter table curricula.course_unit add column online_ready_to date,
  add constraint course_unit_ready_days check (online_ready_to is null or online_ready_to >= online_ready_on);

create or replace function curricula.keep_approved_content() returns trigger language plpgsql set search_path = '' as $$
declare
  row_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  row_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  -- readiness for online teaching is a fact of running the programme
  running text[] := array['online_ready_on', 'online_ready_to', 'version'];
  version_state text;
begin
  if tg_table_name = 'course_unit' and tg_op = 'UPDATE' and row_new - running = row_old - running then return new; end if;
  select v.state into version_state from curricula.programme_version v
    where v.id = (coalesce(row_old, row_new) ->> 'version_id')::uuid;
  -- no row: the version itself is being removed
  if version_state is not null and version_state <> 'draft' then
    raise exception 'the content of a programme version changes only while it is a draft' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
