-- The department adds versions of a threshold; only one that has not begun is taken back.
grant insert, update, delete on students.threshold to ngheso_app;

-- Days in which a learner may ask for a remark become dated data like the others; a number set before goes on.
insert into students.threshold (code, from_date, value, source)
select 'remark_days', '2022-05-15', coalesce((select value::numeric from platform.setting where name = 'students.remark-days'), 15),
  'Đề xuất: Thông tư 04/2022/TT-BLĐTBXH không nêu số ngày nhận đề nghị phúc khảo';
delete from platform.setting where name = 'students.remark-days';
