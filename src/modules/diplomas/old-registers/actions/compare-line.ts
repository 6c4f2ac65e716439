import { z } from 'zod'
import { findInstitutionById } from '#modules/institutions/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { numberKey } from '../../registers/pattern.ts'
import { judgeNumbers } from '../number.ts'
import { numberOf, readRow, tidyRow, TypedRow } from '../row.ts'
import { enterCompared } from '../store/enter.ts'
import { findLine, findUncompared, holdNumbers, listStanding } from '../store/line.ts'
import { findPageByNumber } from '../store/page.ts'

/**
 * A person compared a line of a spreadsheet with the picture of its page: from then on it is a line of the register, as it stands there.
 * Never who brought it in: a diploma is not made genuine by one account alone.
 */
export const compareLine = defineAction({
  name: 'diplomas.compare-old-line',
  permission: 'diplomas.register',
  input: TypedRow.extend({
    id: z.uuid(),
    version: z.coerce.number().int(),
    page: z.coerce.number('diplomas.old.error.page').int('diplomas.old.error.page'),
    twin: z.string().trim().max(300).optional(),
  }),
  async find(db, input) {
    const line = await findLine(db, input.id)
    if (!line) throw notFound()
    return line
  },
  about: (line) => ({ institution: line.keeper_id }),
  async run(tx, { input, target: line, actor, today }) {
    if (line.is_compared) throw precondition('diplomas.old.error.compared')
    if (line.version !== input.version) throw conflict()
    const { kind: _, ...by } = actorLabel(actor)
    if (line.imported_by === by.id) throw precondition('diplomas.old.error.own_import')
    const page = await findPageByNumber(tx, line.book_id!, input.page)
    if (!page) throw invalid({ page: 'diplomas.old.error.page' })
    const read = readRow(tidyRow(input), page.year, today)
    if ('faults' in read) throw invalid(read.faults as Record<string, string>)
    await holdNumbers(tx, page)
    const others = await listStanding(tx, page, [numberKey(numberOf(read.row))])
    const standing = others.filter((one) => one.id !== line.id).map((one) => ({ ...one, is_compared: true }))
    const twin = input.twin || null
    const [judged] = judgeNumbers([{ read, twin }], standing, page.book_id)
    if (judged!.isClash) throw invalid({ twin: 'diplomas.old.error.twin' })
    const issuer = await findInstitutionById(tx, page.issuer_id)
    if (!issuer) throw notFound()
    const imported = { id: line.id, version: line.version }
    const entering = { read, twin, sharesNumber: judged!.sharesNumber, imported }
    const change = await enterCompared(tx, { page, issuer, by, today }, entering, imported)
    const next = await findUncompared(tx, page.book_id, { account: by.id, after: line.entry ?? 0 })
    return { result: { book: page.book_id, page: page.number, next: next ?? null }, changes: [change] }
  },
})
