import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { pagesPdf } from '#modules/resources/files/testing/made.ts'
import { signIn, signInHere, site, visitor } from '../browser.ts'
import { ask } from './ground.ts'

const opened: BrowserContext[] = []
afterAll(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** Seven pages, and behind them enough that sending takes a while. */
const lesson = Buffer.concat([pagesPdf(7, 'Han ho quang tay'), Buffer.alloc(6_000_000, '%')])

/** Lets go of files over the place for them, as a hand would. */
async function drop(page: Page, files: Record<string, Buffer>): Promise<void> {
  const data = await page.evaluateHandle(
    (all) => {
      const transfer = new DataTransfer()
      for (const [called, text] of all) {
        const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([content], called, { lastModified: 1_700_000_000_000 }))
      }
      return transfer
    },
    Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')] as const),
  )
  await page.dispatchEvent('[data-drop]', 'drop', { dataTransfer: data })
}

/**
 * A line to the server that breaks after so many bytes and stays broken until it is mended; `isProxy`: what stands in front
 * answers meanwhile, as it does while the server behind it is started.
 */
async function breakingLine(target: string, after: number, isProxy = false) {
  let refused = 0
  let sent = 0
  let isBroken = false
  const { hostname, port } = new URL(target)
  const server = createServer((near) => {
    if (isBroken && isProxy) {
      near.on('error', () => undefined)
      return near.once('data', () => {
        refused++
        near.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      })
    }
    if (isBroken) return near.destroy()
    const far = connect(Number(port), hostname)
    near.on('error', () => far.destroy()).on('close', () => far.destroy())
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
    far.pipe(near)
    near.on('data', (piece) => {
      sent += piece.length
      isBroken ||= sent > after
      if (isBroken) near.destroy()
      else far.write(piece)
    })
  })
  server.listen(0, hostname)
  await once(server, 'listening')
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    mend() {
      isBroken = false
      sent = Number.NEGATIVE_INFINITY
    },
    close: () => server.close(),
  }
}

/** A teacher's draft with a file on its way whose line broke. */
async function broken(name: string, isProxy = false) {
  const context = await visitor()
  opened.push(context)
  const page = await signIn(context, 'teacher')
  const line = await breakingLine(site().url, 4_000_000, isProxy)
  afterAll(line.close)
  await page.goto(`${line.url}/hoc-lieu/moi`)
  await drop(page, { [name]: lesson })
  await page.waitForURL(/\/soan$/)
  const { pathname } = new URL(page.url())
  await expect.poll(() => page.textContent('[data-list]')).toContain('Mất kết nối')
  return { context, page, line, pathname, code: pathname.split('/')[2]! }
}

/** How many uploads a draft has seen, and the sizes of its files. */
async function kept(code: string) {
  const [one] = await ask<{ begun: string; sizes: number[] | null }>(
    `select (select count(*) from resources.upload u where u.version_id = v.id) as begun,
       (select array_agg(f.size::int order by f.position) from resources.version_file f where f.version_id = v.id) as sizes
     from resources.resource r join resources.version v on v.resource_id = r.id where r.code = $1`,
    [code],
  )
  return { begun: Number(one!.begun), sizes: one!.sizes }
}

test('a file is dropped, the line breaks, what is typed meanwhile stays, and the file goes on into the draft', async () => {
  const { page, line, code } = await broken('Hàn hồ quang tay.pdf')
  expect(await page.inputValue('input[name=title]')).toBe('Hàn hồ quang tay')
  await page.fill('input[name=title]', 'Tên gõ khi mất mạng')
  line.mend()
  await page.locator('[data-files] >> text=Hàn hồ quang tay.pdf').waitFor()
  expect(await page.inputValue('input[name=title]')).toBe('Tên gõ khi mất mạng')
  await page.locator('button[name=go][value=stay]').last().click()
  await page.getByText('Đã lưu').first().waitFor()
  expect(await page.inputValue('input[name=title]')).toBe('Tên gõ khi mất mạng')
  const found = () =>
    ask(
      `select f.size, v.pages, v.title from resources.resource r join resources.version v on v.resource_id = r.id
       join resources.version_file f on f.version_id = v.id where r.code = $1`,
      [code],
    )
  await expect
    .poll(async () => (await found()).map((one) => ({ ...one, size: Number(one.size) })))
    .toEqual([{ size: lesson.length, pages: 7, title: 'Tên gõ khi mất mạng' }])
  await page.reload()
  expect(await page.inputValue('input[name=pages]')).toBe('7')
})

