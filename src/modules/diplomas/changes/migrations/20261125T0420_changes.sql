-- A correction or replacement is an issue of one diploma; its papers are made like any other's.
alter table diplomas.issue_run drop constraint issue_run_source_check;
alter table diplomas.issue_run add constraint issue_run_source_check check (source in ('graduation', 'course', 'list', 'change'));

-- Where an ended or suspended diploma came from, to be found from the one that took its place.
create index event_changes on diplomas.event (institution_id, at desc, id) where act in ('correct', 'replace', 'suspend', 'lift', 'revoke', 'void');
