-- When the rows read from a batch's file were deleted: nothing needs them once the batch has ended.
alter table platform.import_batch add column rows_gone_at timestamptz;
create index import_batch_kept on platform.import_batch (changed_at) where rows_gone_at is null;
