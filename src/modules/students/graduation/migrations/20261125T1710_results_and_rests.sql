-- The first retake waits from the day the results were given (TT 04/2022 Đ23–27), not from the day of the exam. Null: not known
-- of marks entered before; they are then reckoned from the day of the exam.
alter table students.graduation_mark add column results_on date check (results_on >= on_date);

-- What a list stands on stays with it: the average of the whole course, and the result of each unit (ids of students.result, which
-- keeps corrected ones too). Null: lists made before it was kept.
alter table students.graduation_case add column average numeric(4, 2);
alter table students.graduation_case add column rests_on uuid[];
