-- A discipline is lifted by a decision, as it was given by one; those lifted before carry none.
alter table students.conduct add column lifting_decision_id uuid references students.decision;
create index conduct_lifting_decision on students.conduct (lifting_decision_id) where lifting_decision_id is not null;
