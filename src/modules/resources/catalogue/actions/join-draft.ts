import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { hasDecision } from '../../review/store/submission.ts'
import { getDraft, isOwn } from '../rights.ts'
import {
  deleteDraft,
  findOpenId,
  hasOpenUploads,
  insertNextVersion,
  lockResource,
  updateDescription,
} from '../store/draft.ts'
import { moveFiles } from '../store/file.ts'
import { getShownResource, getVersion } from '../store/version.ts'

/** Makes of the files of a first draft the next version of a resource one has already; the draft goes, the description is the resource's. */
export const joinDraft = defineAction({
  name: 'resources.join-draft',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), code: z.string().max(20) }),
  async find(db, input, { actor }) {
    const draft = await getDraft(db, actor, input.id)
    const shown = await getVersion(db, (await getShownResource(db, input.code)).published_id)
    if (!(await isOwn(db, actor, shown))) throw notFound()
    return { draft, shown }
  },
  about: () => ({ anywhere: true }),
  async run(tx, { target: { draft, shown } }) {
    const isFirst = draft.number === 1 && draft.institution_id === shown.institution_id
    if (!isFirst || (await hasDecision(tx, draft.id))) throw precondition('resources.catalogue.error.join')
    if (await hasOpenUploads(tx, draft.id)) throw precondition('resources.catalogue.error.join_uploads')
    await lockResource(tx, shown.resource_id)
    if (await findOpenId(tx, shown.resource_id)) throw precondition('resources.catalogue.error.open_version')
    const next = await insertNextVersion(tx, shown, shown.owner_account)
    await moveFiles(tx, draft.id, next.id)
    const { pages, seconds } = draft
    await updateDescription(tx, { id: next.id, version: 1 }, { pages, seconds })
    await deleteDraft(tx, draft)
    const change = { subject: 'resources.version', institution: shown.institution_id }
    return {
      result: { code: shown.code, number: next.number },
      changes: [
        { ...change, id: draft.id, before: { code: draft.code, title: draft.title }, after: null },
        { ...change, id: next.id, before: null, after: { code: shown.code, number: next.number } },
      ],
    }
  },
})
