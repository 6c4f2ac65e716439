-- What reviewers look at, from a day on: criteria as data. Shape: review/rubric.ts.
create table resources.rubric (
  id uuid primary key default uuidv7(),
  space text not null check (space in ('school', 'province')),
  criteria jsonb not null,
  -- how many review each version
  reviewers smallint not null check (reviewers > 0),
  -- days a review may take; null: no time is set
  days smallint check (days > 0),
  from_date date not null,
  to_date date,
  source text not null,
  is_verified boolean not null default false,
  check (to_date is null or to_date >= from_date),
  constraint rubric_no_overlap exclude using gist (space with =, daterange(from_date, to_date, '[]') with &&)
);

insert into resources.rubric (space, criteria, reviewers, from_date, source)
select space, '[
  {"code": "accuracy", "name": "Nội dung đúng và còn phù hợp với nghề", "name_en": "The content is right and up to date", "is_required": true},
  {"code": "outcomes", "name": "Giúp đạt chuẩn đầu ra của môn học, mô đun", "name_en": "It serves the learning outcomes of the subject", "is_required": false},
  {"code": "pedagogy", "name": "Dễ học: mục tiêu rõ, có ví dụ, có luyện tập", "name_en": "It teaches well: aims, examples, practice", "is_required": false},
  {"code": "technical", "name": "Mở và dùng được trên máy tính và điện thoại", "name_en": "It opens and works on computers and phones", "is_required": true},
  {"code": "accessibility", "name": "Dễ tiếp cận: phụ đề, mô tả hình, chữ đọc được", "name_en": "It is accessible: captions, descriptions, readable text", "is_required": false},
  {"code": "rights", "name": "Ghi đúng tác giả, nguồn và giấy phép", "name_en": "Authors, sources and licence are right", "is_required": true}
]'::jsonb, 2, date '2020-01-01', 'Đề xuất của sản phẩm; Sở thay bằng tiêu chí đã ban hành từ ngày áp dụng'
from unnest(array['school', 'province']) space;

-- One handing-in of a version, to the school's team or to the shared one.
create table resources.submission (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  institution_id uuid references institutions.institution,
  space text not null check (space in ('school', 'province')),
  -- who shall be able to read it when it is accepted
  access text not null check (access in ('school', 'signed_in', 'public')),
  rubric_id uuid not null references resources.rubric,
  state text not null default 'waiting' check (state in ('waiting', 'reviewed', 'accepted', 'returned', 'taken_back')),
  note text,
  submitted_by text not null,
  submitted_by_name text not null,
  submitted_at timestamptz not null,
  due_on date,
  reviewed_at timestamptz,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decision_no text,
  decision_note text,
  version integer not null default 1,
  check ((state in ('accepted', 'returned')) = (decided_at is not null))
);
create unique index submission_open on resources.submission (version_id) where state in ('waiting', 'reviewed');
create index submission_version on resources.submission (version_id, submitted_at desc);
create index submission_queue on resources.submission (space, state, submitted_at, id);
create index submission_institution on resources.submission (institution_id, state, submitted_at);
create index submission_rubric on resources.submission (rubric_id);

-- One reviewer's look at it: taken on, then answered.
create table resources.review (
  id uuid primary key default uuidv7(),
  submission_id uuid not null references resources.submission on delete cascade,
  version_id uuid not null references resources.version on delete cascade,
  account text not null,
  account_name text not null,
  taken_at timestamptz not null,
  answered_at timestamptz,
  verdict text check (verdict in ('accept', 'mend', 'refuse')),
  -- yes, partly or no for each criterion of the rubric
  marks jsonb not null default '{}',
  note text,
  unique (submission_id, account),
  check ((answered_at is null) = (verdict is null))
);
create index review_account on resources.review (account, answered_at);
create index review_version on resources.review (version_id);

-- A remark at a place of the version: a page of a document, a second of a video, or the whole.
create table resources.remark (
  id uuid primary key default uuidv7(),
  version_id uuid not null references resources.version on delete cascade,
  submission_id uuid references resources.submission on delete cascade,
  file_path text,
  page integer check (page > 0),
  second integer check (second >= 0),
  text text not null check (text <> ''),
  account text not null,
  account_name text not null,
  at timestamptz not null,
  settled_at timestamptz,
  settled_by_name text,
  answer text,
  check (page is null or second is null)
);
create index remark_version on resources.remark (version_id, at, id);
create index remark_submission on resources.remark (submission_id) where submission_id is not null;

