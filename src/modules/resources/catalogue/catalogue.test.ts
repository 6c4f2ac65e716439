import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { pdf, png, testRepository, type TestRepository } from '../testing/repository.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

const fieldValue = (html: string, name: string): string | undefined =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ??
  new RegExp(`value="([^"]*)"[^>]*name="${name}"`).exec(html)?.[1]

describe('authors of one name', () => {
  test('stay the two people they are when the draft is saved again', async () => {
    const ids: string[] = []
    for (const year of [1980, 1990]) {
      const id = await here.make.person('Phan Trùng Tên', here.home)
      ids.push(id)
      await here.rows(`update people.person set birth_year = $2, birth_date = null where id = $1`, [id, year])
      await here.rows(
        `insert into staff.post (person_id, name_key, institution_id, role, contract, from_date)
         select $1, name_key, $2, 'teacher', 'tenured', '2020-01-01' from people.person where id = $1`,
        [id, here.home],
      )
    }
    const code = await here.ready('Hai người trùng tên', {
      'authors.1.name': 'Phan Trùng Tên (1980)',
      'authors.2.name': 'Phan Trùng Tên (1990)',
    })
    expect((await here.save(code, { summary: 'Lưu lần nữa' })).status).toBe(303)
    const kept = await here.rows(
      `select a.person_id from resources.version_author a where a.version_id = $1 order by position`,
      [(await here.version(code)).id],
    )
    expect(kept.slice(1).map((one) => one.person_id)).toEqual(ids)
  })
})

describe('a draft of what is there already', () => {
  test('becomes the next version of one’s own resource, with the files that were dropped', async () => {
    const own = await here.ready('Quấn dây động cơ', { summary: 'Bản đầu' })
    await here.publish(own)
    const [first] = await here.rows(
      `select hash from resources.version_file f join resources.version v on v.id = f.version_id
      join resources.resource r on r.id = v.resource_id where r.code = $1`,
      [own],
    )
    const dropped = await here.drop([pdf('Quấn dây động cơ.pdf', 'bản sửa'), png('stato.png')])
    const draft = String((await here.version(dropped)).id)
    expect(await here.text(`/hoc-lieu/${dropped}/soan`)).toContain('Thêm làm phiên bản mới')
    // A colleague is told of it, and cannot add to it.
    const theirs = await here.drop([pdf('Quấn dây động cơ.pdf', 'khác')], {}, here.colleague)
    const page = await here.text(`/hoc-lieu/${theirs}/soan`, here.colleague)
    expect(page).toContain('Đã có học liệu tên gần như vậy: “Quấn dây động cơ”.')
    expect(page).not.toContain('Thêm làm phiên bản mới')
    const join = (id: string, code: string, actor?: Actor) =>
      here.post(`/hoc-lieu/${code}/soan`, { _form: 'join', id, code: own }, actor)
    expect((await join(String((await here.version(theirs)).id), theirs, here.colleague)).status).toBe(404)

    const joined = await join(draft, dropped)
    expect(joined.headers.get('location')).toContain(`/hoc-lieu/${own}/soan`)
    const next = await here.version(own)
    expect(next).toMatchObject({ number: 2, state: 'draft', title: 'Quấn dây động cơ', summary: 'Bản đầu' })
    const files = await here.rows(
      `select path, hash from resources.version_file where version_id = $1 order by path`,
      [next.id],
    )
    expect(files.map((file) => file.path)).toEqual(['Quấn dây động cơ.pdf', 'stato.png'])
    expect(files[0]!.hash).not.toBe(first!.hash)
    expect(await here.rows(`select 1 from resources.resource where code = $1`, [dropped])).toEqual([])
    // One version is under way already: the next likeness is only told.
    const third = await here.drop([pdf('Quấn dây động cơ.pdf', 'bản ba')])
    expect(await here.text(`/hoc-lieu/${third}/soan`)).not.toContain('Thêm làm phiên bản mới')
    expect((await join(String((await here.version(third)).id), third)).status).toBe(422)
  })
})

