import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transformWithOxc } from 'vite'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'

const file = 'src/modules/diplomas/islands/layout-editor.ts'
let here: TwoSchools
let server: ReturnType<typeof serve>
let browser: Browser
let url: string
let path: string
let island: string

beforeAll(async () => {
  here = await twoSchools()
  const manager = here.at('school-manager')
  const made = await here.post(
    '/mau-in/moi',
    {
      _form: 'add',
      institution: here.home,
      kind: 'intermediate_diploma',
      use: 'blank',
      paper: 'a4_wide',
      name: 'Phôi thử',
    },
    manager,
  )
  path = made.headers.get('location')!.split('?')[0]!
  const { port } = await new Promise<AddressInfo>((listening) => {
    server = serve({ fetch: asManager, port: 0, hostname: '127.0.0.1' }, listening)
  })
  url = `http://127.0.0.1:${port}`
  // The style comes with the build; here the island alone is tried.
  const source = readFileSync(file, 'utf8').replace(/^import '.*\.css'$/m, '')
  island = (await transformWithOxc(source, file)).code
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--no-sandbox'],
  })

  /** Hands every request on as the head of the school. */
  async function asManager(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    const site = here.site.as(manager)
    if (request.method !== 'POST') return site.get(pathname + search)
    const form = Object.fromEntries((await request.formData()).entries()) as Record<string, string>
    return site.post(pathname + search, form)
  }
})

afterAll(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

async function open(): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 1600 } })
  await context.route('**/assets/**/*.js', (route) => route.abort())
  const page = await context.newPage()
  await page.goto(url + path)
  await page.addScriptTag({ content: island, type: 'module' })
  await page.waitForSelector('[data-movable]')
  return page
}

const number = (page: Page, name: string) => page.inputValue(`[name="${name}"]`)

test('a field is moved by keys and by dragging, its numbers follow, and the form saves them', async () => {
  const page = await open()
  const field = page.locator('[data-layout-row="0"]')
  await field.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  const [x, y] = [await number(page, 'rows.0.x'), await number(page, 'rows.0.y')]
  expect([x, y]).toEqual(['60,4', '15,1'])
  expect(await page.textContent('[data-layout-said]')).toBe(`Họ và tên: cách trái ${x} mm, cách trên ${y} mm`)

  const box = (await field.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2 + 60, { steps: 3 })
  await page.mouse.up()
  expect(Number((await number(page, 'rows.0.x')).replace(',', '.'))).toBeGreaterThan(62)
  const moved = await number(page, 'rows.0.y')
  expect(Number(moved.replace(',', '.'))).toBeGreaterThan(20)

  // What is typed moves the drawing; nothing leaves the paper.
  await page.fill('[name="rows.0.x"]', '10')
  expect(await field.getAttribute('transform')).toBe(`translate(10 ${moved.replace(',', '.')})`)
  await field.focus()
  for (let times = 0; times < 15; times += 1) await page.keyboard.press('ArrowLeft')
  expect(await number(page, 'rows.0.x')).toBe('0')

  await page.getByRole('button', { name: 'Lưu mẫu in' }).click()
  await page.waitForLoadState()
  expect(await number(page, 'rows.0.x')).toBe('0')
  expect(await number(page, 'rows.0.y')).toBe(moved)
  if (process.env['SHOTS']) await shots(page)
})

/** Pictures of the pages for whoever works on them (`SHOTS=folder`). */
async function shots(page: Page): Promise<void> {
  for (const width of [360, 1280])
    for (const [name, to] of [
      ['layout', path],
      ['layouts', '/mau-in'],
      ['new', '/mau-in/moi'],
      ['keys', `/khoa-ky/${here.home}`],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(url + to)
      await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${width}.png`, fullPage: true })
    }
}
