import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import QRCode from 'qrcode'
import { systemActor } from '#platform/access.ts'
import { stopDocuments } from '#platform/documents/index.ts'
import { hasProgram } from '#platform/signing/testing/tools.ts'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'
import { diplomaPdf } from './diploma-pdf.ts'
import { findLayout } from './find-layout.ts'
import { exampleContent } from './testing/content.ts'

afterAll(stopDocuments)
const hasPoppler = hasProgram('pdftotext')

let here: TwoSchools
const manager = () => here.at('school-manager')
beforeAll(async () => {
  here = await twoSchools()
})

const make = async (fields: Record<string, string> = {}, actor = manager()) => {
  const answer = await here.post(
    '/mau-in/moi',
    {
      _form: 'add',
      institution: here.home,
      kind: 'intermediate_diploma',
      use: 'blank',
      paper: 'booklet_open',
      name: 'Phôi đợt 2026',
      ...fields,
    },
    actor,
  )
  return {
    status: answer.status,
    to: answer.headers.get('location')?.split('?')[0] ?? '',
    body: await answer.text(),
  }
}

const layoutFor = (
  day: string,
  use: 'own' | 'blank',
  kindCode = 'intermediate_diploma' as const,
  school = here.home,
) =>
  here.site.app.database.read(systemActor('test'), (db) =>
    findLayout(here.site.app, db, { institution: school, kindCode, day, use }),
  )

const textOf = (pdf: Uint8Array, ...words: string[]) =>
  spawnSync('pdftotext', [...words, '-', '-'], { input: pdf, encoding: 'utf8' }).stdout
