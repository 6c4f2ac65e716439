import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopDocuments } from '#platform/documents/index.ts'
import { runJob } from '#platform/jobs/queue.ts'
import base from '#platform/documents/base.typ?raw'
import { schoolHead } from '../store/school-head.ts'
import { markInWords } from './documents/mark-words.ts'
import { readTranscripts, transcriptValue } from './documents/transcript.ts'
import template from './documents/transcript.typ?raw'
import { classTranscriptsJob, forgetTranscriptsJob } from './jobs.ts'
import { heldCases } from './store/held.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from './testing/cohort.ts'

let here: FinishedCohort
let done: TestLearner
let review: string
let open: TestLearner
const long = 'Công Tằng Tôn Nữ Nguyễn Thị Hoàng Bảo Ngọc Phương Uyên Thảo Nguyên Khánh Linh Diễm My'

beforeAll(async () => {
  here = await finishedCohort()
  done = await here.passes(await here.learner(long), '9.0', { sittings: 2 })
  open = await here.learner('Hồ Thị Bình')
  await here.result(open, 0, '6.0')
  const decision = await here.make.insert('students.decision', {
    institution_id: here.home,
    kind: 'recognition',
    number: '7/QĐ-CN',
    signed_on: '2025-01-05',
    effective_on: '2025-01-05',
  })
  const result = await here.result(open, 1, '8.0', {
    source: 'recognised',
    letter: 'R',
    decision_id: decision,
  })
  await here.make.insert('students.recognition', {
    enrolment_id: open.enrolment,
    person_id: open.person,
    institution_id: here.home,
    course_unit_id: here.units[1],
    scope: 'full',
    basis: 'other_school',
    grade: '8.0',
    state: 'granted',
    decision_id: decision,
    result_id: result,
  })
  const draft = await here.review()
  review = draft.id
  await here.freeze(draft)
  await here.post(
    `/tot-nghiep/${review}`,
    {
      _form: 'decide',
      review,
      version: String(draft.version + 1),
      decision_no: '15/QĐ-TN',
      decision_date: '23/11/2026',
      signer: 'Trần Văn Đức',
    },
    here.manager,
  )
})
afterAll(stopDocuments)

function inside(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const parts = [raw.toString('latin1')]
  for (const found of parts[0]!.matchAll(/stream\r?\n/g)) {
    try {
      parts.push(inflateSync(raw.subarray(found.index + found[0].length)).toString('latin1'))
    } catch {
      // Not a compressed part.
    }
  }
  return parts.join('\n')
}

const get = (path: string, actor = here.office) => here.site.as(actor).get(path)

