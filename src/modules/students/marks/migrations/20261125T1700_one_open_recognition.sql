-- One request for recognition of a unit is open at a time: of two sent in one instant both were granted. Of what stands double
-- the first stays open; the others say so.
update students.recognition c set state = 'refused', answer = 'Trùng với đề nghị gửi trước cho cùng môn học, mô đun.', version = version + 1
where c.state = 'asked' and exists (select 1 from students.recognition o where o.enrolment_id = c.enrolment_id
  and o.course_unit_id = c.course_unit_id and o.state <> 'refused' and (o.asked_at, o.id) < (c.asked_at, c.id));
create unique index recognition_open on students.recognition (enrolment_id, course_unit_id) where state = 'asked';
