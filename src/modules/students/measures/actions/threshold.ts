import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import { deleteThreshold, findLastThreshold, insertThreshold } from '../../store/threshold.ts'
import { lateStart, thresholdCodes, ThresholdInput } from '../../threshold.ts'

const subject = 'students.threshold'
const idOf = ({ code, from_date }: { code: string; from_date: string }) => `${code}/${from_date}`

/**
 * Another value of a threshold from a day on; earlier ones stay as they are, but that the last one ends the day before. `seen` is
 * the first day of the last version the person saw, so that two at once do not build on one another unseen.
 */
export const addThreshold = defineAction({
  name: 'students.add-threshold',
  permission: 'students.keep-policies',
  input: z.intersection(ThresholdInput, z.object({ seen: z.string().optional() })),
  find: (db, input) => findLastThreshold(db, input.code),
  about: () => ({ province: true as const }),
  async run(tx, { input, target: last }) {
    if (last?.from_date !== input.seen) throw conflict('students.threshold.error.changed')
    const late = lateStart(input, last)
    if (late) throw invalid(late)
    await insertThreshold(tx, input, last)
    const { seen: _, ...after } = input
    return {
      result: { code: input.code },
      changes: [
        { subject, id: idOf(input), before: null, after },
        ...(last
          ? [{ subject, id: idOf(last), before: { to_date: last.to_date }, after: { ended_by: idOf(input) } }]
          : []),
      ],
    }
  },
})

/** Takes back a version whose first day has not come: nothing was ever counted under it. */
export const withdrawThreshold = defineAction({
  name: 'students.withdraw-threshold',
  permission: 'students.keep-policies',
  input: z.object({ code: z.enum(thresholdCodes), from_date: z.iso.date() }),
  async find(db, { code, from_date }) {
    const last = await findLastThreshold(db, code)
    if (last?.from_date !== from_date) throw notFound()
    return last
  },
  about: () => ({ province: true as const }),
  async run(tx, { target, today }) {
    if (target.from_date <= today) throw precondition('students.threshold.error.begun')
    await deleteThreshold(tx, target)
    return {
      result: { code: target.code },
      changes: [{ subject, id: idOf(target), before: target, after: null }],
    }
  },
})
