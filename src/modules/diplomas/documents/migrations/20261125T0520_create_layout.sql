-- How a diploma looks, by school, kind and date. `own` makes the whole document; `blank` prints fields on a form that is already
-- printed. Institution null: what is used where the school has none of its own.
create table diplomas.layout (
  id uuid primary key default uuidv7(),
  institution_id uuid references institutions.institution,
  kind_code text not null check (kind_code in ('college_diploma', 'intermediate_diploma', 'vocational_high_school_diploma',
    'elementary_certificate', 'training_certificate', 'pd_certificate')),
  use text not null check (use in ('own', 'blank')),
  -- booklet: four pages of the old regime; sheet: our own sheet; placed: fields on pages of the school's
  form text not null check (form in ('booklet', 'sheet', 'placed')),
  name text not null,
  -- null: since ever
  from_date date,
  to_date date,
  width_mm numeric(5, 1) not null check (width_mm between 50 and 500),
  height_mm numeric(5, 1) not null check (height_mm between 50 and 500),
  pages smallint not null check (pages between 1 and 4),
  -- hash of the picture of each page, '' where there is none
  backgrounds text[] not null default '{}',
  -- shape: layout.ts
  fields jsonb not null default '[]',
  source text,
  is_verified boolean not null default false,
  version integer not null default 1,
  check (to_date is null or from_date is null or to_date >= from_date),
  check (institution_id is not null or source is not null),
  check (use = 'own' or form = 'placed')
);
create index layout_of on diplomas.layout (institution_id, kind_code, use, from_date desc nulls last, id);

alter table diplomas.layout enable row level security;
create policy layout_area on diplomas.layout to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
create policy layout_standard on diplomas.layout for select to ngheso_app using (institution_id is null);
grant select, insert, update, delete on diplomas.layout to ngheso_app;

-- Before 15/4/2026 the form was prescribed: four pages of 190 × 135 mm, Vietnamese and English. Since then the ministry prescribes
-- the main contents and schools design the form.
insert into diplomas.layout (kind_code, use, form, name, to_date, width_mm, height_mm, pages, source)
select code, 'own', 'booklet', 'Mẫu 4 trang 190 × 135 mm', date '2026-04-14', 190, 135, 4,
  'Thông tư 10/2017/TT-BLĐTBXH (sửa đổi bởi Thông tư 24/2020): bằng song ngữ 4 trang, 190 × 135 mm; thứ tự và lời trên trang lập theo mẫu, chưa đối chiếu văn bản'
from unnest(array['college_diploma', 'intermediate_diploma']) code;
insert into diplomas.layout (kind_code, use, form, name, from_date, width_mm, height_mm, pages, source)
select code, 'own', 'sheet', 'Mẫu chung khổ A4 ngang', date '2026-04-15', 297, 210, 2,
  'Thông tư 10/2026/TT-BGDĐT: Bộ quy định nội dung chính, cơ sở tự thiết kế mẫu; đây là mẫu chung của hệ thống, chưa đối chiếu văn bản'
from unnest(array['college_diploma', 'intermediate_diploma', 'vocational_high_school_diploma', 'elementary_certificate',
  'training_certificate']) code;
