import { parse, serialize } from 'hono/utils/cookie'

export function parseCookies(request: Request): Record<string, string> {
  return parse(request.headers.get('cookie') ?? '')
}

/** A cookie of our own: same site, not readable by script. `seconds` of 0 removes it. */
export function cookie(name: string, value: string, seconds: number, isSecure: boolean): string {
  return serialize(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure,
    maxAge: seconds,
  })
}
