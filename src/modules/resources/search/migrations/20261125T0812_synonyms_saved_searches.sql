-- Words that mean the same, and searches somebody comes back to.

create function resources.folded_terms(terms text[]) returns text[]
  language sql immutable strict parallel safe
  return array(select array_to_string(resources.search_tokens(t), ' ') from unnest(terms) with ordinality u(t, at) order by at);

-- Whoever asks for one of the terms finds the others too, from a day on.
create table resources.synonym (
  id uuid primary key default uuidv7(),
  terms text[] not null check (cardinality(terms) >= 2),
  from_date date not null,
  to_date date,
  source text not null check (source <> ''),
  is_verified boolean not null default false,
  version integer not null default 1,
  folded text[] generated always as (resources.folded_terms(terms)) stored,
  check (to_date is null or to_date >= from_date)
);
create index synonym_folded on resources.synonym using gin (folded);

insert into resources.synonym (terms, from_date, source)
select string_to_array(terms, '|'), date '2020-01-01', 'Đề xuất của sản phẩm; Sở sửa ở trang này'
from unnest(array[
  'ô tô|xe hơi|oto', 'xe máy|mô tô', 'máy tính|máy vi tính|computer', 'máy lạnh|điều hoà không khí|điều hoà nhiệt độ',
  'trí tuệ nhân tạo|AI', 'internet vạn vật|vạn vật kết nối|IoT', 'cơ sở dữ liệu|CSDL|database', 'bảng tính|Excel|spreadsheet',
  'tiếng Anh|Anh văn|English', 'bài trình chiếu|trình chiếu|slide|PowerPoint', 'câu hỏi trắc nghiệm|trắc nghiệm|quiz',
  'mô phỏng|simulation', 'bài giảng điện tử|e-learning|elearning', 'hàn hồ quang tay|hàn que|SMAW', 'hàn TIG|GTAW', 'hàn MIG|GMAW',
  'lễ tân|tiếp tân', 'nấu ăn|chế biến món ăn', 'kế hoạch bài dạy|giáo án'
]) terms;

-- A search somebody comes back to. What was published after `seen_at` is news.
create table resources.saved_search (
  id uuid primary key default uuidv7(),
  account text not null,
  name text not null check (name <> '' and length(name) <= 200),
  -- words and filters as they stand in the address
  query text not null check (length(query) <= 1000),
  saved_at timestamptz not null,
  seen_at timestamptz not null,
  unique (account, query)
);
alter table resources.saved_search enable row level security;
create policy saved_search_own on resources.saved_search to ngheso_app using (account <> '' and account = (select platform.own_account()));

grant select, insert, update on resources.synonym to ngheso_app;
grant select, insert, update, delete on resources.saved_search to ngheso_app;
revoke all on function resources.folded_terms(text[]) from public;
grant execute on function resources.folded_terms(text[]) to ngheso_app;
