import { z } from 'zod'
import { languages, levels } from '../catalogue/description.ts'
import { accesses, accessibilities, audiences, fileRoles, kinds, languageTag } from '../resource.ts'

/** Name of the description inside the ZIP; `tep/` holds the files. */
export const manifestName = 'hoc-lieu.json'
const text = z.string().max(5000)
const line = z.string().max(500)
/** A page of the web: what else an address may be, such as a script, is no place to lead people to. */
const address = z
  .string()
  .max(2000)
  .refine((one) => URL.canParse(one) && ['http:', 'https:'].includes(new URL(one).protocol))
const version = z.number().int().min(1).max(100_000)
const count = z.number().int().positive().max(10_000_000)
/** Of a file inside the resource: no way out of it, no control signs. */
const path = z
  .string()
  .min(1)
  .max(500)
  .refine((one) => !/[\p{Cc}\p{Cs}]|^[\\/]|(^|[\\/])\.\.([\\/]|$)/u.test(one))

/** What a resource takes along: all that is said of it, with names and codes that mean something elsewhere. */
export const Manifest = z.object({
  format: z.literal('ngheso-resource/1'),
  code: z.string().regex(/^[0-9a-hjkmnp-tv-z]{10}$/),
  number: version,
  /** Code of the school; null: the department's. */
  institution: z.string().max(80).nullable(),
  owner: line,
  kind: z.enum(kinds),
  title: line,
  title_en: line.nullable(),
  summary: text,
  summary_en: text.nullable(),
  languages: z.array(z.enum(languages)),
  keywords: z.array(line),
  levels: z.array(z.enum(levels)),
  audiences: z.array(z.enum(audiences)),
  licence: z.string().max(40).nullable(),
  rights_holder: line.nullable(),
  accessibility: z.array(z.enum(accessibilities)),
  accessibility_note: text.nullable(),
  address: address.nullable(),
  pages: count.nullable(),
  seconds: count.nullable(),
  study_minutes: count.nullable(),
  change_note: text.nullable(),
  access: z.enum(accesses),
  /** Until this day only its school has it. */
  open_on: z.iso.date().nullable().default(null),
  authors: z.array(
    z.object({
      name: line.min(1),
      institution: z.string().max(80).nullable(),
      organisation: line.nullable(),
    }),
  ),
  occupations: z.array(z.string().max(20)),
  units: z.array(z.object({ institution: z.string().max(80), programme: line, code: line, name: line })),
  components: z.array(z.object({ framework: z.string().max(80), code: z.string().max(20) })),
  origins: z.array(
    z.object({
      relation: z.enum(['based_on', 'translation_of', 'contains']),
      title: line.min(1),
      authors: line,
      address: address.nullable(),
      licence: z.string().max(40).nullable(),
      /** Where it is a resource of this repository. */
      code: z.string().max(20).nullable(),
      number: version.nullable(),
    }),
  ),
  items: z.array(
    z.object({
      code: z.string().max(20),
      note: line.nullable(),
      /** The version it is fixed to. */
      number: version.nullable().default(null),
    }),
  ),
  files: z.array(
    z.object({
      path,
      /** Where its bytes lie in the ZIP. */
      entry: z.string().regex(/^tep\/\d{4}(\.[a-z0-9]{1,10})?$/),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      size: z.number().int().nonnegative(),
      mime: z.string().max(200),
      kind: z.string().max(40),
      role: z.enum(fileRoles),
      language: z.string().max(40).regex(languageTag).nullable(),
      alternative_text: z.string().max(1000).nullable(),
    }),
  ),
})
export type Manifest = z.output<typeof Manifest>

/** The description as it is written: the same resource gives the same bytes. */
export const writeManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

/** Signs no database keeps: they are left out. */
const unkept = /[\0\p{Cs}]/gu

/** A description read from a ZIP, or which of the faults of a package it has (`resources.transfer.fault.<key>`). */
export function readManifest(
  source: string,
): { manifest: Manifest } | { fault: 'not_json' | 'manifest'; field: string } {
  let value: unknown
  try {
    value = JSON.parse(source, (_name, one) => (typeof one === 'string' ? one.replace(unkept, '') : one))
  } catch {
    return { fault: 'not_json', field: '' }
  }
  const parsed = Manifest.safeParse(value)
  if (parsed.success) return { manifest: parsed.data }
  return { fault: 'manifest', field: parsed.error.issues[0]?.path.join('.') || '/' }
}
