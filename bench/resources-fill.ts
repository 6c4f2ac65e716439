import type pg from 'pg'

/** Files with text; several resources show each, as versions and copies do. */
const filesPer = 10

/** What the resources are about; the first are the broad ones. */
export const topics = [
  'an toàn điện',
  'hàn hồ quang tay',
  'sửa chữa ô tô',
  'lập trình web',
  'tiện trụ ngoài',
  'kế toán thuế',
  'phay CNC',
  'chăm sóc người bệnh',
  'lắp đặt điện lạnh',
  'quản trị mạng',
  'thiết kế đồ hoạ',
  'nghiệp vụ lễ tân',
  'hướng dẫn du lịch',
  'chế biến món ăn',
  'trồng trọt',
  'thú y cơ sở',
  'may áo dài',
  'mộc mỹ nghệ',
  'vật liệu cơ khí',
  'tiếng Anh nghề',
]
const details = [
  'cơ bản',
  'nâng cao',
  'theo năng lực',
  'cho người mới bắt đầu',
  'trong nhà xưởng',
  'theo tiêu chuẩn mới',
  'bằng mô phỏng',
  'qua tình huống',
  'ở doanh nghiệp',
  'với dụng cụ đo',
]
const forms = ['Bài giảng', 'Giáo trình', 'Phiếu thực hành', 'Video hướng dẫn', 'Câu hỏi ôn tập']
const onsets = 'b,c,ch,d,đ,g,gi,h,kh,l,m,n,ng,nh,ph,qu,r,s,t,th,tr,v,x'
const rimes = 'a,à,ạ,ăn,ân,ấp,ao,áp,ay,ế,ến,em,iêu,iện,in,ình,o,ô,ồng,ơ,ơi,uất,ung,ươi,ước,ường,uy,uyên'

/**
 * Published resources of 50 schools with text in their files, straight into the tables; then the flat table by the function that the
 * triggers call. Words fall off as they do in texts: few are in nearly every one, most in few.
 */
