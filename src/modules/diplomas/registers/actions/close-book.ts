import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { findCloseFault } from '../book.ts'
import { closeBook as writeClosing, getBook } from '../store/book.ts'

/** Closes a book at the end of its year (numbers run from 1 January to 31 December): no line is added any more. */
export const closeBook = defineAction({
  name: 'diplomas.close-book',
  permission: 'diplomas.register',
  input: z.object({ book: z.uuid(), version: z.coerce.number().int() }),
  find: (db, input) => getBook(db, input.book),
  about: (book) => ({ institution: book.keeper_id }),
  async run(tx, { input, target: book, actor, today }) {
    const fault = findCloseFault(book, today)
    if (fault) throw precondition(fault, { year: book.year })
    const by = actorLabel(actor)
    const closing = { closed_on: today, closed_by: by.id, closed_by_name: by.name }
    if (!(await writeClosing(tx, { id: book.id, version: input.version }, closing))) throw conflict()
    return {
      result: { id: book.id, lines: book.last_entry },
      changes: [
        {
          subject: 'diplomas.book',
          id: book.id,
          institution: book.keeper_id,
          before: { closed_on: null },
          after: { closed_on: today, last_entry: book.last_entry },
        },
      ],
    }
  },
})
