import { beforeAll, expect, test } from 'vitest'
import { stoppedClock } from '#platform/clock.ts'
import { testNow } from '#app/testing.ts'
import { lookAt } from '../files/look.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { cmi5, h5pPackage, manifest, scormPackage, tincan, zipOf } from './testing/made.ts'
import { readAccess, signAccess } from './token.ts'

let place: TestRepository
beforeAll(async () => {
  place = await testRepository()
})

const page =
  '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>Chào</body></html>'

/** Drops a package as a teacher does, and lets it be looked at. */
async function dropped(zip: Buffer, name: string): Promise<{ code: string; file: string }> {
  const code = await place.drop([new File([zip as BlobPart], name, { type: 'application/zip' })])
  const version = await place.version(code)
  const [file] = await place.rows('select id from resources.version_file where version_id = $1', [version.id])
  await lookAt(place.site.app, String(file!.id))
  return { code, file: String(file!.id) }
}

const frameOf = (html: string): string =>
  /<iframe[^>]* src="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
const fetched = (path: string, headers: Record<string, string> = {}) =>
  place.site.as({ kind: 'public' }).get(path, headers)

test('a package says what it is; its draft’s author plays it, nobody else sees that it is there', async () => {
  const { code, file } = await dropped(
    await scormPackage('1.2', {
      'index.html': page,
      'anh/Hình 1.SVG': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }),
    'goi-han.zip',
  )
  const player = `/hoc-lieu/${code}/xem-goi/${file}`
  const html = await place.text(player)
  expect(html).toContain('SCORM 1.2')
  expect(/<iframe[^>]*sandbox="([^"]*)"/.exec(html)?.[1]).not.toContain('allow-same-origin')
  expect(html).toContain('Bài giảng dạng gói cần JavaScript')
  expect(html).toMatch(/<a [^>]*target="_blank" rel="noopener"[^>]*>.*?Mở trong cửa sổ riêng/)
  for (const actor of [place.stranger, place.publicActor])
    expect((await place.site.as(actor).get(player)).status).toBe(404)
})

test('files of a package are served to who has the address, shut in a sandbox and let load from themselves only', async () => {
  const { code, file } = await dropped(
    await scormPackage('1.2', { 'index.html': page, 'anh/Hình 1.SVG': '<svg/>', 'am.mp3': 'ID3abcdefg' }),
    'goi-2.zip',
  )
  const address = frameOf(await place.text(`/hoc-lieu/${code}/xem-goi/${file}`))
  const answer = await fetched(address)
  const base = address.replace(/index\.html$/, '')
  expect(await answer.text()).toBe(
    page.replace('<head>', `<head><script src="${base}~nghe-so/run.js"></script>`),
  )
  const policy = answer.headers.get('content-security-policy')!
  expect(policy).toMatch(/^sandbox /)
  expect(policy).not.toContain('allow-same-origin')
  const [, token = ''] = /goi\/([^/]+)\//.exec(address) ?? []
  expect(policy).toContain(`default-src http://test.local/hoc-lieu/goi/${token}/ data: blob:`)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(answer.headers.get('set-cookie')).toBeNull()

  const picture = await fetched(`${base}anh/h%C3%ACnh%201.svg`)
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  expect(picture.headers.get('content-security-policy')).toBe(policy)
  const part = await fetched(`${base}am.mp3`, { range: 'bytes=3-5' })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 3-5/10',
    'abc',
  ])
  expect(await (await fetched(`${base}~nghe-so/run.js`)).text()).toContain('Scorm12API')
  for (const missing of [
    'khong-co.html',
    '..%2f..%2findex.html',
    '~nghe-so/h5p/main.bundle.js',
    '~nghe-so/../x',
  ])
    expect((await fetched(base + missing)).status, missing).toBe(404)
  const asked = await place.site.as({ kind: 'public' }).send(address, { method: 'OPTIONS' })
  expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, '*'])
})

test('an address that we did not make, or whose time is over, opens nothing', async () => {
  const { code, file } = await dropped(await zipOf({ 'index.html': page }), 'trang.zip')
  const { keys } = place.site.app
  const address = frameOf(await place.text(`/hoc-lieu/${code}/xem-goi/${file}`))
  const old = signAccess(keys, file, new Date(Date.parse(testNow) - 5 * 3600_000))
  const [, token = ''] = /goi\/([^/]+)\//.exec(address) ?? []
  expect(readAccess(keys, token, new Date(testNow))).toEqual({ fileId: file, issued: new Date(testNow) })
  const ended = await fetched(address.replace(token, old))
  expect([ended.status, await ended.text()]).toEqual([
    410,
    'Phiên xem đã hết hạn. Hãy mở lại trang học liệu.',
  ])
  expect(ended.headers.get('content-security-policy')).toMatch(/^sandbox /)
  const forged = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect((await fetched(address.replace(token, forged))).status).toBe(404)
  const later = signAccess(keys, file, stoppedClock(testNow).now())
  expect((await fetched(address.replace(token, later))).status).toBe(200)
})

