-- How long an hour of learning lasts and how many fill a day and a week. Class sizes and the hours of the day in which teaching is
-- allowed stand in the grading policy of the section.
create table students.teaching_rule (
  id uuid primary key default uuidv7(),
  minutes_theory smallint not null check (minutes_theory between 1 and 240),
  minutes_practice smallint not null check (minutes_practice between 1 and 240),
  -- most hours of learning; days and weeks of both kinds are judged by their shares
  theory_day smallint not null check (theory_day between 1 and 24),
  theory_week smallint not null check (theory_week between 1 and 168),
  practice_day smallint not null check (practice_day between 1 and 24),
  practice_week smallint not null check (practice_week between 1 and 168),
  -- the text that causes it, as it is named to the reader
  citation text not null,
  from_date date not null,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  check (to_date is null or to_date >= from_date),
  constraint teaching_rule_no_overlap exclude using gist (daterange(from_date, to_date, '[]') with &&)
);
grant select, insert, update on students.teaching_rule to ngheso_app;

insert into students.teaching_rule (minutes_theory, minutes_practice, theory_day, theory_week, practice_day, practice_week, citation,
    from_date, source, is_verified)
values (45, 60, 6, 30, 8, 40, 'Thông tư 03/2017/TT-BLĐTBXH', date '2017-01-01',
  'Thông tư 03/2017/TT-BLĐTBXH: giờ lý thuyết 45 phút, giờ thực hành hoặc tích hợp 60 phút; không quá 6 giờ lý thuyết hoặc 8 giờ thực hành một ngày, 30 giờ lý thuyết hoặc 40 giờ thực hành một tuần',
  true);
