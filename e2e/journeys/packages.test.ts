import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  cmi5,
  h5pPackage,
  manifest,
  scormPackage,
  tincan,
  zipOf,
} from '../../src/modules/resources/packages/testing/made.ts'
import { phone, signIn, visitor } from '../browser.ts'

const opened: BrowserContext[] = []
let author: Page
let player: Page

beforeAll(async () => {
  const plain = await visitor(undefined, { hasScript: false })
  const scripted = await visitor()
  opened.push(plain, scripted)
  author = await signIn(plain, 'teacher')
  player = await signIn(scripted, 'teacher')
})
afterAll(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** Drops a package as a teacher does and opens its player when it has been looked into; answers the frame. */
async function play(name: string, zip: Buffer, page = player): Promise<Frame> {
  await author.goto('/hoc-lieu/moi')
  await author.setInputFiles('input[name="files[]"]', [{ name, mimeType: 'application/zip', buffer: zip }])
  await author.getByRole('button', { name: 'Tạo học liệu' }).click()
  await author.waitForURL(/\/soan$/)
  const code = /hoc-lieu\/(\w+)\/soan/.exec(author.url())![1]!
  const href = await author.getByRole('link', { name, exact: true }).first().getAttribute('href')
  const file = /tep\/([\w-]+)/.exec(href ?? '')![1]!
  await openPlayer(page, `/hoc-lieu/${code}/xem-goi/${file}`)
  return frameOf(page)
}

/** Opened until the package has been looked into: the page itself asks again only after some seconds. */
async function openPlayer(page: Page, path: string): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(path)
      return page.locator('iframe[data-frame]').count()
    })
    .toBe(1)
}

async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe[data-frame]')).contentFrame()
  await frame!.waitForSelector('#done', { state: 'attached' })
  return frame!
}

const read = (frame: Frame, id: string) => frame.textContent(`#${id}`)

/** What content may find around it; each line is what it got, or why it got nothing. */
const prying = `
  function tried(id, work) {
    var line = document.createElement('p')
    line.id = id
    try { line.textContent = String(work()) } catch (error) { line.textContent = error.name }
    document.body.appendChild(line)
  }
  tried('cookie', function () { return document.cookie })
  tried('above', function () { return top.document.title })
  tried('address', function () { return top.location.href })
  tried('origin', function () { return self.origin })
  tried('storage', function () { localStorage.setItem('a', '1'); return localStorage.getItem('a') })`

/** SCORM 1.2 as most content does it: looks for the API in its own window, then in those above. */
const course12 = `<!doctype html><html><head><meta charset="utf-8"><title>Bài 1</title></head><body><a href="trang2.html">Trang 2</a><script>
  function find(win) { while (win.API == null && win.parent != null && win.parent != win) win = win.parent; return win.API }
  var api = find(window)
  ${prying}
  tried('begun', function () { return api.LMSInitialize('') })
  tried('name', function () { return api.LMSGetValue('cmi.core.student_name') })
  tried('mastery', function () { return api.LMSGetValue('cmi.student_data.mastery_score') })
  api.LMSSetValue('cmi.suspend_data', 'trang=2;điểm=8')
  api.LMSSetValue('cmi.core.lesson_location', 'trang2')
  tried('back', function () { return api.LMSGetValue('cmi.suspend_data') })
  fetch('/').then(function (r) { return r.text() }).then(function () { return 'read' }, function (e) { return e.name })
    .then(function (said) { tried('fetched', function () { return said }); tried('done', function () { return 'x' }) })
</script></body></html>`

/** The next page of the same SCO, which looks above only, as the examples of SCORM 2004 do. */
const second12 = `<!doctype html><html><head><meta charset="utf-8"></head><body><script>
  ${prying}
  var win = window.parent, tries = 0
  while (win.API == null && win.parent != null && win.parent != win && tries++ < 500) win = win.parent
  var api = win.API
  tried('place', function () { return api.LMSGetValue('cmi.core.lesson_location') })
  api.LMSSetValue('cmi.core.score.raw', '80')
  api.LMSSetValue('cmi.core.lesson_status', 'passed')
  tried('ended', function () { return api.LMSFinish('') })
  tried('done', function () { return 'x' })
</script></body></html>`

