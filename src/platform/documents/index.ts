import base from './base.typ?raw'
import { compile } from './compiler.ts'

export { DocumentError } from './errors.ts'
export { stopDocuments } from './compiler.ts'

/** A Typst template: one text, or a main text with the files it reads (`/seal.svg`), named from the root. */
export type Template = string | { main: string; files: Record<string, string | Uint8Array> }

export type RenderOptions = {
  title: string
  /** `vi` or `en`. */
  lang: string
  /** Make it PDF/A-2u: everything embedded, every letter extractable; for what is kept or signed. */
  pdfa?: boolean
  /** The moment written into the file; the same template, data and moment give the same bytes. Default: now. */
  at?: Date
  /** Longest time in milliseconds, default 60 000; then the compiler is stopped. */
  limitMs?: number
}

// Title and language hold for every template, whatever it sets itself.
const frame = `#set document(title: sys.inputs.title, date: auto)
#set text(lang: sys.inputs.lang, font: ("Be Vietnam Pro", "Libertinus Serif"))
#include "/template.typ"
`

/**
 * Makes a PDF. The template imports `/base.typ` for our look and finds `value` there as `data`
 * (any JSON value; text is inserted as text, never read as markup).
 * The compiler runs in a process of its own, started at the first document and ended after a minute without work.
 * @throws DocumentError with file and line of the template
 */
export async function renderPdf(
  template: Template,
  value: unknown,
  options: RenderOptions,
): Promise<Uint8Array> {
  const { main, files } = typeof template === 'string' ? { main: template, files: {} } : template
  return compile(
    {
      main: '/frame.typ',
      files: { ...files, '/base.typ': base, '/template.typ': main, '/frame.typ': frame },
      inputs: { data: JSON.stringify(value ?? null), title: options.title, lang: options.lang },
      standard: options.pdfa ? 'a-2u' : undefined,
      at: Math.floor((options.at ?? new Date()).getTime() / 1000),
    },
    options.limitMs ?? 60_000,
  )
}
