import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Version } from '../../resource.ts'
import { toRow, type DescriptionRow } from '../description.ts'
import { DraftInput } from '../draft/input.ts'
import { saveAuthors } from '../draft/save-authors.ts'
import { addFiles, describeFiles, keepAll } from '../draft/save-files.ts'
import { saveItems } from '../draft/save-items.ts'
import { saveSource } from '../draft/save-source.ts'
import { removePart, saveSubjects } from '../draft/save-subjects.ts'
import { propose } from '../propose.ts'
import { getDraft } from '../rights.ts'
import { updateDescription } from '../store/draft.ts'
import { listFiles } from '../store/file.ts'
import { listLicences } from '../store/origin.ts'

/**
 * Saves a draft as its page shows it: description, files, authors, subjects, sources, items. All or nothing.
 * Nothing is required yet: a draft may be saved half said.
 */
export const saveDraft = defineAction({
  name: 'resources.save-draft',
  permission: 'resources.contribute',
  input: DraftInput,
  find: (db, input, { actor }) => getDraft(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app, today }) {
    const kept = await keepAll(app, input.files)
    const row = await describe(tx, target, input)
    if (row.title === '' && kept.length > 0) row.title = propose(kept).title
    if (!(await updateDescription(tx, { id: target.id, version: input.version }, row))) throw conflict()
    const authors = await saveAuthors(tx, target, input.authors, today)
    const described = await describeFiles(tx, target.id, input.file)
    const files = await listFiles(tx, target.id)
    const added = await addFiles(tx, target.id, kept)
    await saveSubjects(tx, target.id, input, today)
    const source = await saveSource(tx, target, input.source, actor)
    await saveItems(tx, target.id, input.items, input.remove)
    await removePart(tx, target.id, input.remove)
    const removed =
      input.remove && (files.find((file) => `file:${file.id}` === input.remove)?.path ?? input.remove)
    const change = changeOf(target, row)
    return {
      result: { code: target.code, go: input.go, subject: input.subject ?? '', added: added.length },
      changes: [
        {
          ...change,
          before: {
            ...change.before,
            ...(authors && { authors: authors.before }),
            ...(removed && { removed }),
          },
          after: {
            ...change.after,
            ...(authors && { authors: authors.after }),
            ...(added.length > 0 && { files: added }),
            ...(described.length > 0 && { described }),
            ...(source && { source }),
          },
        },
      ],
    }
  },
})

/** The typed description; where the page was shown empty and nothing was typed, what was found meanwhile stays. */
async function describe(tx: Tx, target: Version, input: DraftInput): Promise<DescriptionRow> {
  const row = toRow(input)
  const faults: Record<string, string> = {}
  if (row.licence && !(await listLicences(tx)).some((one) => one.code === row.licence))
    faults.licence = 'resources.catalogue.error.licence'
  if (!target.institution_id && row.access === 'school') faults.access = 'resources.catalogue.error.no_school'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  const wasEmpty = new Set(input.was_empty.split(','))
  if (wasEmpty.has('title') && row.title === '') row.title = target.title
  if (wasEmpty.has('pages')) row.pages ??= target.pages
  if (wasEmpty.has('seconds')) row.seconds ??= target.seconds
  return row
}

/** Only what changed goes into the log. */
export function changeOf(target: Version, row: Partial<DescriptionRow>) {
  const changed = Object.entries(row).filter(
    ([name, value]) => JSON.stringify(target[name as keyof Version]) !== JSON.stringify(value),
  )
  return {
    subject: 'resources.version',
    id: target.id,
    institution: target.institution_id,
    before: Object.fromEntries(changed.map(([name]) => [name, target[name as keyof Version]])),
    after: Object.fromEntries(changed),
  }
}
