import { z } from 'zod'
import { reach, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import { kindByEnding } from '#platform/files/index.ts'
import { kinds } from '../../resource.ts'
import { readAddress } from '../description.ts'
import { addFiles, keepAll } from '../draft/save-files.ts'
import { propose } from '../propose.ts'
import { placeOf } from '../rights.ts'
import { mostFiles } from '../upload.ts'
import { findPersonName, replaceAuthors } from '../store/author.ts'
import { insertResource, ownerOf, updateDescription } from '../store/draft.ts'

const Input = z
  .object({
    files: z.array(z.instanceof(File)).max(50, 'resources.catalogue.error.many_files').default([]),
    /** Files that come by upload once the draft is there. */
    names: z.array(z.string().max(1000)).max(mostFiles, 'resources.files.error.many_names').default([]),
    address: z.string().trim().max(2000).optional(),
    title: z.string().trim().max(300).optional(),
    kind: z.enum(kinds).optional(),
    institution: z.uuid().optional(),
  })
  .superRefine((input, context) => {
    if (input.files.length + input.names.length === 0 && !input.address && input.kind !== 'collection')
      context.addIssue({ code: 'custom', path: ['files'], message: 'resources.catalogue.error.nothing' })
    if (input.address && !readAddress(input.address))
      context.addIssue({ code: 'custom', path: ['address'], message: 'resources.catalogue.error.address' })
  })

/** A file by its name only: what it really is, is seen when it has come. */
const announced = (name: string) => ({
  name,
  kind: kindByEnding(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '') ?? '',
})

/** Makes a resource from dropped files or an address: a draft with its description proposed, the author its first author. */
export const createResource = defineAction({
  name: 'resources.create',
  permission: 'resources.contribute',
  input: Input,
  find: async (_db, input, { actor }) => ({ institution_id: chooseSchool(actor, input.institution) }),
  about: (target) => placeOf(target),
  async run(tx, { input, target, actor, app }) {
    const kept = await keepAll(app, input.files)
    const owner = ownerOf(actor)
    const made = await insertResource(tx, { institution_id: target.institution_id, owner })
    await addFiles(tx, made.version, kept)
    const proposal = propose([...kept, ...input.names.map(announced)])
    const kind =
      input.kind ?? (input.address && kept.length + input.names.length === 0 ? 'link' : proposal.kind)
    const address = input.address ? (readAddress(input.address) ?? null) : null
    const title = input.title ?? (proposal.title || (address ? new URL(address).hostname : ''))
    await updateDescription(
      tx,
      { id: made.version, version: 1 },
      {
        title: title.normalize('NFC'),
        kind,
        address,
        languages: proposal.languages,
        audiences: ['learner'],
        access: target.institution_id ? 'school' : 'signed_in',
      },
    )
    await addOwner(tx, made.version, actor, target.institution_id)
    return {
      result: { code: made.code, id: made.id, version: made.version, files: kept.length },
      changes: [
        {
          subject: 'resources.resource',
          id: made.id,
          institution: target.institution_id,
          before: null,
          after: { code: made.code, kind, title, files: kept.map((file) => file.name) },
        },
      ],
    }
  },
})

/** The school a new resource belongs to: the one chosen, else the only one. Who reaches the whole province makes the department's. */
export function chooseSchool(actor: Actor, chosen: string | undefined): string | null {
  const within = reach(actor, 'resources.contribute')
  if (within === 'all') return chosen ?? null
  if (chosen) return chosen
  if (within.length > 1) throw invalid({ institution: 'resources.catalogue.error.institution' })
  return within[0] ?? null
}

async function addOwner(tx: Tx, version: string, actor: Actor, institution: string | null): Promise<void> {
  if (actor.kind !== 'account') return
  const name = actor.personId ? await findPersonName(tx, actor.personId) : undefined
  await replaceAuthors(tx, version, [
    {
      name: name ?? actor.name,
      person_id: actor.personId ?? null,
      institution_id: institution,
      organisation: null,
    },
  ])
}
