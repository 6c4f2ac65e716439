-- What a case was computed from (results and graduation marks), so that a later correction is seen beside a frozen list.
alter table students.graduation_case add column seen text not null default '';
-- Rests on: the cohort's review that stands, one that is neither discarded nor a draft.
create unique index graduation_review_one on students.graduation_review (cohort_id) where state = 'draft';

-- A frozen list stays: only a draft's cases are written, a merge of two person records apart.
create function students.keep_graduation_case() returns trigger language plpgsql as $$
declare
  standing text;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'person_id' - 'name_key' = to_jsonb(old) - 'person_id' - 'name_key' then
    return new;
  end if;
  select state into standing from students.graduation_review
    where id = case when tg_op = 'DELETE' then old.review_id else new.review_id end;
  if standing is distinct from 'draft' then
    raise exception 'a frozen graduation list does not change' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger graduation_case_frozen before insert or update or delete on students.graduation_case
  for each row execute function students.keep_graduation_case();

-- Thresholds of the measures as dated data: shares in per cent, days as whole numbers.
create table students.threshold (
  code text not null,
  from_date date not null,
  to_date date,
  value numeric(6, 2) not null,
  source text not null,
  is_verified boolean not null default false,
  primary key (code, from_date),
  check (to_date is null or to_date >= from_date)
);
grant select on students.threshold to ngheso_app;

insert into students.threshold (code, from_date, value, source) values
  ('t08.process', '2023-04-26', 95, 'Đề xuất: nguồn của kế hoạch không nêu ngưỡng'),
  ('t08.results', '2023-04-26', 95, 'Đề xuất: nguồn của kế hoạch không nêu ngưỡng'),
  ('t08.term_days', '2023-04-26', 14, 'Đề xuất: số ngày đầu học kỳ chưa xét'),
  ('t08.result_days', '2023-04-26', 30, 'Đề xuất: số ngày chờ công bố kết quả sau học kỳ'),
  ('cs01', '2026-01-01', 50, 'Thông tư 38/2026, chỉ số CS01 (chưa đối chiếu văn bản)'),
  ('cs02', '2026-01-01', -30, 'Thông tư 38/2026, chỉ số CS02 (chưa đối chiếu văn bản)'),
  ('cs07', '2026-01-01', 60, 'Thông tư 38/2026, chỉ số CS07 (chưa đối chiếu văn bản)');

-- The few who were away, for counting who studied on a day.
create index status_event_away on students.status_event (enrolment_id) where kind in ('reserve', 'suspend');
create index status_event_graduated on students.status_event (on_date) where kind = 'graduate';