-- Who may review beside the offices: people named to a school's team or to the shared one (institution null).
create table resources.team_member (
  id uuid primary key default uuidv7(),
  institution_id uuid references institutions.institution,
  person_id uuid not null references people.person,
  name text not null,
  from_date date not null,
  to_date date,
  added_by_name text not null,
  version integer not null default 1,
  check (to_date is null or to_date >= from_date)
);
create unique index team_member_once on resources.team_member (person_id, coalesce(institution_id, '00000000-0000-0000-0000-000000000000'::uuid))
  where to_date is null;
create index team_member_institution on resources.team_member (institution_id, name, id);
create index team_member_person on resources.team_member (person_id);

-- Resources the account reviews, reviewed, or could review as a member of the shared team, wherever they come from.
create or replace function resources.reviewed_resources() returns uuid[]
  language sql stable security definer set search_path = ''
begin atomic
  select case when platform.own_account() = '' then '{}'::uuid[] else coalesce(array_agg(distinct v.resource_id), '{}'::uuid[]) end
  from resources.submission s join resources.version v on v.id = s.version_id
  where exists (select 1 from resources.review r where r.submission_id = s.id and r.account = platform.own_account())
    or (s.space = 'province' and s.state in ('waiting', 'reviewed') and exists (select 1 from resources.team_member m
      where m.institution_id is null and m.person_id = platform.own_person() and m.from_date <= current_date
        and coalesce(m.to_date, 'infinity') >= current_date));
end;

-- When as many have answered as the rubric asks for, the submission waits for its decision. Reviewers from elsewhere may
-- not change the version itself, so this one step is taken for them. Answers whether it is complete.
create function resources.complete_review(submission uuid, account text, account_name text) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  held resources.submission;
  old_state text;
begin
  select * into held from resources.submission s where s.id = submission and s.state = 'waiting' for update;
  if not found or not exists (select 1 from resources.review r where r.submission_id = submission and r.account = platform.own_account())
    or (select count(*) from resources.review r where r.submission_id = submission and r.answered_at is not null)
      < (select b.reviewers from resources.rubric b where b.id = held.rubric_id) then
    return false;
  end if;
  update resources.submission s set state = 'reviewed', reviewed_at = now(), version = s.version + 1 where s.id = submission;
  select v.state into old_state from resources.version v where v.id = held.version_id;
  if old_state = 'submitted' then
    update resources.version v set state = 'reviewed' where v.id = held.version_id;
    insert into resources.version_step (version_id, from_state, to_state, account, account_name)
      values (held.version_id, 'submitted', 'reviewed', account, account_name);
  end if;
  return true;
end $$;

do $$
declare t text;
begin
  foreach t in array array['submission', 'review', 'remark'] loop
    execute format('alter table resources.%I enable row level security', t);
    execute format('create policy %I on resources.%I to ngheso_app using (exists (select 1 from resources.version v
      where v.id = version_id and (resources.holds(v.institution_id, v.owner_account)
        or v.resource_id = any ((select resources.reviewed_resources())::uuid[]))))', t || '_area', t);
  end loop;
end $$;
alter table resources.team_member enable row level security;
create policy team_member_area on resources.team_member to ngheso_app using ((select platform.reaches_all())
  or institution_id = any ((select platform.reached_institutions())::uuid[]));
create policy team_member_own on resources.team_member for select to ngheso_app using (person_id = (select platform.own_person()));

create function resources.move_person_team(from_person uuid, to_person uuid, only_ids uuid[]) returns jsonb
  language sql as $$
  with moved as (
    update resources.team_member m set person_id = to_person
    where person_id = from_person and (only_ids is null or id = any (only_ids))
      and not exists (select 1 from resources.team_member o where o.person_id = to_person and o.to_date is null and m.to_date is null
        and o.institution_id is not distinct from m.institution_id)
    returning id, institution_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('subject', 'resources.team_member', 'id', id, 'institution', institution_id)), '[]') from moved
$$;

grant select, insert, update, delete on resources.rubric, resources.submission, resources.review, resources.remark, resources.team_member to ngheso_app;
revoke delete on resources.submission from ngheso_app;
revoke all on function resources.complete_review(uuid, text, text), resources.move_person_team(uuid, uuid, uuid[]) from public;
grant execute on function resources.complete_review(uuid, text, text), resources.move_person_team(uuid, uuid, uuid[]) to ngheso_app;