test('what is taken down, or is found to carry malware, stops being served at once', async () => {
  const { code, file } = await dropped(await zipOf({ 'index.html': page, 'a.txt': 'mot' }), 'go.zip')
  const address = frameOf(await place.text(`/hoc-lieu/${code}/xem-goi/${file}`))
  expect((await fetched(address)).status).toBe(200)
  const set = (text: string) => place.rows(text, [file])
  const state = `update resources.file_state s set scan = $2, threat = $3 from resources.version_file f where f.hash = s.hash and f.id = $1`
  await place.rows(state, [file, 'infected', 'Eicar'])
  expect((await fetched(address)).status).toBe(404)
  await place.rows(state, [file, 'clean', null])
  await set(`update resources.resource r set withdrawn_at = '2026-11-22T04:00:00Z', withdrawn_kind = 'rights', withdrawn_reason = 'x'
    from resources.version v join resources.version_file f on f.version_id = v.id where v.resource_id = r.id and f.id = $1`)
  expect((await fetched(address)).status).toBe(404)
})

test('a package that is not safe is kept from everybody’s screen and from being handed in, with the reason', async () => {
  const { code, file } = await dropped(
    await zipOf({ 'imsmanifest.xml': manifest(['i.html']), 'i.html': page, '../../i.html': 'x' }),
    'leo.zip',
  )
  const html = await place.text(`/hoc-lieu/${code}/xem-goi/${file}`)
  expect(html).toContain('Tên tệp “../../i.html” trong gói dẫn ra ngoài gói')
  expect(frameOf(html)).toBe('')
  await place.save(code, { licence: 'cc-by-4.0', title: 'Gói leo' })
  const checks = await place.text(`/hoc-lieu/${code}/gui`)
  expect(checks).toContain('Gói “leo.zip” không mở được để xem')
  expect(checks).toContain('Tên tệp “../../i.html” trong gói dẫn ra ngoài gói')
  expect(checks).not.toContain('name="_form" value="send"')
})

test('a ZIP that is no lesson may be handed in; its readers are told that they can only take it', async () => {
  const { code } = await dropped(await zipOf({ 'ban-ve/a.dwg': 'x', 'doc.txt': 'y' }), 'ban-ve.zip')
  await place.save(code, { licence: 'cc-by-4.0', title: 'Bản vẽ' })
  const html = await place.text(`/hoc-lieu/${code}/gui`)
  expect(html).toContain('Tệp ZIP “ban-ve.zip” không phải gói bài giảng')
  expect(html).toContain('Gửi thẩm định')
})

test('what a package says in signs and numbers nobody can keep is left out, and it opens', async () => {
  const h5p = await zipOf({
    'h5p.json': String.raw`{"title":"Lời\u0000 chào \ud83d","mainLibrary":"H5P.A",
      "preloadedDependencies":[{"machineName":"H5P.A","majorVersion":1,"minorVersion":0}]}`,
    'content/content.json': '{}',
    'H5P.A-1.0/library.json': '{}',
  })
  const { code, file } = await dropped(h5p, 'la.h5p')
  const html = await place.text(`/hoc-lieu/${code}/xem-goi/${file}`)
  expect(html).toContain('Nội dung bài giảng: Lời chào \ufffd')
  const long = manifest(['i.html']).replace(
    '</schemaversion>',
    `</schemaversion><lom><general><title><string>${'Dài '.repeat(500)}</string></title></general>
    <technical><duration>P99999999D</duration></technical></lom>`,
  )
  const scorm = await dropped(await zipOf({ 'imsmanifest.xml': long, 'i.html': page }), 'dai.zip')
  expect(frameOf(await place.text(`/hoc-lieu/${scorm.code}/xem-goi/${scorm.file}`))).not.toBe('')
  const missing = `${'a'.repeat(199)}😀.html`
  const faulty = await dropped(await zipOf({ 'imsmanifest.xml': manifest([missing]) }), 'thieu.zip')
  expect(await place.text(`/hoc-lieu/${faulty.code}/xem-goi/${faulty.file}`)).toContain('không có trong gói')
})

