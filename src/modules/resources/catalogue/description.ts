import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'
import { accesses, accessibilities, audiences, kinds, type Version } from '../resource.ts'

export const levels = ['cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen'] as const
/** Languages offered; `zxx`: nothing in it is language. */
export const languages = ['vi', 'en', 'zh', 'ja', 'ko', 'lo', 'fr', 'de', 'zxx'] as const

const line = (most: number) => z.string().trim().max(most).optional()
const wholeNumber = z
  .string()
  .transform((text, context): number => {
    const digits = text.replaceAll('.', '').trim()
    if (/^\d{1,6}$/.test(digits) && Number(digits) > 0) return Number(digits)
    context.addIssue({ code: 'custom', message: 'resources.catalogue.error.number' })
    return 0
  })
  .optional()

/** `1:02:03`, `12:30`, or minutes alone. */
const duration = z
  .string()
  .transform((text, context): number => {
    const seconds = readDuration(text)
    if (seconds === undefined)
      context.addIssue({ code: 'custom', message: 'resources.catalogue.error.duration' })
    return seconds ?? 0
  })
  .optional()

export function readDuration(text: string): number | undefined {
  const parts = text.trim().split(':')
  if (parts.length > 3 || parts.some((part) => !/^\d{1,3}$/.test(part))) return undefined
  const numbers = parts.map(Number)
  if (numbers.slice(1).some((part) => part > 59)) return undefined
  const seconds = parts.length === 1 ? numbers[0]! * 60 : numbers.reduce((sum, part) => sum * 60 + part, 0)
  return seconds > 0 ? seconds : undefined
}

export function durationText(seconds: number | null): string {
  if (seconds === null) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

const address = z
  .string()
  .trim()
  .max(2000)
  .transform((text, context): string => {
    const read = readAddress(text)
    if (!read) context.addIssue({ code: 'custom', message: 'resources.catalogue.error.address' })
    return read ?? ''
  })
  .optional()

/** A web address, with `https://` where people leave it out; nothing but http and https. */
export function readAddress(text: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  return url && ['http:', 'https:'].includes(url.protocol) && url.hostname.includes('.')
    ? url.href
    : undefined
}

const keywords = z
  .string()
  .max(1000)
  .transform((text) => [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map((word) => word.normalize('NFC').replace(/\s+/g, ' ').trim())
        .filter(Boolean),
    ),
  ])
  .pipe(
    z
      .array(z.string().max(80, 'resources.catalogue.error.keyword'))
      .max(30, 'resources.catalogue.error.keywords'),
  )
  .optional()

const day = z
  .string()
  .transform((text, context): string => {
    const read = parseDate(text)
    if (!read) context.addIssue({ code: 'custom', message: 'resources.catalogue.error.open_on' })
    return read ?? ''
  })
  .optional()

/** What people say of a draft. Only title and licence are ever asked for, and those only when it is handed in. */
export const Description = z.object({
  title: line(300),
  title_en: line(300),
  summary: line(5000),
  summary_en: line(5000),
  kind: z.enum(kinds),
  languages: z.array(z.enum(languages)).optional(),
  keywords,
  levels: z.array(z.enum(levels)).optional(),
  audiences: z.array(z.enum(audiences)).optional(),
  licence: line(40),
  rights_holder: line(300),
  accessibility: z.array(z.enum(accessibilities)).optional(),
  accessibility_note: line(1000),
  address,
  pages: wholeNumber,
  seconds: duration,
  study_minutes: wholeNumber,
  change_note: line(2000),
  access: z.enum(accesses),
  open_on: day,
})
export type Description = z.output<typeof Description>

export type DescriptionRow = Pick<
  Version,
  | 'title'
  | 'title_en'
  | 'summary'
  | 'summary_en'
  | 'kind'
  | 'languages'
  | 'keywords'
  | 'levels'
  | 'audiences'
  | 'licence'
  | 'rights_holder'
  | 'accessibility'
  | 'accessibility_note'
  | 'address'
  | 'pages'
  | 'seconds'
  | 'study_minutes'
  | 'change_note'
  | 'access'
  | 'open_on'
>

/** The columns a form means. */
export function toRow(form: Description): DescriptionRow {
  return {
    title: form.title?.normalize('NFC') ?? '',
    title_en: form.title_en ?? null,
    summary: form.summary?.normalize('NFC') ?? '',
    summary_en: form.summary_en ?? null,
    kind: form.kind,
    languages: form.languages ?? [],
    keywords: form.keywords ?? [],
    levels: form.levels ?? [],
    audiences: form.audiences ?? [],
    licence: form.licence ?? null,
    rights_holder: form.rights_holder ?? null,
    accessibility: form.accessibility ?? [],
    accessibility_note: form.accessibility_note ?? null,
    address: form.address ?? null,
    pages: form.pages ?? null,
    seconds: form.seconds ?? null,
    study_minutes: form.study_minutes ?? null,
    change_note: form.change_note ?? null,
    access: form.access,
    open_on: form.open_on ?? null,
  }
}
