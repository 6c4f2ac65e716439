-- A column whose marks were posted: its cells no longer change, but through a correction.
alter table students.mark_column add column closed_at timestamptz;
-- Why the office gave the sheet back to the teacher; gone once it is handed in again.
alter table students.course_section add column return_reason text;
