import { z } from 'zod'
import { checkResults, kindCodes } from '../diploma.ts'
import { mostRows } from './many/read.ts'
import { failures } from './verdict.ts'

/** One question by machine. */
export const Asked = z.object({
  serial: z.string().max(200).describe('As printed; spaces and punctuation do not matter'),
  name: z.string().max(200).optional().describe('Of the holder, with or without marks; this or birth_date'),
  birth_date: z.string().max(40).optional().describe('Of the holder: yyyy-mm-dd or d/m/yyyy'),
})

/** Many at once; asks an API key. */
export const AskedList = z.object({ items: z.array(Asked).min(1).max(mostRows) })

/** The body as JSON; a file is sent as the body itself (application/pdf, application/vc) or as `file` of a form. */
export const AskedBody = Asked.partial().extend({
  items: z
    .array(Asked)
    .max(mostRows)
    .optional()
    .describe('Up to 200 at once, with an API key, instead of the others'),
})

const Words = z.object({ vi: z.string(), en: z.string().nullable() })

/** What is public of a diploma. */
export const ShownDiploma = z.object({
  kind_code: z.enum(kindCodes),
  origin: z.enum(['issued', 'digitised']),
  serial: z.string().nullable(),
  entry_no: z.string().nullable(),
  issue_date: z.string().nullable(),
  institution: z.string(),
  institution_en: z.string().nullable(),
  title: Words,
  honour: Words.nullable(),
  name: z.string(),
  birth_year: z.number().nullable(),
  programme: Words,
  classification: Words.nullable(),
  graduation_year: z.number(),
  suspended: z.boolean(),
  compared: z
    .boolean()
    .describe('False: digitised from a spreadsheet and not compared with the register yet'),
  number_shared: z.boolean().describe('An old register gives this number to another holder too'),
  register_year: z.number().nullable(),
  ended: z
    .object({
      on_date: z.string(),
      decision_no: z.string().nullable(),
      decision_date: z.string().nullable(),
      reason_code: z.string().nullable(),
    })
    .nullable()
    .describe('The decision that ended or suspended it'),
  register: z.string().describe('Its public address'),
  successor: z.string().nullable().describe('Public address of the one that takes its place'),
})

/** The answer to one question or file. */
export const CheckAnswerShape = z.object({
  result: z.enum(checkResults),
  diploma: ShownDiploma.nullable(),
  others: z.array(ShownDiploma).optional().describe('Where several agree'),
  file: z.enum(['pdf', 'json', 'sd-jwt']).optional(),
  failed: z.enum(failures).nullish().describe('The check a file did not pass'),
  signer: z.string().nullish(),
  register: z.string().nullish().describe('Public address of the diploma a file names'),
  items: z
    .array(z.looseObject({ row: z.number(), result: z.enum([...checkResults, 'incomplete', 'refused']) }))
    .optional()
    .describe('One for each of the items asked'),
})
