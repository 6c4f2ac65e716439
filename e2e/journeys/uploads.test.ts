import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, inject, test } from 'vitest'
import { pagesPdf } from '#modules/resources/files/testing/made.ts'
import { visitor } from '../browser.ts'
import { ask, enter } from './ground.ts'

const opened: BrowserContext[] = []
afterAll(async () => {
  for (const context of opened.splice(0)) await context.close()
})

/** Seven pages, and behind them enough that sending takes a while. */
const lesson = Buffer.concat([pagesPdf(7, 'Han ho quang tay'), Buffer.alloc(6_000_000, '%')])

/** Lets go of a file over the place for it, as a hand would. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([text, called]) => {
      const transfer = new DataTransfer()
      const content = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([content], called!, { lastModified: 1_700_000_000_000 }))
      return transfer
    },
    [bytes.toString('base64'), name],
  )
  await page.dispatchEvent('[data-drop]', 'drop', { dataTransfer: data })
}

/** A line to the server that breaks after so many bytes and stays broken until it is mended. */
async function breakingLine(target: string, after: number) {
  let sent = 0
  let isBroken = false
  const { hostname, port } = new URL(target)
  const server = createServer((near) => {
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
    mend() {
      isBroken = false
      sent = Number.NEGATIVE_INFINITY
    },
    close: () => server.close(),
  }
}

test('a file is dropped, the line breaks, what is typed meanwhile stays, and the file goes on into the draft', async () => {
  const context = await visitor()
  opened.push(context)
  const page = await enter(context, 'teacher')
  const line = await breakingLine(inject('site').url, 4_000_000)
  afterAll(line.close)
  await page.goto(`${line.url}/hoc-lieu/moi`)
  await drop(page, 'Hàn hồ quang tay.pdf', lesson)
  await page.waitForURL(/\/soan$/)
  const code = new URL(page.url()).pathname.split('/')[2]
  expect(await page.inputValue('input[name=title]')).toBe('Hàn hồ quang tay')
  await expect.poll(() => page.textContent('[data-list]')).toContain('Mất kết nối')
  await page.fill('input[name=title]', 'Tên gõ khi mất mạng')
  line.mend()
  await page.locator('[data-files] >> text=Hàn hồ quang tay.pdf').waitFor({ timeout: 40_000 })
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