describe('dropping files', () => {
  test('makes a draft whose title, kind and author are proposed', async () => {
    const code = await here.drop([pdf('Giáo_trình hàn hồ quang.pdf')])
    const version = await here.version(code)
    expect(version).toMatchObject({
      title: 'Giáo trình hàn hồ quang',
      kind: 'document',
      state: 'draft',
      number: 1,
    })
    const page = await here.text(`/hoc-lieu/${code}/soan`)
    expect(fieldValue(page, 'title')).toBe('Giáo trình hàn hồ quang')
    expect(page).toContain('value="Nguyễn Thị Soạn"')
    expect(page).toContain('Còn 1 việc cần làm trước khi gửi')
    expect(page).toContain('Chưa chọn giấy phép.')
  })

  test('of two kinds takes the more telling one; a file of that name does not replace another', async () => {
    const code = await here.drop([png('so-do.png'), pdf('Bài 1.pdf'), pdf('Bài 1.pdf', 'khác')])
    const files = await here.rows(
      `select f.path from resources.version_file f join resources.version v on v.id = f.version_id
       join resources.resource r on r.id = v.resource_id where r.code = $1 order by f.position`,
      [code],
    )
    expect(files.map((file) => file.path)).toEqual(['so-do.png', 'Bài 1.pdf', 'Bài 1 (2).pdf'])
    expect(await here.version(code)).toMatchObject({ kind: 'document', title: 'Bài 1' })
  })

  test('with nothing dropped, or a file that lies, says what to do and keeps what was typed', async () => {
    const nothing = await here.post('/hoc-lieu/moi', { _form: 'create', title: 'Tên đã gõ' })
    expect(nothing.status).toBe(422)
    const page = await nothing.text()
    expect(page).toContain('Hãy chọn ít nhất một tệp, hoặc ghi địa chỉ trên mạng.')
    expect(page).toContain('value="Tên đã gõ"')
    const liar = new File([Buffer.from('MZ\u0000\u0001\u0002')], 'bai.pdf')
    const refused = await here.post('/hoc-lieu/moi', { _form: 'create', 'files[]': liar, title: 'Tên đã gõ' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('bai.pdf: Loại tệp này không nhận được')
    expect(await here.rows(`select 1 from resources.version where title = 'Tên đã gõ'`)).toEqual([])
  })

  test('an address makes a link; only web addresses are taken', async () => {
    const bad = await here.post('/hoc-lieu/moi', { _form: 'create', address: 'javascript:alert(1)' })
    expect(bad.status).toBe(422)
    const code = await here.drop([], { address: 'vidu.edu.vn/bai-1' })
    expect(await here.version(code)).toMatchObject({ kind: 'link', address: 'https://vidu.edu.vn/bai-1' })
  })
})

describe('a draft', () => {
  test('is saved half said, with several changes of one press, and nothing typed is cleared', async () => {
    const code = await here.drop([pdf('Bài điện.pdf')])
    const saved = await here.save(code, {
      summary: 'Đấu nối mạch điện chiếu sáng.',
      keywords: 'điện, chiếu sáng; an toàn',
      pages: '12',
      'authors.1.name': 'Trần Văn Bạn',
      'authors.2.name': 'Phạm Ngoài',
      'authors.2.organisation': 'Công ty Điện',
      'source.title': 'Sổ tay điện',
      'source.licence': 'cc-by-4.0',
      'source.authors': 'Nhóm tác giả',
      go: 'stay',
    })
    expect(saved.status).toBe(303)
    expect(await here.version(code)).toMatchObject({
      summary: 'Đấu nối mạch điện chiếu sáng.',
      keywords: ['điện', 'chiếu sáng', 'an toàn'],
      pages: 12,
    })
    const authors = await here.rows(
      `select a.name, a.organisation, p.full_name from resources.version_author a left join people.person p on p.id = a.person_id
       where a.version_id = $1 order by a.position`,
      [(await here.version(code)).id],
    )
    expect(authors).toEqual([
      { name: 'Nguyễn Thị Soạn', organisation: null, full_name: 'Nguyễn Thị Soạn' },
      { name: 'Trần Văn Bạn', organisation: null, full_name: 'Trần Văn Bạn' },
      { name: 'Phạm Ngoài', organisation: 'Công ty Điện', full_name: null },
    ])
    const wrong = await here.save(code, { pages: 'mười', summary: 'Câu mới', 'authors.3.name': 'Gõ dở' })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('Ô này cần một số nguyên lớn hơn 0.')
    expect(page).toContain('Câu mới')
    expect(page).toContain('value="Gõ dở"')
    expect((await here.version(code)).summary).toBe('Đấu nối mạch điện chiếu sáng.')
  })

  test('two who save at once: the second sees both texts', async () => {
    const code = await here.drop([pdf('Hai người.pdf')])
    const mine = await here.draft(code, { title: 'Tên của tôi' })
    expect((await here.save(code, { title: 'Tên của người kia' }, here.manager)).status).toBe(303)
    const late = await here.post(`/hoc-lieu/${code}/soan`, mine)
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('value="Tên của tôi"')
    expect(page).toContain('Tên của người kia')
  })

  test('a fact found while the page was open is not wiped out by an empty field', async () => {
    const code = await here.drop([pdf('Trang.pdf')])
    const form = await here.draft(code, { was_empty: 'pages', pages: '' })
    await here.rows(`update resources.version set pages = 31 where id = $1`, [form.id])
    expect((await here.post(`/hoc-lieu/${code}/soan`, form)).status).toBe(303)
    expect((await here.version(code)).pages).toBe(31)
    expect((await here.save(code, { pages: '' })).status).toBe(303)
    expect((await here.version(code)).pages).toBeNull()
  })

  test('of another teacher is not found, by page, by file or by action', async () => {
    const code = await here.drop([pdf('Riêng.pdf')])
    const [file] = await here.rows(`select f.id from resources.version_file f where f.version_id = $1`, [
      (await here.version(code)).id,
    ])
    for (const actor of [here.colleague, here.stranger, here.publicActor]) {
      expect((await here.site.as(actor).get(`/hoc-lieu/${code}`)).status).toBe(404)
      expect((await here.site.as(actor).get(`/hoc-lieu/${code}/phien-ban/1`)).status).toBe(404)
      expect((await here.site.as(actor).get(`/hoc-lieu/${code}/phien-ban`)).status).toBe(404)
      expect((await here.site.as(actor).get(`/hoc-lieu/tep/${file!.id}`)).status).toBe(404)
    }
    expect((await here.save(code, { title: 'Của tôi' }, here.colleague)).status).toBe(404)
    expect((await here.save(code, { title: 'Của tôi' }, here.stranger)).status).toBe(404)
    expect((await here.site.as(here.teacher).get(`/hoc-lieu/tep/${file!.id}`)).status).toBe(200)
    expect((await here.version(code)).title).toBe('Riêng')
  })

  test('files are described, taken out, and the draft thrown away asks once', async () => {
    const code = await here.drop([png('hinh.png'), pdf('bai.pdf')])
    const { id } = await here.version(code)
    const [image] = await here.rows(
      `select id from resources.version_file where version_id = $1 and path = 'hinh.png'`,
      [id],
    )
    const lines = { 'file.0.id': String(image!.id), 'file.0.role': 'content' }
    expect((await here.save(code, { ...lines, 'file.0.alternative_text': 'Sơ đồ mạch' })).status).toBe(303)
    expect(await here.text(`/hoc-lieu/${code}/soan`)).toContain('value="Sơ đồ mạch"')
    const caption = await here.save(code, { ...lines, 'file.0.role': 'captions' })
    expect(await caption.text()).toContain('Phụ đề cần ghi ngôn ngữ')
    expect((await here.save(code, { remove: `file:${image!.id}` })).status).toBe(303)
    expect(await here.rows(`select path from resources.version_file where version_id = $1`, [id])).toEqual([
      { path: 'bai.pdf' },
    ])
    const one = await here.version(code)
    const gone = await here.post(`/hoc-lieu/${code}/soan`, {
      _form: 'discard',
      id: String(one.id),
      version: String(one.version),
    })
    expect(gone.headers.get('location')).toBe('/hoc-lieu/cua-toi')
    expect(await here.rows(`select 1 from resources.resource where code = $1`, [code])).toEqual([])
  })

  test('captions lie beside their video and are offered with it', async () => {
    const head = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex')
    const video = new File([Buffer.concat([head, Buffer.alloc(64)])], 'bai.mp4', { type: 'video/mp4' })
    const words = new File(['WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào\n'], 'bai.vi.vtt', {
      type: 'text/vtt',
    })
    const code = await here.drop([video, words])
    expect(await here.version(code)).toMatchObject({ kind: 'video', title: 'Bai' })
    expect(await here.text(`/hoc-lieu/${code}/soan`)).toContain('Video, âm thanh chưa có phụ đề')
    const files = await here.rows(
      `select id, kind from resources.version_file where version_id = $1 order by position`,
      [(await here.version(code)).id],
    )
    const captions = files.find((file) => file.kind === 'vtt')!
    const line = { 'file.0.id': String(captions.id), 'file.0.role': 'captions', 'file.0.language': 'vi' }
    expect((await here.save(code, line)).status).toBe(303)
    expect(await here.text(`/hoc-lieu/${code}/soan`)).not.toContain('Video, âm thanh chưa có phụ đề')
    const shown = await here.text(`/hoc-lieu/${code}/phien-ban/1`)
    expect(shown).toContain(`<track kind="captions" src="/hoc-lieu/tep/${captions.id}?xem=1" srclang="vi"`)
    await here.rows(`update resources.version_file set language = 'vi_VN' where id = $1`, [captions.id])
    expect(await here.text(`/hoc-lieu/${code}/phien-ban/1`)).toContain('label="vi_VN"')
    const served = await here.site.as(here.teacher).get(`/hoc-lieu/tep/${captions.id}?xem=1`)
    expect(served.headers.get('content-security-policy')).toMatch(/^sandbox;/)
    expect(served.headers.get('content-type')).toBe('text/vtt')
  })

  test('a file is given in parts, and what could run is never shown in the page', async () => {
    const text = new File(['0123456789'], 'so.txt')
    const page = new File(['<!doctype html><script>alert(1)</script>'], 'trang.html')
    const code = await here.drop([text, page])
    const files = await here.rows(
      `select id, path from resources.version_file where version_id = $1 order by path`,
      [(await here.version(code)).id],
    )
    const get = (at: number, headers: Record<string, string> = {}) =>
      here.site.as(here.teacher).get(`/hoc-lieu/tep/${files[at]!.id}?xem=1`, headers)
    const part = await get(0, { range: 'bytes=2-4' })
    expect(part.status).toBe(206)
    expect([await part.text(), part.headers.get('content-range')]).toEqual(['234', 'bytes 2-4/10'])
    const run = await get(1)
    expect(run.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(run.headers.get('content-type')).toBe('application/octet-stream')
  })

  test('a subject brings occupation, level and digital competence; nothing there goes away', async () => {
    const [occupation] = await here.rows(
      `select code, name from institutions.occupation order by code limit 1`,
    )
    const { units } = await here.make.programme(here.home, [{ code: 'MĐ12', name: 'Hàn hồ quang tay' }], {
      programme: { level: 'trung_cap', occupation_code: occupation!.code },
    })
    // Written beside the trigger that keeps a programme in force as it is.
    await here.site.app.database.owner
      .query(`begin; set local session_replication_role = replica; with made as (
        insert into curricula.learning_outcome (version_id, institution_id, position, code, kind, statement)
          select version_id, institution_id, 1, 'KN1', 'skill', 'Hàn được mối hàn giáp mối' from curricula.course_unit where id = '${units[0]}'
          returning id, version_id, institution_id)
      insert into curricula.outcome_unit (outcome_id, unit_id, version_id, institution_id)
        select id, '${units[0]}', version_id, institution_id from made; commit`)
    const code = await here.drop([pdf('Hàn.pdf')])
    await here.save(code, { 'levels[]': ['cao_dang'] })
    const found = await here.text(`/hoc-lieu/${code}/soan/mon-hoc?q=han+ho+quang`)
    expect(found).toContain('MĐ12 Hàn hồ quang tay')
    const { id } = await here.version(code)
    const added = await here.post(`/hoc-lieu/${code}/soan/mon-hoc`, {
      _form: 'add',
      id: String(id),
      unit: units[0]!,
    })
    expect(added.status).toBe(303)
    expect((await here.version(code)).levels).toEqual(['cao_dang', 'trung_cap'])
    const page = await here.text(`/hoc-lieu/${code}/soan`)
    expect(page).toContain('MĐ12 Hàn hồ quang tay')
    expect(page).toContain(String(occupation!.name))
    // From the page one finds what else there is for that subject.
    const shown = await here.text(`/hoc-lieu/${code}/phien-ban/1`)
    expect(shown).toContain(`href="/hoc-lieu?mon_hoc=${units[0]}"`)
    // What the subject leads to is read from its programme.
    expect(shown).toContain('KN1 Hàn được mối hàn giáp mối')
  })

  test('three questions choose a licence', async () => {
    const code = await here.drop([pdf('Giấy phép.pdf')])
    const one = await here.version(code)
    const ask = (more: Record<string, string>) =>
      here.post(`/hoc-lieu/${code}/soan/giay-phep`, {
        _form: 'choose',
        id: String(one.id),
        version: String(one.version),
        ...more,
      })
    expect((await ask({ who: 'public' })).status).toBe(422)
    expect((await ask({ who: 'public', change: 'alike', sell: 'no' })).status).toBe(303)
    expect(await here.version(code)).toMatchObject({ licence: 'cc-by-nc-sa-4.0', access: 'public' })
  })
})
