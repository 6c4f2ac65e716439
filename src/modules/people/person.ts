import { z } from 'zod'
import { parsePhone } from '#platform/sheets/index.ts'
import { isDay, isName, parseDate, tidyName } from '#platform/text/index.ts'
import { readCitizenNumber } from './citizen.ts'

export const sexes = ['male', 'female'] as const
export type Sex = (typeof sexes)[number]

/** A natural person as pages and other modules see it: the citizen number only by its end. */
export type Person = {
  id: string
  full_name: string
  name_key: string
  birth_date: string | null
  birth_year: number | null
  sex: Sex | null
  ethnicity: string | null
  is_minority: boolean | null
  citizen_number_kind: string | null
  citizen_number_end: string | null
  phone: string | null
  email: string | null
  by_hand: string[]
  merged_into: string | null
  is_demo: boolean
  version: number
}

/** A birth date as written: a whole day, or the year alone where no more is known. */
export type Birth = { date: string | null; year: number | null }

/** d/m/yyyy, yyyy-mm-dd, or a year alone. */
export function readBirth(text: string): Birth | undefined {
  const date = parseDate(text)
  if (date) return { date, year: Number(date.slice(0, 4)) }
  return /^\s*(19|20)\d\d\s*$/.test(text) ? { date: null, year: Number(text) } : undefined
}

/** How a birth is typed into a form: dd/mm/yyyy, or the year. */
export function birthText(person: { birth_date: string | null; birth_year: number | null }): string {
  if (person.birth_date && isDay(person.birth_date))
    return person.birth_date.split('-').toReversed().join('/')
  return person.birth_year === null ? '' : String(person.birth_year)
}

/** What is wrong with a birth on the day `today`, as a message key. Nobody was born tomorrow or before 1900. */
export function findBirthFault(birth: Birth | undefined, today: string): string | undefined {
  if (!birth || birth.year === null) return undefined
  if ((birth.date ?? `${birth.year}-01-01`) > today) return 'people.error.birth_future'
  return birth.year < 1900 ? 'people.error.birth_early' : undefined
}

const birth = z.string().transform((text, context): Birth => {
  const read = readBirth(text)
  if (!read) context.addIssue({ code: 'custom', message: 'people.error.birth' })
  return read ?? { date: null, year: null }
})

const phone = z.string().transform((text, context): string => {
  const parsed = parsePhone(text)
  if (!parsed.ok) context.addIssue({ code: 'custom', message: 'people.error.phone' })
  return parsed.ok ? parsed.value : text
})

const citizenNumber = z.string().transform((text, context): string => {
  const digits = readCitizenNumber(text)
  if (!digits) context.addIssue({ code: 'custom', message: 'people.error.citizen_number' })
  return digits ?? ''
})

/** What a form asks of a person; other modules' forms take it up whole. */
export const PersonFields = z.object({
  full_name: z
    .string({ error: 'people.error.name' })
    .transform(tidyName)
    .pipe(z.string().min(2, 'people.error.name').max(120).refine(isName, 'people.error.name_signs')),
  birth: birth.optional(),
  sex: z.enum(sexes).optional(),
  ethnicity: z.string().trim().max(60).optional(),
  citizen_number: citizenNumber.optional(),
  phone: phone.optional(),
  email: z
    .email({ error: 'people.error.email' })
    .transform((text) => text.toLowerCase())
    .optional(),
})
export type PersonFields = z.output<typeof PersonFields>
