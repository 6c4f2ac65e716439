-- When the harvest itself took a resource down: because its source deleted it, or is gone. The department's own taking down is another
-- moment, and no source undoes that.
alter table resources.harvest_record add column withdrawn_at timestamptz;
update resources.harvest_record h set withdrawn_at = r.withdrawn_at from resources.resource r
  where r.id = h.resource_id and h.is_deleted and r.withdrawn_at is not null;
-- Lists of what a long harvest left out leave after a while.
grant delete on resources.harvest_fault to ngheso_app;
create index harvest_run_ended on resources.harvest_run (ended_at) where skipped > 0;
