import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Db } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import { kindCodes, type KindCode } from '../../diploma.ts'
import { collides, findPatternFault } from '../pattern.ts'
import { getPattern, listPatterns, savePattern as writePattern } from '../store/pattern.ts'
import { typedDay } from '../typed.ts'

const pattern = z
  .string({ error: 'diplomas.registers.error.no_seq' })
  .trim()
  .max(60)
  .superRefine((text, context) => {
    const fault = findPatternFault(text)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

/** Sets how a school writes the numbers of a kind from a day on; numbers given before stay as they are. */
export const savePattern = defineAction({
  name: 'diplomas.save-pattern',
  permission: 'diplomas.register',
  input: z.object({
    institution: z.uuid(),
    kind: z.enum(kindCodes, { error: 'diplomas.registers.error.kind' }),
    from_date: typedDay,
    serial: pattern,
    entry: pattern,
    source: z
      .string({ error: 'diplomas.registers.error.source' })
      .trim()
      .min(5, 'diplomas.registers.error.source')
      .max(500),
  }),
  find: nothing,
  about: (_nothing, input) => ({ institution: input.institution }),
  async run(tx, { input, app, lang, today }) {
    const { institution, kind, from_date, serial, entry, source } = input
    if (from_date < today) throw invalid({ from_date: 'diplomas.registers.error.past' })
    const twin = await findTwin(tx, { institution, kind, from_date, serial })
    if (twin) {
      const t = app.catalog(lang)
      const other = t.dynamic(`diplomas.kind.${twin}`)
      throw invalid({ serial: t('diplomas.registers.error.collides', { kind: other }) })
    }
    const before = await getPattern(tx, institution, kind, from_date)
    const row = {
      institution_id: institution,
      kind_code: kind,
      from_date,
      serial,
      entry,
      source,
      is_verified: true,
    }
    const id = await writePattern(tx, row)
    return {
      result: { id, institution },
      changes: [
        {
          subject: 'diplomas.number_pattern',
          id,
          institution,
          before: { serial: before.serial, entry: before.entry },
          after: { serial, entry, from_date, kind_code: kind, source },
        },
      ],
    }
  },
})

type Wanted = { institution: string; kind: KindCode; from_date: string; serial: string }

/** Another kind of the school that would write the same serials, by its pattern of the day or a later one. */
async function findTwin(
  db: Db,
  { institution, kind, from_date, serial }: Wanted,
): Promise<KindCode | undefined> {
  const own = await listPatterns(db, institution)
  for (const other of kindCodes.filter((code) => code !== kind)) {
    const now = await getPattern(db, institution, other, from_date)
    const later = own.filter((one) => one.kind_code === other && one.from_date > from_date)
    if (
      [now, ...later].some((one) =>
        collides({ pattern: serial, kind }, { pattern: one.serial, kind: other }, ''),
      )
    )
      return other
  }
  return undefined
}
