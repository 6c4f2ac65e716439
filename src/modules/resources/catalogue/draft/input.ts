import { z } from 'zod'
import { fileRoles, languageTag } from '../../resource.ts'
import { Description } from '../description.ts'
import { mostFiles } from '../upload.ts'

const FileLine = z.object({
  id: z.uuid(),
  role: z.enum(fileRoles).default('content'),
  language: z.string().trim().regex(languageTag, 'resources.catalogue.error.language').optional(),
  alternative_text: z.string().trim().max(1000).optional(),
})
export type FileLine = z.output<typeof FileLine>

const AuthorLine = z.object({
  name: z.string().max(200).optional(),
  organisation: z.string().trim().max(200).optional(),
})
export type AuthorLine = z.output<typeof AuthorLine>

const SourceLine = z.object({
  relation: z.enum(['based_on', 'translation_of', 'contains']).default('based_on'),
  title: z.string().trim().max(300).optional(),
  authors: z.string().trim().max(500).optional(),
  address: z.string().trim().max(2000).optional(),
  licence: z.string().trim().max(40).optional(),
})
export type SourceLine = z.output<typeof SourceLine>

const ItemLine = z.object({
  resource_id: z.uuid(),
  place: z.coerce.number().int().min(1).max(10_000).optional(),
  note: z.string().trim().max(500).optional(),
  fixed: z.stringbool().optional(),
})
export type ItemLine = z.output<typeof ItemLine>

/** The whole page of a draft in one form: whichever button is pressed, everything typed is kept. */
export const DraftInput = Description.safeExtend({
  id: z.uuid(),
  version: z.coerce.number().int(),
  /** Fields that were empty when the page was shown: a fact found meanwhile is not wiped out. */
  was_empty: z.string().max(500).default(''),
  files: z.array(z.instanceof(File)).max(50, 'resources.catalogue.error.many_files').default([]),
  file: z.array(FileLine).max(mostFiles).default([]),
  authors: z.array(AuthorLine).max(30, 'resources.catalogue.error.many_authors').default([]),
  components: z.array(z.string().max(20)).optional(),
  occupation: z.string().trim().max(200).optional(),
  source: SourceLine.optional(),
  items: z.array(ItemLine).max(500).default([]),
  /** What a button takes away: `file:<id>`, `source:<id>`, `unit:<id>`, `occupation:<code>`, `item:<id>`. */
  remove: z
    .string()
    .regex(/^(file|source|unit|occupation|item):[\w-]+$/)
    .optional(),
  /** Where the button leads after saving. */
  go: z.enum(['stay', 'subjects', 'licence', 'hand-in']).default('stay'),
  subject: z.string().trim().max(200).optional(),
})
export type DraftInput = z.output<typeof DraftInput>