test('SCORM 1.2 plays: it begins, keeps what it sets from page to page, and reaches nothing of ours', async () => {
  const zip = await scormPackage('1.2', { 'index.html': course12, 'trang2.html': second12 })
  const first = await play('goi-scorm-12.zip', zip)
  expect(await read(first, 'begun')).toBe('true')
  expect(await read(first, 'back')).toBe('trang=2;điểm=8')
  expect(await read(first, 'name')).toBe('Người học')
  expect(await read(first, 'mastery')).toBe('80')
  // Its own, empty; ours hold a session.
  expect(await read(first, 'cookie')).toBe('')
  expect((await player.context().cookies()).length).toBeGreaterThan(0)
  expect(await read(first, 'above')).toBe('SecurityError')
  expect(await read(first, 'address')).toBe('SecurityError')
  expect(await read(first, 'origin')).toBe('null')
  expect(await read(first, 'fetched')).toBe('TypeError')
  expect(await read(first, 'storage')).toBe('1')

  await first.click('a')
  await first.waitForSelector('#ended')
  expect(await read(first, 'place')).toBe('trang2')
  expect(await read(first, 'ended')).toBe('true')
  await expect.poll(() => player.textContent('[data-status]')).toBe('Đạt · điểm 80')
})

test('SCORM 2004 plays, found only above its window', async () => {
  const course = `<!doctype html><html><head><meta charset="utf-8"></head><body><script>
    ${prying}
    var win = window.parent, tries = 0
    while (win.API_1484_11 == null && win.parent != null && win.parent != win && tries++ < 500) win = win.parent
    var api = win.API_1484_11
    tried('begun', function () { return api.Initialize('') })
    tried('passing', function () { return api.GetValue('cmi.scaled_passing_score') })
    api.SetValue('cmi.score.scaled', '0.9')
    api.SetValue('cmi.completion_status', 'completed')
    tried('back', function () { return api.GetValue('cmi.score.scaled') })
    tried('wrong', function () { return api.SetValue('cmi.score.scaled', '7') + ' ' + api.GetLastError() })
    tried('ended', function () { return api.Terminate('') })
    tried('done', function () { return 'x' })
  </script></body></html>`
  const frame = await play('goi-2004.zip', await scormPackage('2004 4th Edition', { 'index.html': course }))
  expect(await read(frame, 'begun')).toBe('true')
  expect(await read(frame, 'passing')).toBe('0.8')
  expect(await read(frame, 'back')).toBe('0.9')
  expect(await read(frame, 'wrong')).toBe('false 407')
  expect(await read(frame, 'ended')).toBe('true')
  await expect.poll(() => player.textContent('[data-status]')).toContain('90 %')
})

test('parts are changed without losing what each kept', async () => {
  const part = (name: string) => `<!doctype html><html><head><meta charset="utf-8"></head><body><script>
    ${prying}
    var api = window.API
    api.LMSInitialize('')
    tried('before', function () { return api.LMSGetValue('cmi.suspend_data') })
    tried('entry', function () { return api.LMSGetValue('cmi.core.entry') })
    api.LMSSetValue('cmi.suspend_data', '${name}')
    api.LMSSetValue('cmi.core.exit', 'suspend')
    api.LMSFinish('')
    tried('done', function () { return 'x' })
  </script></body></html>`
  const zip = await zipOf({
    'imsmanifest.xml': manifest(['a.html', 'b.html']),
    'a.html': part('một'),
    'b.html': part('hai'),
  })
  const first = await play('goi-hai-phan.zip', zip)
  expect(await read(first, 'before')).toBe('')
  await player.getByRole('link', { name: 'Phần 2' }).click()
  await expect.poll(async () => read(await frameOf(player), 'before')).toBe('')
  await player.getByRole('link', { name: 'Phần 1' }).click()
  await expect.poll(async () => read(await frameOf(player), 'before')).toBe('một')
  expect(await read(await frameOf(player), 'entry')).toBe('resume')
})

