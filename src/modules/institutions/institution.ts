import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'

export const institutionTypes = [
  'college',
  'intermediate_school',
  'vocational_high_school',
  'vet_centre',
  'vet_continuing_centre',
  'participating_org',
] as const
export const ownerships = ['public', 'private', 'foreign_invested'] as const
export const statuses = ['active', 'suspended', 'merged', 'dissolved', 'unknown'] as const
export const levels = ['cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen'] as const
export const campusKinds = ['main', 'branch', 'training_site'] as const
export const precisions = ['surveyed', 'address', 'ward_centroid', 'unknown'] as const
export const contactKinds = ['phone', 'email', 'admissions', 'social'] as const
export const recognitionKinds = ['high_quality_college', 'accreditation'] as const
export const successionKinds = ['merge', 'split', 'rename', 'dissolve'] as const

export type InstitutionType = (typeof institutionTypes)[number]
export type Ownership = (typeof ownerships)[number]
export type Status = (typeof statuses)[number]
export type Level = (typeof levels)[number]

/** Where a public fact comes from: unverified ones are shown as such. */
export type Provenance = {
  source: string
  is_verified: boolean
  confirmed_on: string | null
  is_demo?: boolean
}

/** A line of text; empty reads as null. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => (text ? text : null))
}

/** A day as people write it (`5/3/2026`) or ISO; empty reads as null. Answers `yyyy-mm-dd`. */
export const writtenDay = z
  .string()
  .nullish()
  .transform((text, ctx) => {
    if (!text?.trim()) return null
    const day = parseDate(text)
    if (day) return day
    ctx.addIssue({ code: 'custom', message: 'institutions.error.day' })
    return z.NEVER
  })

/** A day that must be given. */
export const neededDay = writtenDay.transform((day, ctx) => {
  if (day !== null) return day
  ctx.addIssue({ code: 'custom', message: 'institutions.error.day_needed' })
  return z.NEVER
})

/** A whole number written in the Vietnamese way (`1.000`) or as a number; empty reads as null. */
export function wholeNumber(low: number, high: number) {
  return z
    .union([z.string(), z.number()])
    .nullish()
    .transform((written, ctx) => {
      if (written === null || written === undefined || written === '') return null
      const digits = String(written).replaceAll(/[.\s]/g, '')
      const value = Number(digits)
      if (/^\d+$/.test(digits) && value >= low && value <= high) return value
      ctx.addIssue({ code: 'custom', message: 'institutions.error.number' })
      return z.NEVER
    })
}

/** Yes, no, or not said. */
export const yesNo = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : value === true || value === 'true'))

/** A coordinate as people write it, with comma or point; empty reads as null. */
export function coordinate(low: number, high: number) {
  return z
    .union([z.string(), z.number()])
    .nullish()
    .transform((written, ctx) => {
      if (written === null || written === undefined || written === '') return null
      const value = Number(String(written).trim().replace(',', '.'))
      if (Number.isFinite(value) && value >= low && value <= high) return value.toFixed(5)
      ctx.addIssue({ code: 'custom', message: 'institutions.error.coordinate' })
      return z.NEVER
    })
}

/** An address of a web site, kept as written; only http and https are taken. */
export const webAddress = line(200).transform((text, ctx) => {
  if (text === null || webHref(text) !== undefined) return text
  ctx.addIssue({ code: 'custom', message: 'institutions.error.website' })
  return z.NEVER
})

/** The link of a web address written with or without its scheme; undefined when it is none. */
export function webHref(text: string): string | undefined {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  return ['http:', 'https:'].includes(url.protocol) && url.hostname.includes('.') ? url.href : undefined
}

/** A stable code for an address, from a name: `Trường Cao đẳng Huế` → `truong-cao-dang-hue`. */
export const codePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
