-- A round admits to a programme; its version is that of the cohort. The column never held anything.
alter table students.intake drop column programme_version_id;
