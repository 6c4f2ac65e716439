-- A school that refuses blanks gives them back to the sender, whose rows it does not see any more once they are back.
create function diplomas.return_blanks(move uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  returned integer;
begin
  update diplomas.blank b set state = 'left', moving_by = null, moving_to = null, version = b.version + 1
  from diplomas.blank_movement m
  where m.id = move and b.moving_by = m.id and (platform.reaches_all()
    or m.institution_id = any (platform.reached_institutions()::uuid[]) or m.other_id = any (platform.reached_institutions()::uuid[]));
  get diagnostics returned = row_count;
  return returned;
end $$;
revoke all on function diplomas.return_blanks(uuid) from public;
grant execute on function diplomas.return_blanks(uuid) to ngheso_app;
