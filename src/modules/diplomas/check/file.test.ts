import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, testNow, type TestApp } from '#app/testing.ts'
import { publicActor, type Actor } from '#platform/access.ts'
import { issueForTest, type Issued } from '#platform/signing/testing/keys.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { issuedDiplomas, type TestDiploma } from './testing/issued.ts'
import { checkApi } from './api.ts'
import { CheckAnswerShape } from './api-shapes.ts'
import { signedFiles, stopDocuments } from './testing/signed.ts'
import { judgeFile } from './file/judge.ts'
import { openSent } from './verdict.ts'

let site: TestApp
let home: string
let away: string
let issued: ReturnType<typeof issuedDiplomas>
let files: ReturnType<typeof signedFiles>
let key: Issued
let valid: TestDiploma
let pdf: Uint8Array
let json: Record<string, unknown>

beforeAll(async () => {
  site = await testApp()
  const { owner } = site.app.database
  const make = fixture(owner)
  home = await make.institution('truong-nghe')
  away = await make.institution('truong-xa')
  issued = issuedDiplomas(owner)
  files = signedFiles(site.app)
  key = await files.key(home)
  valid = await issued({ institution: home, serial: 'F-1' })
  pdf = await files.pdf(valid, key)
  json = await files.credential(valid, home, 7)
})
afterAll(stopDocuments)

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const heading = (html: string) => words(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim()
const blob = (content: Uint8Array | string, name: string) =>
  new File([content as Uint8Array<ArrayBuffer>], name)

/** Sends a file as the page's form does; answers the page it leads to. */
async function send(content: Uint8Array | string | undefined, name = 'van-bang.pdf') {
  const form = content === undefined ? {} : { tep: blob(content, name) }
  const sent = await site.as(publicActor).post('/van-bang/tep', form as Record<string, Blob>)
  expect(sent.status, await sent.clone().text()).toBe(303)
  const to = sent.headers.get('location')!
  const text = await (await site.as(publicActor).get(to)).text()
  return { to, text, said: words(text), heading: heading(text) }
}
const asJson = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8')

describe('a PDF', () => {
  test('as it was signed answers what the register says today', async () => {
    const page = await send(pdf)
    expect(page.heading).toBe('Thật và đang có hiệu lực')
    expect(page.said).toContain('Tệp còn nguyên vẹn, chữ ký đúng của Trường Trung cấp Thử')
    expect(page.said).toContain('Nguyễn Thị Đoan Trang')
  })

  test.each([
    ['revoked', 'Đã bị thu hồi, không còn giá trị'],
    ['suspended', 'Đang tạm đình chỉ hiệu lực'],
    ['replaced', 'Thật, nhưng đã được cấp lại'],
    ['corrected', 'Thật, nhưng nội dung đã được chỉnh sửa'],
    ['void', 'Không tìm thấy'],
  ] as const)('intact, but %s since: %s', async (state, said) => {
    const successor = await issued({ institution: home, serial: `F-next-${state}` })
    const isReplaced = state === 'replaced' || state === 'corrected'
    const one = await issued({
      institution: home,
      serial: `F-${state}`,
      state,
      ...(isReplaced ? { successor } : {}),
    })
    expect((await send(await files.pdf(one, key))).heading).toBe(said)
  })

  test('with one letter changed is altered, and leads to the true entry', async () => {
    const changed = Uint8Array.from(pdf)
    const at = Buffer.from(changed).indexOf('/Alt')
    changed[at + 6]! ^= 1
    const page = await send(changed)
    expect(page.heading).toBe('Tệp đã bị sửa, không được tin')
    expect(page.said).toContain('chữ ký số')
    expect(page.text).toContain(`/van-bang/${valid.public_id}"`)
    expect(page.said).not.toContain('Nguyễn Thị Đoan Trang')
  })

  test('with something added behind the signature is altered', async () => {
    const longer = Buffer.concat([pdf, Buffer.from('\n1 0 obj\n<< >>\nendobj\n%%EOF\n')])
    const page = await send(longer)
    expect(page.heading).toBe('Tệp đã bị sửa, không được tin')
    expect(page.said).toContain('phần được thêm vào sau khi ký')
  })

  test('without a signature, or with a stranger’s, proves nothing and leads to the true entry', async () => {
    const stranger = issueForTest('ec')
    for (const one of [await files.unsignedPdf(valid), await files.pdf(valid, stranger)]) {
      const page = await send(one)
      expect(page.heading).toBe('Không tìm thấy')
      expect(page.said).toContain('không mang chữ ký của cơ sở nào')
      expect(page.text).toContain(`/van-bang/${valid.public_id}"`)
    }
  })

  test('signed by another school of the system, or with a key taken out of use before, is not genuine', async () => {
    const others = await files.key(away)
    const revoked = await files.key(home, { revoked_on: '2026-03-01' })
    for (const wrong of [others, revoked])
      expect((await send(await files.pdf(valid, wrong))).heading).toBe('Không tìm thấy')
  })
})

describe('a credential', () => {
  test('as it was signed answers what the register says today', async () => {
    const page = await send(asJson(json), 'van-bang.json')
    expect(page.heading).toBe('Thật và đang có hiệu lực')
    expect(page.said).toContain('chữ ký đúng của Trường Trung cấp Thử')
  })

  test('with any word changed is altered', async () => {
    const text = JSON.stringify(json)
    const page = await send(text.replace('Nguyễn Thị Đoan Trang', 'Nguyễn Thị Đoan Tràng'), 'a.json')
    expect(page.heading).toBe('Tệp đã bị sửa, không được tin')
    expect(page.said).toContain('nội dung so với chữ ký')
  })

  test('of a diploma revoked since says so', async () => {
    const one = await issued({ institution: home, serial: 'J-2', state: 'revoked' })
    expect((await send(asJson(await files.credential(one, home, 8)), 'a.json')).heading).toBe(
      'Đã bị thu hồi, không còn giá trị',
    )
  })

  test('signed by one school over the diploma of another is altered', async () => {
    const page = await send(asJson(await files.credential(valid, away, 9)), 'a.json')
    expect(page.heading).toBe('Tệp đã bị sửa, không được tin')
    expect(page.said).toContain('nội dung so với sổ gốc')
  })

  test('of nobody known proves nothing', async () => {
    const { proof: _, ...bare } = json
    for (const one of [bare, { '@context': [], type: 'VerifiableCredential' }, {}])
      expect((await send(asJson(one), 'a.json')).heading).toBe('Không tìm thấy')
  })
})

describe('an SD-JWT, as a wallet hands it over', () => {
  test('answers what the register says; changed, it is not genuine', async () => {
    const text = await files.presentation(valid, home, ['name'])
    const page = await send(`${text}\n`, 'a.txt')
    expect(page.heading).toBe('Thật và đang có hiệu lực')
    expect(page.said).toContain('chữ ký đúng của Trường Trung cấp Thử')
    const [head, body, rest] = text.split('.') as [string, string, string]
    const claims = Buffer.from(body, 'base64url').toString().replace('Bằng', 'Bàng')
    const forged = [head, Buffer.from(claims).toString('base64url'), rest].join('.')
    expect((await send(forged, 'a.txt')).heading).toBe('Tệp đã bị sửa, không được tin')
  })
})

describe('what is no diploma file', () => {
  test.each([
    ['no file', undefined, 'Hãy chọn một tệp'],
    ['an empty file', '', 'Hãy chọn một tệp'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'Tệp không phải PDF hay JSON'],
    ['a web page', '<!doctype html><script>1</script>', 'Tệp không phải PDF hay JSON'],
    ['a JSON list', '[1]', 'Tệp không phải PDF hay JSON'],
    ['more than 5 MB', Buffer.alloc(5 * 1024 * 1024 + 1, 32), 'Tệp lớn hơn 5 MB'],
  ])('%s is said in words', async (_what, content, said) => {
    expect((await send(content)).said).toContain(said)
  })

  test('whatever bytes come are answered', async () => {
    const heads = fc.constantFrom('%PDF-1.7\n', '{', '')
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ maxLength: 200 }), async (head, rest) => {
        const bytes = Buffer.concat([Buffer.from(head), rest])
        await judgeFile(site.app, bytes).then(
          (verdict) => expect(verdict.result).not.toBe('genuine'),
          (error: unknown) => expect(error).toMatchObject({ refusal: 'invalid' }),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('a verdict cannot be made up, nor kept for later', async () => {
    const forged = Buffer.from(JSON.stringify({ verdict: { result: 'genuine' } })).toString('base64url')
    const page = await site.as(publicActor).get(`/van-bang?tep=v1.${forged}`)
    expect(words(await page.text())).toContain('Hãy gửi lại tệp')
    const sealed = new URLSearchParams((await send(pdf)).to.split('?')[1]).get('tep')!
    const after = (minutes: number) => ({
      ...site.app,
      clock: { now: () => new Date(Date.parse(testNow) + minutes * 60_000) },
    })
    expect(openSent(after(29), sealed)).toHaveProperty('verdict.result', 'genuine')
    expect(openSent(after(31), sealed)).toEqual({ error: 'diplomas.check.error.file_old' })
  })
})

describe('by machine', () => {
  const requestOf = (body: BodyInit, type?: string) =>
    new Request('http://test.local/api/v1/diplomas/check', {
      method: 'POST',
      body,
      headers: { 'x-forwarded-for': '192.0.2.77', ...(type && { 'content-type': type }) },
    })
  const answer = async (sent: BodyInit, type?: string) => {
    const done = await site.web.request(requestOf(sent, type))
    const body = (await done.json()) as Record<string, never>
    // What is answered has the shape the API's document promises.
    if (done.status === 200) expect(CheckAnswerShape.strict().safeParse(body).error?.issues ?? []).toEqual([])
    return { status: done.status, body }
  }

  test('a number with a birth date or a name', async () => {
    const right = await answer(JSON.stringify({ serial: 'f1', birth_date: '2004-03-05' }), 'application/json')
    expect(right.status).toBe(200)
    expect(right.body).toMatchObject({
      result: 'valid',
      diploma: {
        name: 'Nguyễn Thị Đoan Trang',
        birth_year: 2004,
        serial: 'F-1',
        register: `http://test.local/van-bang/${valid.public_id}`,
      },
    })
    expect(JSON.stringify(right.body)).not.toContain('2004-03-05')
    const wrong = await answer(JSON.stringify({ serial: 'F-1', name: 'Ai Đó' }), 'application/json')
    expect(wrong).toEqual({ status: 200, body: { result: 'unknown', diploma: null } })
  })

  test('a file as the body, or in a form from anywhere', async () => {
    const form = new FormData()
    form.set('file', blob(pdf, 'a.pdf'))
    for (const one of [
      await answer(pdf as Uint8Array<ArrayBuffer>, 'application/pdf'),
      await answer(JSON.stringify(json), 'application/vc'),
      await answer(JSON.stringify(json), 'application/json'),
      await answer(form),
    ])
      expect(one.body).toMatchObject({ result: 'valid', failed: null, signer: 'Trường Trung cấp Thử' })
    const changed = await answer(JSON.stringify(json).replace('Khá', 'Giỏi'), 'application/json')
    expect(changed.body).toMatchObject({ result: 'altered', failed: 'credential', diploma: null })
  })

  test.each([
    ['{', 'application/json', 422],
    ['{"serial":"F-1"}', 'application/json', 422],
    ['{"serial":"F-1","birth_date":"31/2/2004"}', 'application/json', 422],
    ['{"items":[{"serial":"F-1"}]}', 'application/json', 401],
    ['xin chào', 'text/html', 422],
  ])('%s is refused in words', async (body, type, status) => {
    const refused = await answer(body, type)
    expect(refused.status).toBe(status)
    expect(refused.body).toMatchObject({ message: expect.stringMatching(/\p{L}+ \p{L}+/u) })
  })

  test('many at once with a key', async () => {
    const holder = { ...site.actor('department-officer'), via: 'api-key' as const } as Actor
    const items = [
      { serial: 'F-1', birth_date: '5/3/2004' },
      { serial: 'F-1', name: 'Ai Đó' },
      { serial: '' },
    ]
    const { app } = site
    const request = requestOf(JSON.stringify({ items }), 'application/json')
    const read: EndpointContext['read'] = (work) => app.database.read(holder, work)
    const done = await checkApi.handle({
      app,
      actor: holder,
      request,
      read,
      params: {},
      url: new URL(request.url),
      lang: 'vi',
    })
    const body = (await done.json()) as { items: Record<string, unknown>[] }
    expect(body.items.map((item) => item.result)).toEqual(['valid', 'unknown', 'incomplete'])
    expect(body.items[0]).toMatchObject({
      row: 1,
      serial: 'F-1',
      register: `http://test.local/van-bang/${valid.public_id}`,
    })
  })
})
