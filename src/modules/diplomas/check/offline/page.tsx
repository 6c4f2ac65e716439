import { render } from 'preact-render-to-string'
import type { MessageKey, Translate } from '#platform/i18n/index.ts'

/** The script's short names for words of the catalogue. */
const wordKeys = {
  'result.valid': 'diplomas.check.result.valid',
  'result.corrected': 'diplomas.check.result.corrected',
  'result.replaced': 'diplomas.check.result.replaced',
  'result.revoked': 'diplomas.check.result.revoked',
  'result.ended': 'diplomas.check.offline.revoked',
  'result.suspended': 'diplomas.check.result.suspended',
  'result.unknown': 'diplomas.check.offline.unknown',
  'result.altered': 'diplomas.check.result.altered',
  'next.valid': 'diplomas.check.next.valid',
  'next.corrected': 'diplomas.check.next.corrected',
  'next.replaced': 'diplomas.check.next.replaced',
  'next.revoked': 'diplomas.check.next.revoked',
  'next.ended': 'diplomas.check.next.revoked',
  'next.suspended': 'diplomas.check.next.suspended',
  'next.unknown': 'diplomas.check.offline.next_unknown',
  'next.altered': 'diplomas.check.offline.next_altered',
  'kind.credential': 'diplomas.check.offline.kind_credential',
  'kind.keys': 'diplomas.check.offline.kind_keys',
  'kind.list': 'diplomas.check.offline.kind_list',
  'kind.none': 'diplomas.check.offline.kind_none',
  untold: 'diplomas.check.offline.untold',
  no_crypto: 'diplomas.check.offline.no_crypto',
  failed: 'diplomas.check.offline.failed',
  signer: 'diplomas.check.offline.signer',
  'line.holder': 'diplomas.check.field.holder',
  'line.birth': 'diplomas.check.field.birth',
  'line.title': 'diplomas.check.field.kind',
  'line.classification': 'diplomas.check.field.classification',
  'line.institution': 'diplomas.check.field.institution',
  'line.serial': 'diplomas.check.field.serial',
  'line.entry_no': 'diplomas.check.field.entry_no',
} as const satisfies Record<string, MessageKey>

const marks = {
  'mark.valid': '✓',
  'mark.corrected': '⦸',
  'mark.replaced': '⦸',
  'mark.revoked': '⦸',
  'mark.unknown': '?',
  'mark.altered': '✗',
}

export const verifierStyle = `
:root { color-scheme: light dark; font: 16px/1.5 "Be Vietnam Pro", system-ui, sans-serif }
body { margin: 0 auto; max-width: 44rem; padding: 1.25rem; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0 0 .5rem }
label { display: block; font-weight: 600; margin: 1.5rem 0 .25rem }
input, button { font: inherit; min-height: 44px; max-width: 100% }
button { padding: 0 1rem; border-radius: 8px; border: 1px solid; cursor: pointer; background: none; color: inherit }
.result { border: 1px solid; border-inline-start-width: 8px; border-radius: 8px; padding: 1rem 1.25rem; margin: 1.5rem 0 }
.result h2 { margin: 0 0 .5rem; font-size: 1.375rem }
.result-valid { border-color: light-dark(#0b6b3a, #5fd08c) }
.result-altered, .result-revoked, .result-corrected, .result-replaced { border-color: light-dark(#a3161a, #ff9a94) }
.result-unknown { border-color: light-dark(#6b5a00, #e2c95a) }
dt { font-weight: 600; margin-top: .5rem } dd { margin: 0 }
`

/** The page that checks diplomas out of files, whole in one document: it can be kept and opened anywhere, without a network. */
export function verifierHtml(t: Translate, script: string): string {
  const words = {
    ...marks,
    ...Object.fromEntries(Object.entries(wordKeys).map(([name, key]) => [name, t(key)])),
  }
  // Nothing in a script or a list of words may end its element.
  const inline = (text: string) =>
    text.replaceAll('</', String.raw`<\/`).replaceAll('<!--', String.raw`<\!--`)
  const page = (
    <html lang={t.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('diplomas.check.offline.title')}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: verifierStyle }} />
      </head>
      <body>
        <main>
          <h1>{t('diplomas.check.offline.title')}</h1>
          <p>{t('diplomas.check.offline.lead')}</p>
          <p id="save" hidden>
            <a href="?tai-ve=1" download="bo-kiem-tra-van-bang.html">
              {t('diplomas.check.offline.save')}
            </a>
          </p>
          <label for="given">{t('diplomas.check.offline.files')}</label>
          <p id="given-hint">{t('diplomas.check.offline.files_hint')}</p>
          <input
            id="given"
            type="file"
            accept=".json,application/json"
            multiple
            aria-describedby="given-hint"
          />
          <ul id="files" />
          <button id="fetch" type="button" hidden>
            {t('diplomas.check.offline.fetch')}
          </button>
          <div id="answer" aria-live="polite" />
          <noscript>
            <p>{t('diplomas.check.offline.no_script')}</p>
          </noscript>
        </main>
        <script
          type="application/json"
          id="words"
          dangerouslySetInnerHTML={{ __html: inline(JSON.stringify(words)) }}
        />
        <script dangerouslySetInnerHTML={{ __html: inline(script) }} />
      </body>
    </html>
  )
  return `<!doctype html>${render(page)}`
}
