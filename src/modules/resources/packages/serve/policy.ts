import { packageBase } from '../address.ts'

/** What a package may do in its frame. Without `allow-same-origin` it is a stranger to every page, also to ours. */
export const sandbox =
  'allow-scripts allow-forms allow-modals allow-popups allow-downloads allow-pointer-lock allow-orientation-lock'

/**
 * Headers of everything that is served from packages. The policy shuts it in a sandbox however it is opened, and lets it
 * load from itself only: nothing else of ours, nothing from elsewhere.
 */
export function packageHeaders(origins: readonly string[], token: string): Record<string, string> {
  const own = [...new Set(origins)].map((origin) => `${origin}${packageBase}/${token}/`).join(' ')
  return {
    'Content-Security-Policy': [
      `sandbox ${sandbox}`,
      `default-src ${own} data: blob: 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'`,
      `form-action ${own}`,
      `base-uri ${own}`,
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    // To itself a package is of another origin each time; who has the address has the right.
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    Vary: 'Accept-Encoding',
  }
}
