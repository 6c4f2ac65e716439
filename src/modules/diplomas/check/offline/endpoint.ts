import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notFound } from '#platform/errors.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { projectRoot } from '#platform/root.ts'
import { verifierHtml, verifierStyle } from './page.tsx'

/** The page's script in one piece, as the build makes it; empty before the first build. */
const file = join(projectRoot, 'dist/verifier/verifier.js')
const script = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .replaceAll('</', String.raw`<\/`)
      .replaceAll('<!--', String.raw`<\!--`)
  : ''

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page that checks diplomas without this system: at this address for ever, and as a file to keep. */
export const verifierPage = defineEndpoint({
  method: 'GET',
  path: '/van-bang/bo-kiem-tra.html',
  permission: 'public',
  // Its script and style stand in the page itself, so that the file works alone; these two and no others may run.
  csp: { scriptSrc: [hashOf(script)], styleSrc: [hashOf(verifierStyle)], connectSrc: ['https:'] },
  async handle({ app, lang, url }) {
    if (!script) throw notFound()
    const name = url.searchParams.has('tai-ve')
      ? { 'content-disposition': 'attachment; filename="bo-kiem-tra-van-bang.html"' }
      : {}
    return new Response(verifierHtml(app.catalog(lang), script), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'public, max-age=3600',
        ...name,
      },
    })
  },
})