const bytesOf = async (path: string, actor = manager()) => {
  const answer = await here.site.as(actor).get(path)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** A form as the browser would send it: every field of the page with what it holds. */
async function formOf(path: string): Promise<Record<string, string>> {
  const page = await here.text(path, manager())
  const body = /<form[^>]*>(?:(?!<\/form>)[\s\S])*name="rows\.0\.field"[\s\S]*?<\/form>/.exec(page)![0]
  const form: Record<string, string> = {}
  for (const [tag] of body.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    if (name && !tag.includes('type="checkbox"')) form[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  for (const [, name, options] of body.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    form[name!] =
      /<option[^>]*selected[^>]*value="([^"]*)"|<option[^>]*value="([^"]*)"[^>]*selected/
        .exec(options!)
        ?.slice(1)
        .find(Boolean) ?? ''
  return form
}

test('the form before 15 April 2026 has four pages, from then on our sheet of two', async () => {
  expect(await layoutFor('2026-04-14', 'own')).toMatchObject({ form: 'booklet', pages: 4 })
  expect(await layoutFor('2026-04-15', 'own')).toMatchObject({ form: 'sheet' })
  expect(await layoutFor('2026-11-25', 'blank')).toBeNull()
})

describe('a layout for blanks', () => {
  let path: string
  beforeAll(async () => {
    const made = await make()
    expect(made.status).toBe(303)
    path = made.to
  })

  test('shows the page as a drawing and the same places as numbers, without script', async () => {
    const page = await here.text(path, manager())
    expect(page).toContain('viewBox="0 0 380 135"')
    expect(page).toContain('Nguyễn Thị Hoàng Ví Dụ')
    expect(page).toMatch(/name="rows\.0\.x"[^>]*value="76"|value="76"[^>]*name="rows\.0\.x"/)
  })

  test('keeps what is typed to a tenth of a millimetre, moves all by a shift, adds and removes', async () => {
    const form = await formOf(path)
    const sent = {
      ...form,
      'rows.0.x': '200,5',
      'rows.0.width': '150',
      'rows.1.remove': 'true',
      shift_x: '-0,5',
      shift_y: '2',
      'more.field': 'qr',
    }
    expect((await here.post(path, sent, manager())).status).toBe(303)
    const layout = (await layoutFor('2026-11-25', 'blank'))!
    expect(layout.fields[0]).toMatchObject({ field: 'holder', x: 200, y: 17, width: 150 })
    expect(layout.fields.map((one) => one.field)).not.toContain('birth')
    expect(layout.fields.at(-1)).toMatchObject({ field: 'qr' })
  })

  test('refuses what lies beyond the paper and what is no number, keeps what was typed', async () => {
    const form = await formOf(path)
    const outside = await here.post(path, { ...form, 'rows.0.x': '300' }, manager())
    expect(outside.status).toBe(422)
    const body = await outside.text()
    expect(body).toContain('nằm ra ngoài mép giấy')
    expect(body).toContain('value="300"')
    const wrong = await here.post(path, { ...form, 'rows.0.size': 'to' }, manager())
    expect(await wrong.text()).toContain('Cỡ chữ từ 4 đến 60')
  })

  test('two people at once: the second is told, nothing of the first is lost', async () => {
    const [form, other] = [await formOf(path), await formOf(path)]
    expect((await here.post(path, { ...form, name: 'Tên một' }, manager())).status).toBe(303)
    const second = await here.post(path, { ...other, name: 'Tên hai' }, manager())
    expect(second.status).toBe(409)
    expect(await here.text(path, manager())).toContain('Tên một')
  })

  test('takes a scan of the blank, shows it and does not print it', async () => {
    const png = await QRCode.toBuffer('nền')
    const form = await formOf(path)
    const picture = {
      _form: 'picture',
      _version: form._version ?? '',
      version: form.version ?? '',
      layout: form.layout ?? '',
      page: '1',
    }
    const sent = await here.site
      .as(manager())
      .post(path, { ...picture, file: new File([new Uint8Array(png)], 'phoi.png') })
    expect(sent.status).toBe(303)
    expect(await here.text(path, manager())).toContain('/nen/1')
    const shown = await here.site.as(manager()).get(`${path}/nen/1`)
    expect(shown.headers.get('content-type')).toBe('image/png')
    const printed = Buffer.from(await bytesOf(`${path}/thu.pdf`)).toString('latin1')
    expect(printed).not.toContain('/Subtype /Image')
    const lying = await here.site.as(manager()).post(path, {
      ...picture,
      version: String(Number(picture.version) + 1),
      file: new File(['xin chào'], 'phoi.png'),
    })
    expect(await lying.text()).toContain('Chọn một tệp hình PNG hoặc JPEG')
  })

  test.skipIf(!hasPoppler)(
    'the try carries a grid when asked for and says that it has no value (needs pdftotext)',
    async () => {
      const plain = textOf(await bytesOf(`${path}/thu.pdf`))
      expect(plain).toContain('Nguyễn Thị Hoàng Ví Dụ')
      expect(plain).toContain('KHÔNG CÓ GIÁ TRỊ')
      expect(plain).not.toMatch(/\b370\b/)
      expect(textOf(await bytesOf(`${path}/thu.pdf?luoi=1`))).toMatch(/\b370\b/)
    },
  )

  test('of another school is not found; layouts for all are read and not changed', async () => {
    const stranger = here.at('school-manager', here.away)
    expect((await here.site.as(stranger).get(path)).status).toBe(404)
    expect((await here.site.as(stranger).get(`${path}/thu.pdf`)).status).toBe(404)
    expect((await make({}, stranger)).status).toBeGreaterThanOrEqual(403)
    const [standard] = await here.rows(`select id from diplomas.layout where form = 'booklet' limit 1`)
    const shared = `/mau-in/${String(standard!.id)}`
    expect(await here.text(shared, stranger)).toContain('10/2017')
    expect((await here.site.as(stranger).get(`${shared}/thu.pdf`)).status).toBe(200)
    const sent = await here.post(
      shared,
      { _form: 'save', layout: String(standard!.id), version: '1', name: 'Của tôi' },
      stranger,
    )
    expect(sent.status).toBeGreaterThanOrEqual(400)
    expect(await here.rows(`select 1 from diplomas.layout where name = 'Của tôi'`)).toHaveLength(0)
  })
})

test.skipIf(!hasPoppler)(
  'a school’s own design is printed with its picture, its fields and the code (needs pdftotext)',
  async () => {
    const { to: path } = await make({
      use: 'own',
      paper: 'a4_wide',
      name: 'Mẫu của trường',
      from_date: '01/06/2026',
    })
    const form = await formOf(path)
    const png = new Uint8Array(await QRCode.toBuffer('nền'))
    await here.site.as(manager()).post(path, {
      _form: 'picture',
      version: form.version ?? '1',
      layout: form.layout ?? '',
      page: '1',
      file: new File([png], 'a.png'),
    })
    const layout = (await layoutFor('2026-06-25', 'own'))!
    expect(layout).toMatchObject({ form: 'placed', use: 'own' })
    expect(await layoutFor('2026-05-31', 'own')).toMatchObject({ form: 'sheet' })
    const long = 'Công Tằng Tôn Nữ Nguyễn Thị Đoan Trang Hương Giang Ngọc Khuê'
    const pdf = await diplomaPdf({
      content: exampleContent({ full_name: long }),
      numbers: { serial: 'A 1', entry_no: '1/2026' },
      kind_code: 'intermediate_diploma',
      medium: 'digital',
      checkUrl: 'https://ngheso.example/van-bang/7K3N0Q8ZT1V2X4Y6',
      layout,
      at: new Date('2026-06-25T03:00:00Z'),
    })
    expect(textOf(pdf)).toContain(long)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Subtype \/Image[\s\S]*pdfaid:part>2/)
  },
)

describe('printing an issue on its blanks', () => {
  let run: string
  beforeAll(async () => {
    const kind = await here.one(
      `select id from diplomas.kind where code = 'intermediate_diploma' and to_date is null`,
    )
    run = await here.one(
      `insert into diplomas.issue_run (institution_id, kind_id, decision_no, decision_date, state, medium, issue_date, issue_place,
        signer_name, signer_capacity, made_by, made_by_name)
       values ($1, $2, '15/QĐ-TN', '2026-11-20', 'numbered', 'paper', '2026-11-25', 'Huế', 'Trần Văn Đức', 'Hiệu trưởng', 'x', 'x') returning id`,
      [here.home, kind],
    )
    const names = ['Trần Văn Ba', 'Hồ Thị Ánh', 'Lê Đức Đạt']
    const serials = ['B 000003', 'B 000001', 'B 000002']
    await here.write((tx) =>
      here.enter(tx, names, { serials }, { run_id: run, state: 'numbered', issue_date: null }),
    )
  })

  test.skipIf(!hasPoppler)(
    'follows the serials, one page each, and goes on from one after a jam (needs pdftotext)',
    async () => {
      const pages = textOf(await bytesOf(`/in-phoi/${run}/in.pdf`, here.office), '-layout').split('\f')
      expect(pages.length - 1).toBe(3)
      for (const [at, name] of ['Hồ Thị Ánh', 'Lê Đức Đạt', 'Trần Văn Ba'].entries())
        expect(pages[at]).toContain(name)
      const rest = textOf(await bytesOf(`/in-phoi/${run}/in.pdf?tu=B+000003`, here.office))
      expect(rest).toContain('Trần Văn Ba')
      expect(rest).not.toContain('Hồ Thị Ánh')
    },
  )

  test('the page shows the order and the form; the look is logged; another school finds nothing', async () => {
    const page = await here.text(`/in-phoi/${run}`)
    expect(page.indexOf('Hồ Thị Ánh')).toBeLessThan(page.indexOf('Trần Văn Ba'))
    expect(page).toContain('Tên một')
    expect((await here.site.as(here.at('academic-office', here.away)).get(`/in-phoi/${run}`)).status).toBe(
      404,
    )
    expect(
      (await here.site.as(here.at('academic-office', here.away)).get(`/in-phoi/${run}/in.pdf`)).status,
    ).toBe(404)
  })

  test('without a layout it is said what to make', async () => {
    await here.rows(
      `update diplomas.layout set to_date = '2026-01-01' where institution_id = $1 and use = 'blank'`,
      [here.home],
    )
    expect(await here.text(`/in-phoi/${run}`)).toContain('Chưa có mẫu in phôi')
    expect((await here.site.as(here.office).get(`/in-phoi/${run}/in.pdf`)).status).toBe(409)
  })
})
