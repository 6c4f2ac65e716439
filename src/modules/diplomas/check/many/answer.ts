import { z } from 'zod'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError } from '#platform/errors.ts'
import { checkResults } from '../../diploma.ts'
import { answerQuestion } from '../answer.ts'
import { provedResult } from '../facts.ts'
import type { Sender } from '../guard.ts'
import { readQuestion } from '../question.ts'
import type { AskedRow } from './read.ts'

/** A row with its answer. `incomplete`: nothing could be asked, `fault` says why; `refused`: too many wrong ones before it. */
export const AnsweredRow = z.object({
  row: z.number(),
  serial: z.string().optional(),
  name: z.string().optional(),
  birth: z.string().optional(),
  result: z.enum([...checkResults, 'incomplete', 'refused']),
  is_suspended: z.boolean().optional(),
  is_compared: z.boolean().optional(),
  /** An old register gives the number to another too. */
  shares_number: z.boolean().optional(),
  /** How many more agree; this is the latest. */
  others: z.number().optional(),
  /** Message key. */
  fault: z.string().optional(),
  public_id: z.string().optional(),
  title: z.string().optional(),
  institution: z.string().optional(),
  programme: z.string().optional(),
  classification: z.string().nullable().optional(),
  year: z.number().optional(),
})
export type AnsweredRow = z.output<typeof AnsweredRow>

/** Answers every row by the same rules and limits as one question; a bad row never stops the others. */
export async function answerRows(
  app: App,
  db: Db,
  rows: readonly AskedRow[],
  sender: Sender,
): Promise<AnsweredRow[]> {
  const answered: AnsweredRow[] = []
  for (const row of rows) answered.push({ ...row, ...(await answerRow(app, db, row, sender)) })
  return answered
}

async function answerRow(app: App, db: Db, row: AskedRow, sender: Sender): Promise<Omit<AnsweredRow, 'row'>> {
  const { question, faults } = readQuestion(row)
  if (!question) return { result: 'incomplete', fault: Object.values(faults)[0]! }
  try {
    const [facts, ...others] = await answerQuestion(app, db, question, sender)
    if (!facts) return { result: 'unknown' }
    return {
      result: provedResult(facts),
      is_suspended: facts.state === 'suspended',
      is_compared: facts.is_compared,
      shares_number: facts.shares_number,
      others: others.length,
      public_id: facts.public_id,
      title: facts.title.vi,
      institution: facts.institution,
      programme: facts.programme.vi,
      classification: facts.classification?.vi ?? null,
      year: facts.graduation_year,
    }
  } catch (error) {
    if (error instanceof AppError && error.refusal === 'too_many') return { result: 'refused' }
    throw error
  }
}
