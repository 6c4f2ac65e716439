-- How many credits of the electives a learner takes; null: the programme does not say.
alter table curricula.programme_version add column elective_credits numeric(4, 1) check (elective_credits >= 0);
