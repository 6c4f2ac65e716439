import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, phone, site, visitor } from '../browser.ts'

const placed = '.map-point, .map-cluster'

/** Opens the map and waits until its points are drawn; what the browser asked for and complained of is kept. */
async function openMap(size = desktop, path = '/ban-do') {
  const context = await visitor(size)
  const page = await context.newPage()
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(path)
  await page.locator('#ban-do').scrollIntoViewIfNeeded()
  await page.waitForSelector(placed)
  return { page, asked, complaints, close: () => context.close() }
}

/** Every institution that stands on the map, singly or in a circle. */
async function countPlaced(page: Page): Promise<number> {
  const circles = await page.locator('.map-cluster').allTextContents()
  return (await page.locator('.map-point').count()) + circles.reduce((sum, text) => sum + Number(text), 0)
}

/** The card and the canvas it must lie in. */
async function boxes(page: Page) {
  const [card, canvas] = [page.locator('.maplibregl-popup'), page.locator('.map-canvas')]
  return { card: (await card.boundingBox())!, canvas: (await canvas.boundingBox())! }
}

describe('the digital map, drawn', () => {
  test('shows every placed institution of the list, asks nothing outside, and names the two archipelagos', async () => {
    const { page, asked, complaints, close } = await openMap()
    expect(await countPlaced(page)).toBe(await page.locator('[data-show]').count())
    await page.click('[data-map-act=nation]')
    for (const name of ['Quần đảo Hoàng Sa (thành phố Đà Nẵng)', 'Quần đảo Trường Sa (tỉnh Khánh Hòa)'])
      await page.locator('.map-name-islands', { hasText: name }).waitFor()
    const { origin } = new URL(site().url)
    expect(asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== origin)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test.each([
    ['phone', phone],
    ['desktop', desktop],
  ])('on a %s the card of a place shows whole, and Escape gives the focus back', async (_name, size) => {
    const { page, complaints, close } = await openMap(size)
    await page.click('[data-show=hueic]')
    await page.locator('.maplibregl-popup').waitFor()
    await expect
      .poll(async () => {
        const { card, canvas } = await boxes(page)
        return card.y >= canvas.y && card.y + card.height <= canvas.y + canvas.height
      })
      .toBe(true)
    expect(await page.locator('.map-card').textContent()).toContain('70 Nguyễn Huệ')
    expect(await page.evaluate(() => document.activeElement?.closest('.map-card') !== null)).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('.maplibregl-popup').waitFor({ state: 'detached' })
    expect(await page.evaluate((signs) => document.activeElement?.matches(signs), placed)).toBe(true)
    expect(complaints).toEqual([])
    await close()
  })
})
