import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { marksOf, openRegister, words, type Register } from '../testing/forms.ts'

let register: Register
let site: Register['site']
let school: Actor
let officer: Actor

beforeAll(async () => {
  register = await openRegister()
  ;({ site, school, officer } = register)
})

const infrastructure = '/co-so/cd-hue/ha-tang'
const newCampus = '/co-so/cd-hue/sua?phan=campus&id=moi'
const statuses = (answers: Response[]) => answers.map((answer) => answer.status).toSorted()

/** Does `work` while another connection keeps what its statement locked; lets go once all of the work waits for it. */
async function whileHeld<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const other = await site.app.database.owner.connect()
  try {
    await other.query('begin')
    await other.query(statement)
    const done = work()
    await new Promise((resume) => setTimeout(resume, 300))
    await other.query('commit')
    return await done
  } finally {
    other.release()
  }
}

describe('two people at once', () => {
  test('declare infrastructure: the second sees both versions, nothing is overwritten unseen', async () => {
    const seen = marksOf(await register.html(school, infrastructure))
    const declare = (bandwidth_mbps: string, marks = seen) =>
      site.as(school).post(infrastructure, { _form: 'declare', ...marks, bandwidth_mbps })
    expect((await declare('100')).status).toBe(303)
    const second = await declare('200')
    expect(second.status).toBe(409)
    const text = await second.text()
    expect(text).toContain('value="200"')
    expect(text).toContain('Bản hiện có: 100')
    expect((await declare('200', marksOf(text))).status).toBe(303)
    const waiting = await register.query(
      `select bandwidth_mbps from institutions.infrastructure where institution_id = $1`,
      [register.ids.get('cd-hue')],
    )
    expect(waiting).toEqual([{ bandwidth_mbps: 200 }])
  })

  test('a declaration confirmed while the school had its form open is not written over', async () => {
    const seen = marksOf(await register.html(school, infrastructure))
    expect((await register.send(officer, '/de-xuat', 'infrastructure', { decision: 'accept' })).status).toBe(
      303,
    )
    const late = await site
      .as(school)
      .post(infrastructure, { _form: 'declare', ...seen, bandwidth_mbps: '300' })
    expect(late.status).toBe(409)
    expect(await register.shown(publicActor, '/co-so/cd-hue')).toContain('200 Mbps')
  })

  test('a declaration confirmed at the very moment the school sends it anew stays as it was confirmed', async () => {
    expect((await register.send(school, infrastructure, 'declare', { bandwidth_mbps: '400' })).status).toBe(
      303,
    )
    const seen = marksOf(await register.html(school, infrastructure))
    const confirm = `update institutions.infrastructure set state = 'confirmed', decided_on = '2026-11-22' where state = 'declared'
      and institution_id = '${register.ids.get('cd-hue')}'`
    const late = await whileHeld(confirm, () =>
      site.as(school).post(infrastructure, { _form: 'declare', ...seen, bandwidth_mbps: '500' }),
    )
    expect(late.status).toBe(409)
    expect(await register.shown(publicActor, '/co-so/cd-hue')).toContain('400 Mbps')
  })

  test('accept the same new campus: it is there once', async () => {
    const campus = { kind: 'training_site', name: 'Cơ sở thực hành', address: '5 Đường Mẫu' }
    expect((await register.send(school, newCampus, 'propose', campus)).status).toBe(303)
    const seen = marksOf(await register.html(officer, '/de-xuat'))
    const accept = () => site.as(officer).post('/de-xuat', { _form: 'proposal', ...seen, decision: 'accept' })
    const hold = `select 1 from institutions.institution where id = '${register.ids.get('cd-hue')}' for update`
    const answers = await whileHeld(hold, () => Promise.all([accept(), accept(), accept()]))
    expect(statuses(answers)).toEqual([303, 422, 422])
    const made = await register.query(`select id from institutions.campus where name = 'Cơ sở thực hành'`)
    expect(made).toHaveLength(1)
  })

  test('record the same merger: it is recorded once', async () => {
    const path = '/co-so/tc-the-duc-the-thao-hue/sap-nhap'
    const answers = {
      kind: 'merge',
      to: 'cd-hue',
      on_date: '1/9/2026',
      decision_no: '7/QĐ',
      source: 'quyết định mẫu',
    }
    const record = () => site.as(officer).post(path, { _form: 'record', ...answers })
    expect(statuses(await Promise.all([record(), record()]))).toEqual([303, 422])
  })

  test('a standing form opened before a merger does not undo it', async () => {
    const path = '/co-so/gdnn-gdtx-phu-loc'
    const seen = marksOf(await register.html(officer, `${path}/tinh-trang`))
    const merger = {
      kind: 'merge',
      to: 'gdnn-gdtx-nam-dong',
      on_date: '1/9/2026',
      decision_no: '8/QĐ',
      source: 'mẫu',
    }
    expect((await site.as(officer).post(`${path}/sap-nhap`, { _form: 'record', ...merger })).status).toBe(303)
    const late = await site
      .as(officer)
      .post(`${path}/tinh-trang`, { _form: 'save', ...seen, status: 'active', source: 'mẫu' })
    expect(late.status).toBe(409)
  })
})

describe('the queue', () => {
  test('a reason typed for one request is never laid under another', async () => {
    const contact = '/co-so/cd-hue/sua?phan=contact'
    expect((await register.send(school, contact, 'propose', { phone: '0234 3123456' })).status).toBe(303)
    const first = marksOf(await register.html(officer, '/de-xuat'))
    const profile = { website: 'cdhue.edu.vn', introduction: 'Một câu' }
    expect((await register.send(school, '/co-so/cd-hue/sua', 'propose', profile)).status).toBe(303)
    const decide = (values: Record<string, string>) =>
      site.as(officer).post('/de-xuat', { _form: 'proposal', ...first, ...values })
    expect((await decide({ decision: 'return', reason: 'Thiếu mã vùng' })).status).toBe(303)
    const again = await decide({ decision: 'return', reason: 'Lý do của bản trước' })
    expect(again.status).toBe(422)
    const text = await again.text()
    expect(words(text)).toContain('Đề xuất này đã được quyết định rồi')
    expect(text).not.toContain('Lý do của bản trước')
    expect(marksOf(text).id).not.toBe(first.id)
  })
})

describe('a form sent after the session ended', () => {
  test('comes back to the part it was typed for', async () => {
    const answer = await site
      .as(publicActor)
      .post('/co-so/cd-hue/sua?phan=contact', { _form: 'propose', part: 'contact', phone: '0234 3999999' })
    const to = new URL(answer.headers.get('location')!, 'http://x').searchParams.get('tiep')!
    expect(to).toMatch(/^\/co-so\/cd-hue\/sua\?phan=contact&_giu=/)
  })
})
