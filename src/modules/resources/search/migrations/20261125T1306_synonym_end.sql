-- A group ended on the day it began was in use on none.
alter table resources.synonym drop constraint synonym_check;
alter table resources.synonym add constraint synonym_check check (to_date is null or to_date >= from_date - 1);