test('H5P is played by a page of ours in the same sandbox', async () => {
  const { code, file } = await dropped(await h5pPackage('Chào cả lớp'), 'chao.h5p')
  const address = frameOf(await place.text(`/hoc-lieu/${code}/xem-goi/${file}`))
  expect(address).toMatch(/\/0\/~nghe-so\/h5p\.html$/)
  const answer = await fetched(address)
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-same-origin)/)
  const own = address.replace('h5p.html', '')
  for (const name of ['run.js', 'h5p/main.bundle.js', 'h5p/frame.bundle.js', 'h5p/styles/h5p.css'])
    expect((await fetched(own + name)).status, name).toBe(200)
  const content = await fetched(address.replace('~nghe-so/h5p.html', 'content/content.json'))
  expect(await content.json()).toMatchObject({ text: 'Chào cả lớp' })
})

test('H5P in a folder of any name is found by its player', async () => {
  const zip = await zipOf({
    'Bài #1?/h5p.json': `{"title":"Lời chào","mainLibrary":"H5P.A","preloadedDependencies":[{"machineName":"H5P.A","majorVersion":1,"minorVersion":0}]}`,
    'Bài #1?/content/content.json': '{"text":"Chào"}',
    'Bài #1?/H5P.A-1.0/library.json': '{}',
  })
  const { code, file } = await dropped(zip, 'la-ten.h5p')
  const html = await (await fetched(frameOf(await place.text(`/hoc-lieu/${code}/xem-goi/${file}`)))).text()
  const [, content] = /data-content="([^"]+)"/.exec(html) ?? []
  expect(await (await fetched(`${content}/content/content.json`)).json()).toEqual({ text: 'Chào' })
})

test('what a packer wrote as HTML is searched as its words', async () => {
  const told = tincan.replace(
    'Nhận biết nguy hiểm.',
    '&lt;p&gt;Nhận biết&amp;nbsp;&lt;b&gt;nguy hiểm&lt;/b&gt;&lt;/p&gt;',
  )
  await dropped(await zipOf({ 'tincan.xml': told, 'story.html': page }), 'html.zip')
  const [found] = await place.rows(`select summary from resources.package where summary like 'Nhận biết%'`)
  expect(found).toEqual({ summary: 'Nhận biết nguy hiểm' })
})

test('parts of a package are links with their own address', async () => {
  const { code, file } = await dropped(
    await zipOf({ 'imsmanifest.xml': manifest(['a.html', 'b.html?x=1']), 'a.html': page, 'b.html': page }),
    'hai.zip',
  )
  const html = await place.text(`/hoc-lieu/${code}/xem-goi/${file}?muc=1`)
  expect(frameOf(html)).toMatch(/\/1\/b\.html\?x=1$/)
  expect(html).toMatch(/aria-current="page"[^>]*>Phần 2</)
  expect(html).toContain(`href="/hoc-lieu/${code}/xem-goi/${file}?muc=0"`)
})

test('a part that lies elsewhere opens there, in another window', async () => {
  const zip = await zipOf({ 'cmi5.xml': cmi5, 'au1/index.html': page })
  const { code, file } = await dropped(zip, 'cmi5.zip')
  const html = await place.text(`/hoc-lieu/${code}/xem-goi/${file}?muc=2`)
  expect(html).toMatch(/<a [^>]*href="https:\/\/khac.test\/bai" target="_blank" rel="noopener"/)
  expect(html).toContain('Nó mở trong cửa sổ khác')
})

test('who has a secret link plays the package of a draft too', async () => {
  const { code, file } = await dropped(await zipOf({ 'index.html': page }), 'chia-se.zip')
  const version = await place.version(code)
  const made = { _form: 'make', id: String(version.id), to_date: '30/11/2026', note: '' }
  expect((await place.post(`/hoc-lieu/${code}/chia-se`, made)).status).toBe(303)
  const [, secret = ''] =
    /\/hoc-lieu\/xem\/([\w-]{24})/.exec(await place.text(`/hoc-lieu/${code}/chia-se`)) ?? []
  const shared = await place.text(`/hoc-lieu/xem/${secret}`, place.publicActor)
  expect(shared).toContain(`href="/hoc-lieu/xem/${secret}/xem-goi/${file}"`)
  const html = await place.text(`/hoc-lieu/xem/${secret}/xem-goi/${file}`, place.publicActor)
  expect((await fetched(frameOf(html))).status).toBe(200)
  const other = await dropped(await zipOf({ 'index.html': `${page} ` }), 'khac.zip')
  const away = `/hoc-lieu/xem/${secret}/xem-goi/${other.file}`
  expect((await place.site.as(place.publicActor).get(away)).status).toBe(404)
})