test('what a part reports only while it closes is kept too, and parts of one name are not taken for each other', async () => {
  const part = (
    name: string,
    event: string,
  ) => `<!doctype html><html><head><meta charset="utf-8"></head><body><script>
    ${prying}
    var api = window.API
    api.LMSInitialize('')
    tried('before', function () { return api.LMSGetValue('cmi.suspend_data') })
    window.addEventListener('${event}', function () {
      api.LMSSetValue('cmi.suspend_data', '${name}')
      api.LMSSetValue('cmi.core.exit', 'suspend')
      api.LMSFinish('')
    })
    tried('done', function () { return 'x' })
  </script></body></html>`
  const zip = await zipOf({
    'imsmanifest.xml': manifest(['a.html', 'b.html']).replaceAll(/identifier="i\d"/g, 'identifier="i"'),
    'a.html': part('một', 'pagehide'),
    'b.html': part('hai', 'unload'),
  })
  const before = async () => read(await frameOf(player), 'before')
  expect(await read(await play('goi-dong.zip', zip), 'before')).toBe('')
  for (const [name, kept] of [
    ['Phần 2', ''],
    ['Phần 1', 'một'],
    ['Phần 2', 'hai'],
  ] as const) {
    await player.getByRole('link', { name }).click()
    await expect.poll(before).toBe(kept)
  }
})

test('a part that reports nonsense begins anew', async () => {
  const part = `<!doctype html><html><head></head><body><script>
    ${prying}
    tried('at', function () { return ngheSo.at })
    top.postMessage({ ngheSo: true, at: ngheSo.at, kind: 'state', state: '{' }, '*')
    tried('done', function () { return 'x' })
  </script></body></html>`
  const zip = await zipOf({
    'imsmanifest.xml': manifest(['a.html', 'b.html']),
    'a.html': part,
    'b.html': part,
  })
  await play('goi-hong.zip', zip)
  for (const [name, at] of [
    ['Phần 2', '1'],
    ['Phần 1', '0'],
  ] as const) {
    await player.getByRole('link', { name }).click()
    await expect.poll(async () => read(await frameOf(player), 'at')).toBe(at)
  }
})

test('a frame inside the content reports through its part', async () => {
  const outer = `<!doctype html><html><head><meta charset="utf-8"></head><body><iframe src="trong.html"></iframe><script>
    ${prying}
    window.API.LMSInitialize('')
    tried('done', function () { return 'x' })
  </script></body></html>`
  const inner = `<!doctype html><html><head></head><body><script>
    var win = window
    while (win.API == null && win.parent != null && win.parent != win) win = win.parent
    win.API.LMSInitialize('')
    win.API.LMSSetValue('cmi.core.score.raw', '70')
    win.API.LMSSetValue('cmi.core.lesson_status', 'completed')
  </script></body></html>`
  await play('goi-khung.zip', await scormPackage('1.2', { 'index.html': outer, 'trong.html': inner }))
  await expect.poll(() => player.textContent('[data-status]')).toBe('Đã hoàn thành · điểm 70')
})

test('cmi5 content written with a library that is not ours completes and passes', async () => {
  const library = readFileSync(createRequire(import.meta.url).resolve('@xapi/cmi5/dist/Cmi5.umd.js'), 'utf8')
  const unit = `<!doctype html><html><head><meta charset="utf-8"><script src="cmi5.js"></script></head><body><script>
    ${prying}
    var cmi5 = new Cmi5()
    cmi5.initialize()
      .then(function () { tried('mode', function () { return cmi5.getLaunchData().launchMode + ' ' + cmi5.getLaunchData().masteryScore }) })
      .then(function () { return cmi5.pass({ scaled: 0.9 }) })
      .then(function () { return cmi5.complete() })
      .then(function () { return cmi5.terminate() })
      .then(function () { return 'ok' }, function (error) { return 'failed: ' + (error && error.message || error) })
      .then(function (said) { tried('result', function () { return said }); tried('done', function () { return 'x' }) })
  </script></body></html>`
  const zip = await zipOf({ 'cmi5.xml': cmi5, 'au1/index.html': unit, 'au1/cmi5.js': library })
  const frame = await play('goi-cmi5.zip', zip)
  expect(await read(frame, 'result')).toBe('ok')
  expect(await read(frame, 'mode')).toBe('Normal 0.8')
  await expect.poll(() => player.textContent('[data-status]')).toBe('Đạt · điểm 90 %')
})