export async function fillResources(owner: pg.Pool, count: number): Promise<void> {
  const fill = async (text: string) => {
    const client = await owner.connect()
    try {
      await client.query(`set session_replication_role = replica; set app.reach = 'all'`)
      await client.query(text)
    } finally {
      await client.query(`reset session_replication_role; reset app.reach`)
      client.release()
    }
  }
  const list = (words: readonly string[]) => `'{${words.join(',')}}'::text[]`
  await fill(`create table public.bench_word as select row_number() over (order by md5(a || b)) - 1 as at, a || b as word
    from unnest('{${onsets}}'::text[]) a, unnest('{${rimes}}'::text[]) b`)
  await fill(`create unique index on public.bench_word (at)`)
  await fill(
    `insert into institutions.institution (code, type) select 'bench-' || n, 'college' from generate_series(1, 50) n`,
  )
  await fill(`with schools as (select array_agg(id) as ids from institutions.institution where code like 'bench-%'),
    made as (insert into resources.resource (code, institution_id, owner_account, owner_name, access, published_id)
      select lpad(n::text, 10, '0'), ids[1 + n % 50], 'x', 'x', case when n % 5 = 0 then 'signed_in' else 'public' end, uuidv7()
      from generate_series(1, ${count}) n, schools returning *),
    drawn as (select m.*, code::integer as n, ${list(topics)} as topics, floor(20 * random() ^ 2)::integer as topic, random() as chance from made m)
    insert into resources.version (id, resource_id, institution_id, owner_account, number, state, kind, title, summary, keywords, levels,
      licence, access, published_at)
    select published_id, id, institution_id, 'x', 1, 'published',
      (array['document', 'slides', 'video', 'package', 'document', 'question_set', 'image', 'simulation'])[1 + n % 8],
      (${list(forms)})[1 + n % 5] || ' ' || topics[1 + topic] || ' ' || (${list(details)})[1 + n / 7 % 10] || ', bài ' || n % 97,
      'Mục tiêu, vật liệu, quy trình và lỗi thường gặp. ' || w.words, array[topics[1 + topic]],
      array[(array['cao_dang', 'trung_cap', 'so_cap'])[1 + topic % 3]],
      (array['cc-by-4.0', 'cc-by-sa-4.0', 'noi-bo', 'cc-by-nc-4.0'])[1 + n % 4], access, now() - chance * interval '5 years'
    from drawn, lateral (select string_agg(b.word, ' ' order by k.place) as words
      from (select place, floor(600 * random() ^ 2.5)::integer as at from generate_series(1, 12) place where n > 0) k join public.bench_word b using (at)) w`)
  await fill(
    `insert into resources.version_author (version_id, position, name) select id, 1, 'Nguyễn Thị Soạn' from resources.version`,
  )
  await fill(`insert into resources.version_occupation select v.id, o.codes[1 + abs(hashtext(v.keywords[1] || v.institution_id)) % cardinality(o.codes)]
    from resources.version v, (select array_agg(code order by code) as codes from institutions.occupation) o`)
  await fill(`insert into resources.version_component select v.id, 'TT02-2025-BGDDT', o.codes[1 + abs(hashtext(v.id::text)) % cardinality(o.codes)]
    from resources.version v, (select array_agg(code order by code) as codes from curricula.framework_component) o where v.number = 1`)
  await fill(`insert into resources.search_passage (hash, number, text, folded)
    select encode(sha256(f::text::bytea), 'hex'), n, w.text, ' ' || array_to_string(resources.search_tokens(w.text), ' ') || ' '
    from generate_series(1, ${Math.ceil(count / filesPer)}) f, generate_series(1, 3) n, lateral (select string_agg(b.word, ' ' order by k.place) as text
      from (select place, floor(600 * random() ^ 2.5)::integer as at from generate_series(1, 90) place where f > 0 and n > 0) k join public.bench_word b using (at)) w`)
  await fill(`insert into resources.version_file (version_id, path, hash, size, mime, kind)
    select id, 'bai.pdf', encode(sha256((1 + abs(hashtext(id::text)) % ${Math.ceil(count / filesPer)})::text::bytea), 'hex'), 100000, 'application/pdf', 'pdf'
    from resources.version`)
  await owner.query(`vacuum analyze resources.resource, resources.version, resources.version_file, resources.version_author,
    resources.version_occupation, resources.version_component, resources.search_passage`)
  await fill(`drop index resources.search_entry_words`)
  await fill(
    `select count(resources.search_shape_of(v)), count(resources.search_topic_of(v.id)) from resources.version v`,
  )
  // Two at once, each its half, without the lock by which acts take turns.
  await Promise.all([0, 1].map((half) => fill(entries(half))))
  await fill(`create index search_entry_words on resources.search_entry using gin (words)`)
  await owner.query(`vacuum analyze resources.search_entry, resources.search_shape, resources.search_topic`)
}

/** What `resources.write_search_entry` does, for many. Use and ratings are drawn. */
function entries(half: number): string {
  return `insert into resources.search_entry (resource_id, institution_id, owner_account, circle, shape, topic, newest, used, rated, ratings, quality, words, head)
    select r.id, r.institution_id, r.owner_account, array_position('{public,signed_in}'::text[], r.access) - 1,
      resources.search_shape_of(v), resources.search_topic_of(v.id), (extract(epoch from v.published_at) * 1000000)::bigint,
      case when random() < 0.2 then floor(random() * 50) else 0 end::bigint * 10000000, case when random() < 0.1 then 300 + random() * 200 else 0 end,
      0, q.quality, w.words || array_to_tsvector(resources.search_grades(q.quality)), w.head
    from resources.resource r join resources.version v on v.id = r.published_id,
      resources.search_vectors(v, r, resources.search_terms(v)) w,
      lateral (select (2 * random() ^ 4)::real as quality where r.id is not null) q
    where r.code::integer % 2 = ${half}`
}
