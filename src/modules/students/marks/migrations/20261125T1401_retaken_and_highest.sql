-- A study retaken lowers a class, one improved does not; the highest grade of a study counts for progress and dismissal (TT 04/2022).
-- Null: posted before these were kept; then every sitting after the first counts as a retake, and the grade of record is the highest.
alter table students.result add column is_retaken boolean, add column highest_grade numeric(4, 2);