/** xAPI as content speaks it with a library that is not ours, by both ways of a browser, and at the end without waiting. */
const story = `<!doctype html><html><head><meta charset="utf-8"><script src="xapi.js"></script></head><body><script>
  ${prying}
  var launch = XAPI.getTinCanLaunchData()
  var place = { agent: launch.actor, activityId: launch.activity_id, registration: launch.registration, stateId: 'cho' }
  function store(adapter) { return new XAPI({ endpoint: launch.endpoint, auth: launch.auth, adapter: adapter }) }
  function statement(verb, result) {
    return { actor: launch.actor, verb: { id: 'http://adlnet.gov/expapi/verbs/' + verb }, object: { id: launch.activity_id }, result: result }
  }
  window.addEventListener('pagehide', function () {
    var last = JSON.stringify(statement('failed', { score: { scaled: 0.2 } }))
    navigator.sendBeacon(launch.endpoint + 'statements', last)
    fetch(launch.endpoint + 'statements', { method: 'POST', body: last, keepalive: true })
  })
  tried('who', function () { return launch.actor.name })
  function sent(verb) { return store('axios').getStatements({ verb: 'http://adlnet.gov/expapi/verbs/' + verb }).then(function (got) { return got.data.statements }) }
  store('fetch').getState(place).then(function (got) { return 'trang ' + got.data.trang }, function () { return 'không' })
    .then(function (before) { return sent('failed').then(function (list) { tried('before', function () { return before + ', ' + list.length }) }) })
    .then(function () { return store('fetch').setState(Object.assign({ state: { trang: 4 } }, place)) })
    .then(function () { return store('fetch').sendStatement({ statement: statement('completed') }) })
    .then(function () { return store('axios').sendStatement({ statement: statement('passed', { score: { scaled: 0.75 } }) }) })
    .then(function () { return sent('passed') })
    .then(function (list) { return list[0].result.score.scaled }, function (error) { return 'failed: ' + error.message })
    .then(function (said) { tried('result', function () { return said }); tried('done', function () { return 'x' }) })
</script></body></html>`

test('an xAPI package plays: its record store keeps statements and documents, however they are sent', async () => {
  const library = readFileSync(createRequire(import.meta.url).resolve('@xapi/xapi/dist/XAPI.umd.js'), 'utf8')
  const launch = '<launch lang="vi-VN">story.html</launch>'
  const two = tincan.replace('>Cảnh 1</name>', `>Cảnh 1</name>${launch}`)
  const frame = await play(
    'goi-xapi.zip',
    await zipOf({ 'tincan.xml': two, 'story.html': story, 'xapi.js': library }),
  )
  expect(await read(frame, 'result')).toBe('0.75')
  expect(await read(frame, 'before')).toBe('không, 0')
  expect(await read(frame, 'who')).toBe('Người học')
  await expect.poll(() => player.textContent('[data-status]')).toBe('Đạt · điểm 75 %')
  for (const [name, before] of [
    ['Cảnh 1', 'không, 0'],
    ['Trò chơi an toàn', 'trang 4, 2'],
  ] as const) {
    await player.getByRole('link', { name }).click()
    await expect.poll(async () => read(await frameOf(player), 'before')).toBe(before)
  }
})

test('H5P plays and says when it is done, on a phone too', async () => {
  const context = await visitor(phone)
  opened.push(context)
  const page = await signIn(context, 'teacher')
  await author.goto('/hoc-lieu/moi')
  const buffer = await h5pPackage('Chào cả lớp')
  await author.setInputFiles('input[name="files[]"]', [
    { name: 'chao.h5p', mimeType: 'application/zip', buffer },
  ])
  await author.getByRole('button', { name: 'Tạo học liệu' }).click()
  await author.waitForURL(/\/soan$/)
  const code = /hoc-lieu\/(\w+)\/soan/.exec(author.url())![1]!
  const href = await author.getByRole('link', { name: 'chao.h5p', exact: true }).first().getAttribute('href')
  await openPlayer(page, `/hoc-lieu/${code}/xem-goi/${/tep\/([\w-]+)/.exec(href ?? '')![1]!}`)
  const inside = page.frameLocator('iframe[data-frame]')
  await expect.poll(() => inside.locator('#chao').textContent()).toBe('Chào cả lớp')
  await inside.getByRole('button', { name: 'Xong' }).click()
  await expect.poll(() => page.textContent('[data-status]')).toBe('Đã hoàn thành · điểm 100 %')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
})
