-- An act and its changed rows in one round trip: as the same role and under the same policies as the statements it stands for.
-- `given` is null for a new number; `others` counts rows that were written before under the given number (bulk imports).
create function platform.record_act(given bigint, others integer, changes jsonb, entry_at timestamptz,
    actor_kind text, actor_id text, actor_name text, action text, permission text, grant_id text, request_id text)
  returns bigint language plpgsql as $$
  declare
    number bigint := coalesce(given, nextval('platform.audit_number'));
  begin
    if jsonb_array_length(changes) > 0 then
      insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
        select number, r.position, r.subject, r.subject_id, r.institution_id, r.before, r.after
        from jsonb_to_recordset(changes)
          as r(position integer, subject text, subject_id text, institution_id uuid, before jsonb, after jsonb);
    end if;
    insert into platform.audit_entry
      (seq, at, actor_kind, actor_id, actor_name, action, permission, grant_id, request_id, changes_count, changes_digest)
      values (number, entry_at, actor_kind, actor_id, actor_name, action, permission, grant_id, request_id,
        others + jsonb_array_length(changes), platform.changes_digest(number));
    insert into platform.audit_unsealed (entry_seq) values (number);
    return number;
  end $$;
revoke execute on function platform.record_act from public;
grant execute on function platform.record_act to ngheso_app;
