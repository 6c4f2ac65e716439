-- Columns of the sheet that were read for nothing: shown before anything is made, so that no word is lost unseen.
alter table resources.import_batch add column unused text[] not null default '{}';
