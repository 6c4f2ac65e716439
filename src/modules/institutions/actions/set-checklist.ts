import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { ChecklistInput, lateStart } from '../checklist.ts'
import { deleteChecklist, insertChecklist, listChecklists } from '../store/checklists.ts'

const subject = 'institutions.checklist'

/**
 * Adds a checklist of infrastructure from a day on. Earlier ones stay as they are, but that the last one ends the day before.
 * `seen` is the last one the person saw, so that two at once do not build on one another unseen.
 */
export const addChecklist = defineAction({
  name: 'institutions.add-checklist',
  permission: 'institutions.set-infrastructure-rule',
  input: z.intersection(ChecklistInput, z.object({ seen: z.uuid().optional() })),
  find: async (db) => (await listChecklists(db))[0],
  about: () => ({ province: true as const }),
  async run(tx, { input: { seen, ...checklist }, target: last }) {
    if (last && last.id !== seen) throw conflict('institutions.checklist.changed')
    const late = lateStart(checklist, last)
    if (late) throw invalid(late)
    const id = await insertChecklist(tx, checklist)
    return {
      result: { id },
      changes: [
        { subject, id, before: null, after: checklist },
        ...(last
          ? [{ subject, id: last.id, before: { to_date: last.to_date }, after: { ended_by: id } }]
          : []),
      ],
    }
  },
})

/** Takes back a checklist whose first day has not come: no figure was ever read under it. */
export const withdrawChecklist = defineAction({
  name: 'institutions.withdraw-checklist',
  permission: 'institutions.set-infrastructure-rule',
  input: z.object({ id: z.uuid() }),
  async find(db, { id }) {
    const checklist = (await listChecklists(db)).find((one) => one.id === id)
    if (!checklist) throw notFound()
    return checklist
  },
  about: () => ({ province: true as const }),
  async run(tx, { target, today }) {
    if (target.from_date <= today || target.to_date !== null)
      throw precondition('institutions.checklist.begun')
    const open = await deleteChecklist(tx, target.from_date)
    return {
      result: {},
      changes: [
        { subject, id: target.id, before: target, after: null },
        ...(open ? [{ subject, id: open, before: { ended_by: target.id }, after: { to_date: null } }] : []),
      ],
    }
  },
})
