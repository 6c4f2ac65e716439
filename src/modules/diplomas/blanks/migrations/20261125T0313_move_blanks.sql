-- Blanks on their way to another school still stand in the sender's books until the receiver has taken them in.
alter table diplomas.blank add column moving_by uuid references diplomas.blank_movement,
  add column moving_to uuid references institutions.institution;
alter table diplomas.blank drop constraint blank_state_check;
alter table diplomas.blank add constraint blank_state_check check (state in ('left', 'moving', 'used', 'spoiled')),
  add constraint blank_moving_whole check ((state = 'moving') = (moving_by is not null) and (moving_by is null) = (moving_to is null));
create index blank_moving on diplomas.blank (moving_by) where moving_by is not null;
create index blank_arriving on diplomas.blank (moving_to) where moving_to is not null;

-- A move that was taken back or refused stays in the list with its reason.
alter table diplomas.blank_movement add column undone_on date, add column undone_reason text,
  add constraint blank_movement_undone check ((undone_on is null) = (undone_reason is null) and (undone_on is null or act = 'move_out'));

-- The school that is to receive sees what is coming and takes it in.
create policy blank_movement_coming on diplomas.blank_movement for select to ngheso_app
  using (other_id = any ((select platform.reached_institutions())::uuid[]));
create policy blank_movement_taken on diplomas.blank_movement for update to ngheso_app
  using (other_id = any ((select platform.reached_institutions())::uuid[]) and act = 'move_out');
create policy blank_coming on diplomas.blank for select to ngheso_app
  using (moving_to = any ((select platform.reached_institutions())::uuid[]));
create policy blank_taken on diplomas.blank for update to ngheso_app
  using (moving_to = any ((select platform.reached_institutions())::uuid[]))
  with check (institution_id = any ((select platform.reached_institutions())::uuid[]));