describe('papers of a list', () => {
  test.each(['danh-sach', 'bien-ban', 'quyet-dinh'])('%s is PDF/A, for the school alone', async (file) => {
    const answer = await get(`/tot-nghiep/${review}/${file}.pdf`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(inside(new Uint8Array(await answer.arrayBuffer()))).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(
      (await get(`/tot-nghiep/${review}/${file}.pdf`, here.at('school-manager', here.away))).status,
    ).toBe(404)
  })

  test('are exported as CSV with every reason, and read by the API', async () => {
    const csv = await (await get(`/tot-nghiep/${review}/danh-sach.csv`)).text()
    expect(csv).toContain('Giỏi')
    expect(csv).toContain('Giáo dục thể chất: chưa học')
    expect((await get(`/tot-nghiep/${review}/danh-sach.xlsx`)).status).toBe(200)
    const read = (await (await get(`/api/v1/graduation-list?review=${review}`)).json()) as {
      state: string
      learners: { classification: string }[]
    }
    expect(read).toMatchObject({ state: 'decided', decision: { number: '15/QĐ-TN' } })
    expect(
      (await get(`/api/v1/graduation-list?review=${review}`, here.at('academic-office', here.away))).status,
    ).toBe(404)
  })
})

describe('papers of an examination', () => {
  const paper = (file: string, actor = here.office) =>
    get(`/tot-nghiep/khoa/${here.cohort}/thi/${file}.pdf?phan=theory&lan=1`, actor)

  test.each(['du-thi', 'bang-diem', 'bien-ban'])('%s is PDF/A, for the school alone', async (file) => {
    const answer = await paper(file)
    expect(answer.status).toBe(200)
    expect(inside(new Uint8Array(await answer.arrayBuffer()))).toContain('<pdfaid:part>2</pdfaid:part>')
    expect((await paper(file, here.at('academic-office', here.away))).status).toBe(404)
  })

  test('what each marker gave is not printed before all have handed in', async () =>
    expect((await paper('phieu-cham')).status).toBe(409))

  test.each([
    ['7.5', 'Bảy phẩy năm'],
    ['10.0', 'Mười'],
    ['0.0', 'Không'],
    ['8.25', 'Tám phẩy hai năm'],
  ])('%s is written %s', (mark, words) => expect(markInWords(mark)).toBe(words))
})

describe('the transcript', () => {
  const value = async (one: TestLearner, lang: 'vi' | 'en' = 'vi') => {
    const source = await here.site.app.database.read(here.office, (db) =>
      readTranscripts(db, [one.enrolment], '2026-11-23'),
    )
    return JSON.stringify(transcriptValue(here.site.app.catalog(lang), source, '2026-11-23'))
  }

  test('of a graduate holds units, condition subjects, exams, class with the cause of its downgrade, and the decision', async () => {
    const said = await value(done)
    for (const part of [
      long,
      'MH01',
      'Giáo dục thể chất *',
      'Điểm tốt nghiệp',
      '"9,0"',
      'Giỏi',
      'phải thi lại',
      '15/QĐ-TN ngày 23/11/2026',
      'Trần Văn Đức',
      'Niên chế',
    ])
      expect(said).toContain(part)
    expect(await value(done, 'en')).toContain('Graduation score')
  })

  test('of a graduate stays what the decision rests on when a result is corrected; list and correction say so', async () => {
    const before = await value(done)
    expect(await here.text(`/tot-nghiep/${review}`, here.manager)).not.toContain('điều chỉnh sau quyết định')
    const [old] = await here.rows(
      `update students.result set is_current = false where enrolment_id = $1 and course_unit_id = $2 returning id`,
      [done.enrolment, here.units[0]],
    )
    const corrected = { corrects_id: old!.id, reason: 'Chấm lại', approved_by: 'x', approved_by_name: 'x' }
    const place = { institution: here.home, term: await here.make.term(here.home), unit: here.units[0]! }
    const section_id = await here.make.section(place)
    const now = await here.result(done, 0, '5.0', { ...corrected, section_id })
    expect(await value(done)).toBe(before)
    expect(before).toContain('["Điểm trung bình chung","9,0"]')
    const list = await here.text(`/tot-nghiep/${review}`, here.manager)
    expect(list).toContain('Có kết quả điều chỉnh sau quyết định')
    expect(list).toContain(long)
    expect(await here.text(`/ket-qua/${now}/sua`, here.manager)).toContain(
      'Người học đã tốt nghiệp theo Quyết định 15/QĐ-TN ngày 23/11/2026',
    )
  })

  test('of a decided list is in the copy of one’s data', async () =>
    expect(await here.site.app.database.read(here.office, (db) => heldCases(db, done.person))).toMatchObject([
      { is_eligible: true, classification: 'gioi' },
    ]))

  test('marks what was recognised with R and its source', async () => {
    const said = await value(open)
    expect(said).toContain('R, MH02: được công nhận, miễn trừ theo Kết quả học ở trường khác (7/QĐ-CN)')
    expect(said).not.toContain('15/QĐ-TN')
  })

  test('is PDF/A in both languages; results are certified to who has not graduated', async () => {
    const base = (one: TestLearner) => `/tot-nghiep/nguoi-hoc/${one.enrolment}`
    for (const file of ['bang-diem.pdf', 'bang-diem.pdf?ngon-ngu=en']) {
      const answer = await get(`${base(done)}/${file}`)
      expect(inside(new Uint8Array(await answer.arrayBuffer()))).toContain('<pdfaid:part>2</pdfaid:part>')
    }
    expect((await get(`${base(open)}/giay-chung-nhan.pdf`)).status).toBe(200)
    expect((await get(`${base(done)}/giay-chung-nhan.pdf`)).status).toBe(404)
    expect((await get(`${base(open)}/bang-diem.pdf`, here.at('academic-office', here.away))).status).toBe(404)
  })

  test('of a class is one file that a job makes and its asker opens', async () => {
    const path = `/lop/${here.group}/bang-diem-toan-khoa`
    const started = await here.post(path, { _form: 'make', class_group: here.group, lang: 'vi' })
    expect(started.status).toBe(303)
    const [run] = await here.rows(`select id from platform.job_run where job = $1`, [
      classTranscriptsJob.name,
    ])
    expect((await get(`${path}.pdf?ngon-ngu=vi`)).status).toBe(404)
    await runJob(here.site.app, classTranscriptsJob, { class_group: here.group, lang: 'vi', run: run!.id })
    const answer = await get(`${path}.pdf?ngon-ngu=vi`)
    expect(answer.status).toBe(200)
    const pdf = new Uint8Array(await answer.arrayBuffer())
    expect(Number(/<xmpTPg:NPages>(\d+)</.exec(inside(pdf))?.[1])).toBe(2)
    expect((await get(`${path}.pdf?ngon-ngu=vi`, here.at('academic-office', here.away))).status).toBe(404)

    // it lies sealed, and leaves after its days
    const [made] = await here.rows(`select result ->> 'sealed' as hash from platform.job_run where id = $1`, [
      run!.id,
    ])
    const { files } = here.site.app
    const kept = await buffer((await files.get(String(made!.hash))).stream)
    expect(kept.subarray(0, 5).toString()).not.toBe('%PDF-')
    await runJob(here.site.app, forgetTranscriptsJob, undefined)
    expect((await get(`${path}.pdf?ngon-ngu=vi`)).status).toBe(200)
    await here.rows(`update platform.job_run set finished_at = '2026-10-23' where id = $1`, [run!.id])
    await runJob(here.site.app, forgetTranscriptsJob, undefined)
    expect(await files.exists(String(made!.hash))).toBe(false)
    const gone = await get(`${path}.pdf?ngon-ngu=vi`)
    expect(gone.status).toBe(404)
    expect(await gone.text()).toContain('hãy lập lại')
  })
})

test('papers name the body above the school, and the place without the word for it', async () => {
  await here.rows(`update institutions.institution set governing_body = 'UBND thành phố Huế' where id = $1`, [
    here.home,
  ])
  await here.rows(
    `insert into institutions.campus (institution_id, kind, name, unit_id, source)
     select $1, 'main', 'Cơ sở chính', u.id, 'test' from places.unit u
     where u.kind = 'commune' and u.to_date is null order by u.code limit 1`,
    [here.home],
  )
  const head = await here.site.app.database.read(here.office, (db) => schoolHead(db, here.home, '2026-11-23'))
  expect(head).toMatchObject({ parent: 'UBND thành phố Huế', place: 'Huế' })
  const bare = await here.site.app.database.read(here.office, (db) => schoolHead(db, here.away, '2026-11-23'))
  expect(bare).toMatchObject({ parent: null, place: '……' })
})

test('the learner page leads to papers and the reviews', async () => {
  const page = await here.text(`/hoc-sinh/${done.learner}/tot-nghiep`)
  expect(page).toContain(`/tot-nghiep/nguoi-hoc/${done.enrolment}/bang-diem.pdf`)
  expect(page).toContain(`/tot-nghiep/${review}/nguoi/${done.enrolment}`)
})

test('a name of three lines stays on the paper of the transcript', async () => {
  const source = await here.site.app.database.read(here.office, (db) =>
    readTranscripts(db, [done.enrolment], '2026-11-23'),
  )
  const [head] = source.heads
  const heads = [
    {
      ...head!,
      full_name: `${long} ${'M'.repeat(60)}`,
      programme_name: 'M'.repeat(70),
      class_code: 'M'.repeat(40),
    },
  ]
  const value = transcriptValue(here.site.app.catalog('vi'), { ...source, heads }, '2026-11-23')
  const root = '/documents'
  const compiler = NodeCompiler.create({ workspace: root })
  compiler.addSource(`${root}/base.typ`, base)
  compiler.addSource(`${root}/main.typ`, template)
  const inputs = { data: JSON.stringify(value), title: 'Thử', lang: 'vi' }
  const compiled = compiler.compile({ mainFilePath: `${root}/main.typ`, inputs, resetRead: true })
  expect(compiled.result).toBeTruthy()
  const svg = compiler.plainSvg(compiled.result!)
  if (process.env.PICTURES) writeFileSync(`${process.env.PICTURES}/transcript.svg`, svg)
  const shifts = [0]
  let last = 0
  for (const [tag, group = '', x] of svg.matchAll(/<g\b([^>]*)>|<\/g>|<use [^>]*\bx="([\d.-]+)"/g)) {
    const shift = shifts.at(-1) ?? 0
    if (tag.startsWith('<g') && tag.endsWith('/>')) continue
    if (tag === '</g>') shifts.pop()
    else if (x === undefined)
      shifts.push(shift + Number(/matrix\(\S+ \S+ \S+ \S+ ([\d.-]+)/.exec(group)?.[1] ?? 0))
    else last = Math.max(last, shift + Number(x))
  }
  expect((last / 72) * 25.4).toBeLessThan(210 - 15)
})
