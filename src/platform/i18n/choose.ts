import { parseCookies } from '../http/cookies.ts'
import type { Lang } from './index.ts'

/** The reader's language: `?lang=`, else the cookie, else Vietnamese. */
export function chooseLang(request: Request): Lang {
  const asked = new URL(request.url).searchParams.get('lang') ?? parseCookies(request).lang
  return asked === 'en' ? 'en' : 'vi'
}