test('a server that is started again while a file is on its way answers 502 for a while: the file goes on where it was', async () => {
  const { page, line, code } = await broken('Khởi động lại.pdf', true)
  await expect.poll(line.refused).toBeGreaterThan(1)
  line.mend()
  await page.locator('[data-files] >> text=Khởi động lại.pdf').waitFor()
  expect(await kept(code)).toEqual({ begun: 1, sizes: [lesson.length] })
})

test('a session that ends on the way is said in the line; signed in again in another tab, the file goes on', async () => {
  const { context, page, line, code } = await broken('Hết phiên.pdf')
  await context.clearCookies()
  line.mend()
  await expect.poll(() => page.textContent('[data-list]')).toContain('Phiên làm việc đã hết')
  const tab = await context.newPage()
  await tab.goto('/dang-nhap')
  await signInHere(tab, 'teacher')
  await page.getByRole('button', { name: 'Tải tiếp Hết phiên.pdf' }).click()
  await page.locator('[data-files] >> text=Hết phiên.pdf').waitFor()
  expect(await kept(code)).toEqual({ begun: 1, sizes: [lesson.length] })
})

test('the same file chosen on another day sends the rest; a file on its way is paused, and goes on', async () => {
  const { context, page, pathname, code } = await broken('Hôm khác.pdf')
  await page.close()
  const later = await context.newPage()
  await later.goto(pathname)
  expect(await later.textContent('[data-one]')).toMatch(/Đã nhận \d/)
  await drop(later, { 'Hôm khác.pdf': lesson })
  await later.locator('[data-files] >> text=Hôm khác.pdf').waitFor()
  expect(await kept(code)).toEqual({ begun: 1, sizes: [lesson.length] })

  const line = await breakingLine(site().url, 4_000_000)
  afterAll(line.close)
  await later.goto(line.url + pathname)
  await drop(later, { 'Tạm dừng.pdf': lesson })
  await later.getByRole('button', { name: 'Tạm dừng Tạm dừng.pdf' }).click()
  await expect.poll(() => later.textContent('[data-list]')).toContain('Đã tạm dừng')
  line.mend()
  await later.getByRole('button', { name: 'Tải tiếp Tạm dừng.pdf' }).click()
  await later.locator('[data-files] >> text=Tạm dừng.pdf').waitFor()
  expect(await kept(code)).toEqual({ begun: 2, sizes: [lesson.length, lesson.length] })
})

test('many files dropped at once all come, each with its line', async () => {
  const context = await visitor()
  opened.push(context)
  const page = await signIn(context, 'teacher')
  await page.goto('/hoc-lieu/moi')
  const names = Array.from({ length: 7 }, (_, at) => `Bài ${at + 1}.pdf`)
  await drop(page, Object.fromEntries(names.map((name, at) => [name, pagesPdf(1, `bai ${at}`)])))
  await page.waitForURL(/\/soan$/)
  for (const name of names) await page.locator(`[data-files] >> text=${name}`).first().waitFor()
  await expect.poll(() => page.locator('[data-list] > li').count()).toBe(0)
  expect(await page.locator('[data-files] > [data-file]').count()).toBe(7)
  const code = new URL(page.url()).pathname.split('/')[2]!
  expect((await kept(code)).begun).toBe(7)
})
