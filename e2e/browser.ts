import { createHmac } from 'node:crypto'
import chromium from '@sparticuz/chromium'
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type Page,
  type Request,
} from 'playwright-core'
import { afterAll, inject } from 'vitest'
import type { Site } from './global-setup.ts'

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 900 }

const unwanted = /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content)/
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages are put together without the imitated graphics card, which took most of the browser's time; the map still draws with it.
  '--disable-gpu-compositing',
]

let browser: Browser | undefined

/** The Chromium that comes as a package; nothing outside this machine is asked. */
export async function openBrowser(): Promise<Browser> {
  browser ??= await playwright.launch({
    executablePath: await chromium.executablePath(),
    // One process for all dies with the first closed window, and our policies must hold as they are.
    args: [...chromium.args.filter((arg) => !unwanted.test(arg)), ...quiet],
  })
  return browser
}

afterAll(async () => {
  await browser?.close()
  browser = undefined
})

/** The server of this file's journeys: files that run beside each other have one each. */
export function site(): Site {
  const sites = inject('sites')
  return sites[Number(process.env.VITEST_POOL_ID ?? 1) - 1]!
}

/** A fresh visitor: own cookies, Vietnamese, at the given width; `url` of a server that is not the site's. */
export async function visitor(
  size = desktop,
  options: { hasScript?: boolean; url?: string } = {},
): Promise<BrowserContext> {
  const opened = await openBrowser()
  const context = await opened.newContext({
    baseURL: options.url ?? site().url,
    viewport: size,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    javaScriptEnabled: options.hasScript ?? true,
  })
  // A busy machine may take its time; what never comes still fails.
  context.setDefaultTimeout(30_000)
  return context
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
/** What a file's first sign-in of a role left in the browser; a file visits one server. */
const signedIn = new Map<string, Cookies>()

/** A page of somebody who has signed in: through the pages the first time in a file, as a further window of it after that. */
export async function signIn(context: BrowserContext, role: string): Promise<Page> {
  const page = await context.newPage()
  const cookies = signedIn.get(role)
  if (cookies) {
    await context.addCookies(cookies)
  } else {
    await page.goto('/dang-nhap')
    await signInHere(page, role)
    signedIn.set(role, await context.cookies())
  }
  return page
}

/** Signs in on the page that asks for it, with the second factor where the role needs one, and goes on to where it leads. */
export async function signInHere(page: Page, role: string): Promise<void> {
  const account = inject('accounts').find((one) => one.role === role)
  if (!account) throw new Error(`no example account for ${role}`)
  await page.fill('input[name=email]', account.email)
  await page.fill('input[name=password]', account.password)
  await page.click('main form button[type=submit]')
  if (account.totpSecret) {
    await page.fill('input[name=code]', totp(account.totpSecret))
    await page.click('main form button[type=submit]')
  }
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
}

/** Holds back what a page sends until the function it answers is called: a slow line. */
export async function holdBack(
  page: Page,
  address: string,
  isHeld: (request: Request) => boolean = () => true,
): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    if (isHeld(route.request())) await promise
    await route.continue()
  })
  return resolve
}

/** Kills a tab as a phone short of memory does: nothing of the page runs or sends after it, as it would while one is closed. */
export async function killTab(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  session.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}

/** The six digits an authenticator app would show now (RFC 6238, SHA-1, 30 s). */
export function totp(secret: string, at = Date.now()): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = digest.at(-1)! & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
