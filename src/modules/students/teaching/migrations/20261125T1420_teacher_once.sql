-- Somebody teaches a section in one part at a time: of rows that overlap, the earlier one ends before the next begins.
update students.section_teacher x set to_date = n.from_date - 1
from (select section_id, person_id, from_date as begun,
    lead(from_date) over (partition by section_id, person_id order by from_date) as from_date from students.section_teacher) n
where n.section_id = x.section_id and n.person_id = x.person_id and n.begun = x.from_date
  and n.from_date is not null and coalesce(x.to_date, 'infinity') >= n.from_date;
alter table students.section_teacher add constraint section_teacher_once
  exclude using gist (section_id with =, person_id with =, daterange(from_date, to_date, '[]') with &&);
