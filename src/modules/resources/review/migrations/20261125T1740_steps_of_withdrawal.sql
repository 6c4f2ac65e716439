-- Which resources stood taken down on a past day is read from the steps that took them down and brought them back, which are few.
create index version_step_withdrawal on resources.version_step (version_id) where 'withdrawn' in (from_state, to_state);
