-- The rules before 15 April 2026 have no first day we know of: an old register reaches back to schools and texts long gone.
alter table diplomas.kind alter column from_date drop not null;
alter table diplomas.kind drop constraint kind_code_from_date_key;
alter table diplomas.kind add constraint kind_code_from_date_key unique nulls not distinct (code, from_date);
