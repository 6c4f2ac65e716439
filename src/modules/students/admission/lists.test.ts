import { beforeAll, describe, expect, test } from 'vitest'
import { testAdmission } from './testing/admission.ts'

const { accept, school, other, programme, office, anybody, query, intake, applied, waiting } =
  await testAdmission()

describe('lists that leave the office', () => {
  let round: string
  beforeAll(async () => {
    round = await intake()
    const codes = [
      await applied(round, { full_name: 'Lê Được Nhận', birth: '1/2/2008' }),
      await applied(round, { full_name: 'Lê Còn Chờ', birth: '3/4/2008' }),
    ]
    const { id, version } = await waiting(codes[0]!)
    const done = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'accept',
      version: String(version),
      ...accept({ decision_no: '300/QĐ-CĐH' }),
    })
    expect(done.status, await done.clone().text()).toBe(303)
  })

  test('applications as they are filtered, and nobody else’s', async () => {
    const file = await office().get(`/tai-ve/ho-so-du-tuyen.csv?dot=${round}&trang-thai=submitted`)
    const csv = await file.text()
    expect(csv).toContain('Lê Còn Chờ')
    expect(csv).toContain('0905123456')
    expect(csv).not.toContain('Lê Được Nhận')
    expect(await (await office(other).get(`/tai-ve/ho-so-du-tuyen.csv?dot=${round}`)).text()).not.toContain(
      'Lê ',
    )
    expect((await anybody().get('/tai-ve/ho-so-du-tuyen.csv')).status).not.toBe(200)
    const sheet = await office().get('/tai-ve/ho-so-du-tuyen.xlsx')
    expect(new TextDecoder().decode((await sheet.arrayBuffer()).slice(0, 2))).toBe('PK')
  })

  test('only what waits for an answer can be ticked', async () => {
    const html = await (await office().get(`/tuyen-sinh/ho-so?dot=${round}`)).text()
    for (const words of ['Lê Được Nhận', 'Lê Còn Chờ']) expect(html).toContain(words)
    expect(html.match(/name="applications\[\]"/g)).toHaveLength(1)
  })

  test('the next page begins after the last application, however close together two were sent', async () => {
    await query(
      `update students.application set submitted_at = '2026-11-20T01:00:00.123456Z' where intake_id = $1`,
      [round],
    )
    const rows = await query('select id from students.application where intake_id = $1 order by id', [round])
    const mark = await query(
      `select to_json(submitted_at) #>> '{}' as mark from students.application where id = $1`,
      [rows[0]!.id],
    )
    const page = await office().get(
      `/tuyen-sinh/ho-so?${new URLSearchParams({ dot: round, sau: `${mark[0]!.mark}~${rows[0]!.id}` })}`,
    )
    const html = await page.text()
    expect(html).toContain(String(rows[1]!.id))
    expect(html).not.toContain(`/tuyen-sinh/ho-so/${rows[0]!.id}`)
  })

  test('those admitted, with their decision, as PDF/A; none, none of elsewhere', async () => {
    const path = `/tuyen-sinh/ke-hoach/${round}/trung-tuyen.pdf`
    const pdf = await office().get(path)
    expect(pdf.status).toBe(200)
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
    expect((await office(other).get(path)).status).toBe(404)
    expect((await anybody().get(path)).status).not.toBe(200)
    const empty = await intake()
    expect((await office().get(`/tuyen-sinh/ke-hoach/${empty}/trung-tuyen.pdf`)).status).toBe(409)
    expect(await (await office().get(`/tuyen-sinh/ho-so?dot=${round}`)).text()).toContain(
      'Danh sách trúng tuyển',
    )
  })

  test('everybody reads the open intakes by the API, and those of one programme on the page', async () => {
    const hidden = await intake({ is_published: false })
    const { intakes } = (await (await anybody().get('/api/v1/intakes?institution=truong-a')).json()) as {
      intakes: { id: string; is_open: boolean; places: number }[]
    }
    expect(intakes.find((one) => one.id === round)).toMatchObject({ is_open: true, places: 2 })
    expect(intakes.some((one) => one.id === hidden)).toBe(false)
    expect((await anybody().get(`/tuyen-sinh/${hidden}`)).status).toBe(404)
    expect((await office().get(`/tuyen-sinh/${hidden}`)).status).toBe(200)
    const page = async (id: string) => (await anybody().get(`/tuyen-sinh?chuong-trinh=${id}`)).text()
    expect(await page(programme.programme)).toContain(`/tuyen-sinh/${round}`)
    expect(await page(school)).not.toContain(`/tuyen-sinh/${round}`)
  })
})
