import { AppError } from '../errors.ts'
import { isAway } from '../http/respond.ts'

/** A failure that carries what was typed, so that the error page can offer to send it again. */
export class FailedForm extends Error {
  readonly values: Record<string, string | string[]>
  readonly form: string
  constructor(cause: unknown, sent: Pick<FailedForm, 'form' | 'values'>) {
    super('form failed', { cause })
    this.values = sent.values
    this.form = sent.form
  }
}

/** What went wrong with a sent form; where it is our own failure, with what was typed. */
export function withTyped(error: unknown, sent: Pick<FailedForm, 'form' | 'values'>): unknown {
  return error instanceof AppError && !isAway(error) ? error : new FailedForm(error, sent)
}
