import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { today as dayOf } from '#platform/clock.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { readDuration } from '../../catalogue/description.ts'
import { getWorkable } from '../../catalogue/rights.ts'
import { listFiles } from '../../catalogue/store/file.ts'
import { getReviewable } from '../rights.ts'
import { findRemark, insertRemark, settleRemark } from '../store/remark.ts'

/** Where in a file: `12` is page 12, `1:05` is a minute and five seconds into it. */
function readSpot(text: string | undefined): { page: number | null; second: number | null } | undefined {
  if (!text) return { page: null, second: null }
  if (/^\d{1,5}$/.test(text.trim()) && Number(text) > 0) return { page: Number(text), second: null }
  if (!text.includes(':')) return undefined
  const second = /^0+:00$/.test(text.trim()) ? 0 : readDuration(text)
  return second === undefined ? undefined : { page: null, second }
}

/** Leaves a remark at a place of the version under review. */
export const addRemark = defineAction({
  name: 'resources.add-remark',
  permission: 'resources.contribute',
  input: z.object({
    submission: z.uuid(),
    file: z.uuid().optional(),
    spot: z.string().trim().max(20).optional(),
    text: z.string('resources.review.error.remark').trim().min(1, 'resources.review.error.remark').max(4000),
  }),
  find: (db, input, { actor, app }) => getReviewable(db, actor, input.submission, dayOf(app.clock)),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    if (target.state !== 'waiting' && target.state !== 'reviewed')
      throw precondition('resources.review.error.not_open')
    const spot = readSpot(input.spot)
    if (!spot) throw invalid({ spot: 'resources.review.error.spot' })
    const file = input.file
      ? (await listFiles(tx, target.version_id)).find((one) => one.id === input.file)
      : undefined
    if (input.file && !file) throw notFound()
    if (input.spot && !file) throw invalid({ file: 'resources.review.error.spot_file' })
    const { id, name } = actorLabel(actor)
    const row = {
      version_id: target.version_id,
      submission_id: target.id,
      file_path: file?.path ?? null,
      ...spot,
      text: input.text,
      account: id,
      account_name: name,
      at: app.clock.now(),
    }
    await insertRemark(tx, row)
    return {
      result: { submission: target.id },
      changes: [
        {
          subject: 'resources.version',
          id: target.version_id,
          institution: target.institution_id,
          before: {},
          after: { remark: input.text, file: row.file_path, page: spot.page, second: spot.second },
        },
      ],
    }
  },
})

/** The authors say that a remark is dealt with, and how; or open it again. */
export const settle = defineAction({
  name: 'resources.settle-remark',
  permission: 'resources.contribute',
  input: z.object({
    remark: z.uuid(),
    open: z.stringbool().default(false),
    answer: z.string().trim().max(2000).optional(),
  }),
  async find(db, input, { actor }) {
    const remark = await findRemark(db, input.remark)
    if (!remark) throw notFound()
    return { remark, version: await getWorkable(db, actor, remark.version_id) }
  },
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const { remark, version } = target
    const { name } = actorLabel(actor)
    await settleRemark(
      tx,
      remark.id,
      input.open ? null : { at: app.clock.now(), by: name, answer: input.answer ?? null },
    )
    return {
      result: { code: version.code },
      changes: [
        {
          subject: 'resources.version',
          id: version.id,
          institution: version.institution_id,
          before: { remark: remark.text, settled: remark.settled_at !== null },
          after: { settled: !input.open, answer: input.answer ?? null },
        },
      ],
    }
  },
})
