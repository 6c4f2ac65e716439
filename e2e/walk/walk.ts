import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { modules } from '#app/modules.ts'
import { phone, signIn, site, visitor } from '../browser.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
const pictures = process.env.PICTURES
const mostPages = Number(process.env.WALK_PAGES ?? 40)
/** Addresses that answer a file or change the language: not pages of their own. */
const notPages = /\.(csv|xlsx|json|xml|geojson|pdf)(\?|$)|[?&]lang=|\/tep\/|\/openapi|^\/dev\/|^\/du-lieu-mo/

/** Every page's address pattern, fixed ones before those with parameters. */
const patterns = modules
  .flatMap((module) => module.pages ?? [])
  .map((page) => page.path)
  .toSorted((a, b) => a.split(':').length - b.split(':').length)
  .map((path) => ({ path, shape: new RegExp(`^${path.replaceAll(/:\w+(\{[^}]*\})?/g, '[^/]+')}$`) }))

/** The page an address belongs to, so that one of each kind is visited. */
function kindOf(address: string): string {
  const { pathname } = new URL(address, 'http://x')
  return (
    patterns.find(({ shape }) => shape.test(pathname))?.path ??
    pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
  )
}

async function openAs(role: string, context: BrowserContext): Promise<Page> {
  const page = role === 'public' ? await context.newPage() : await signIn(context, role)
  await page.goto('/')
  return page
}

type Finding = { path: string; problem: string }

/** How often a kind of page has been inspected: what three roles have shown a fourth shows no other way. */
const inspected = new Map<string, number>()
const enough = 3

/** Every page each of the roles can reach: a test a role. Two files walk, beside each other: it takes longest of all journeys. */
export function walk(roles: readonly string[]): void {
  describe('every page a role can reach', () => {
    test.each(roles)('%s: WCAG 2.2 AA, no sideways scroll at 360 px, nothing in the console', walkAs)
  })
}

async function walkAs(role: string): Promise<void> {
  const context = await visitor(phone)
  const page = await openAs(role, context)
  const findings: Finding[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') findings.push({ path: page.url(), problem: `console: ${message.text()}` })
  })
  page.on('pageerror', (error) => findings.push({ path: page.url(), problem: `script: ${error.message}` }))
  const seen = new Set<string>()
  const queue = ['/']
  if (role === 'public') queue.push('/dang-nhap', '/api/v1/docs', '/tim?q=hue')
  let visited = 0
  while (queue.length > 0 && visited < mostPages) {
    const path = queue.shift()!
    if (seen.has(kindOf(path))) continue
    seen.add(kindOf(path))
    visited += 1
    const answer = await open(page, path)
    if (answer === 'file') continue
    if ((answer?.status() ?? 0) >= 400) findings.push({ path, problem: `answered ${answer?.status()}` })
    const times = inspected.get(kindOf(path)) ?? 0
    inspected.set(kindOf(path), times + 1)
    if (times < enough) findings.push(...(await inspect(page, path)))
    await picture(page, role, path)
    queue.push(...(await links(page)))
  }
  await context.close()
  expect(visited).toBeGreaterThan(3)
  expect(findings).toEqual([])
}

/** Opens a page; an address that answers a file is not one. */
async function open(page: Page, path: string) {
  try {
    return await page.goto(path)
  } catch (error) {
    if (/Download is starting/.test(String(error))) return 'file'
    throw error
  }
}

async function inspect(page: Page, path: string): Promise<Finding[]> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  const heads = await page.locator('h1').count()
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    const found = await (
      window as unknown as {
        axe: {
          run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
        }
      }
    ).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return found.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 200)}`)
  })
  return [
    ...violations.map((problem) => ({ path, problem })),
    ...(wide > 1 ? [{ path, problem: `${wide} px too wide` }] : []),
    ...(heads === 1 ? [] : [{ path, problem: `${heads} h1` }]),
  ]
}

async function links(page: Page): Promise<string[]> {
  const { url } = site()
  const all = await page
    .locator('a[href]')
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href))
  return all
    .filter((href) => href.startsWith(`${url}/`))
    .map((href) => href.slice(url.length).replace(/#.*/, ''))
    .filter((href) => !notPages.test(href))
}

/** `PICTURES=folder npm test` keeps what was seen, at both widths, to be looked at. */
async function picture(page: Page, role: string, path: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  const name = `${role}${kindOf(path).replaceAll('/', '_').replaceAll(':', '')}`
  await page.screenshot({ path: join(pictures, `${name}-360.png`), fullPage: true })
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.screenshot({ path: join(pictures, `${name}-1280.png`) })
  await page.setViewportSize(phone)
}
