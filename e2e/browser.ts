import { createHmac } from 'node:crypto'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import type { Account } from './server.ts'

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 900 }

const unwanted = /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content)/
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
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

/** A fresh visitor: own cookies, Vietnamese, at the given width. */
export async function visitor(
  size = desktop,
  options: { hasScript?: boolean } = {},
): Promise<BrowserContext> {
  const opened = await openBrowser()
  return opened.newContext({
    baseURL: inject('site').url,
    viewport: size,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    javaScriptEnabled: options.hasScript ?? true,
  })
}

/** Signs in through the pages, with the second factor where the role needs one. */
export async function signIn(context: BrowserContext, role: string): Promise<Page> {
  const account = inject('site').accounts.find((one) => one.role === role)
  if (!account) throw new Error(`no example account for ${role}`)
  const page = await context.newPage()
  await page.goto('/dang-nhap')
  await page.fill('input[name=email]', account.email)
  await page.fill('input[name=password]', account.password)
  await page.click('main form button[type=submit]')
  if (account.totpSecret) await enterCode(page, account)
  return page
}

async function enterCode(page: Page, account: Account): Promise<void> {
  await page.fill('input[name=code]', totp(account.totpSecret!))
  await page.click('main form button[type=submit]')
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
