import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import { signIn, totp } from '../browser.ts'

type Row = Record<string, unknown>

/** Rows of the database a server keeps in a data folder, read past the application by the owner of the tables. */
export async function ask<R extends Row>(
  text: string,
  values: unknown[] = [],
  dataDir = inject('site').dataDir,
): Promise<R[]> {
  const [, , , port] = readFileSync(join(dataDir, 'db/cluster/postmaster.pid'), 'utf8').split('\n')
  const client = new pg.Client({ connectionString: `postgres://ngheso:ngheso@127.0.0.1:${port}/ngheso` })
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Signs in and waits until the way in is behind us. */
export async function enter(context: BrowserContext, role: string): Promise<Page> {
  context.setDefaultTimeout(10_000)
  const page = await signIn(context, role)
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
  return page
}

/** Signs in on the page that asks for it, and goes on to where it leads. */
export async function signInHere(page: Page, role: string): Promise<void> {
  const account = inject('site').accounts.find((one) => one.role === role)!
  await page.fill('input[name=email]', account.email)
  await page.fill('input[name=password]', account.password)
  await page.click('main form button[type=submit]')
  if (account.totpSecret) {
    await page.fill('input[name=code]', totp(account.totpSecret))
    await page.click('main form button[type=submit]')
  }
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
}

/** A file as a person would choose it. */
export function chosen(name: string, bytes: Uint8Array | string) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
}
