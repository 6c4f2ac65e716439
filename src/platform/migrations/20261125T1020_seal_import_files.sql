-- Uploaded lists are kept sealed, each as a file of its own: `kept_hash` finds it. `file_hash` stays the digest of what was uploaded,
-- by which a second upload of the same file is recognised.
alter table platform.import_batch add column kept_hash text;
update platform.import_batch set kept_hash = file_hash;
alter table platform.import_batch alter column kept_hash set not null;
