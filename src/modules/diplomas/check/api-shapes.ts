import { z } from 'zod'
import { checkResults } from '../diploma.ts'
import { PublicFacts } from './facts.ts'
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

/** What is public of a diploma. */
export const ShownDiploma = PublicFacts.pick({
  kind_code: true,
  origin: true,
  serial: true,
  entry_no: true,
  issue_date: true,
  institution: true,
  institution_en: true,
  title: true,
  honour: true,
  name: true,
  birth_year: true,
  programme: true,
  classification: true,
  graduation_year: true,
}).extend({
  suspended: z.boolean(),
  compared: z
    .boolean()
    .describe(
      'False: digitised from a spreadsheet and not compared with the register yet; the result is unknown',
    ),
  number_shared: z.boolean().describe('An old register gives this number to another holder too'),
  register_year: z.number().nullable(),
  ended: PublicFacts.shape.act.describe('The decision that ended or suspended it'),
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
