import { cookie, parseCookies } from '../http/cookies.ts'
import type { Translate } from '../i18n/index.ts'

const noticeName = 'loi_nhan'

/** The cookie that carries a greeting from an act to the page after it; no seconds remove it. */
export function noticeCookie(text: string, seconds: number, isSecure: boolean): string {
  return cookie(noticeName, encodeURIComponent(text), seconds, isSecure)
}

/** The greeting an act left behind; words only, never markup. */
export function readNotice(request: Request, t: Translate): string | undefined {
  const raw = parseCookies(request)[noticeName]
  if (!raw) return undefined
  try {
    const [key, params] = JSON.parse(decodeURIComponent(raw)) as [string, Record<string, string>]
    return t.has(key) ? t.dynamic(key, params) : undefined
  } catch {
    return undefined
  }
}
