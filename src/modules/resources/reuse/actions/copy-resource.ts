import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { chooseSchool } from '../../catalogue/actions/create-resource.ts'
import { findLicenceFaults } from '../../catalogue/licence.ts'
import { maySee, placeOf } from '../../catalogue/rights.ts'
import { findPersonName, listAuthors, replaceAuthors } from '../../catalogue/store/author.ts'
import {
  copyDescription,
  copyItems,
  copySubjects,
  insertResource,
  ownerOf,
  updateDescription,
} from '../../catalogue/store/draft.ts'
import { copyFiles } from '../../catalogue/store/file.ts'
import { addOrigin, listLicences } from '../../catalogue/store/origin.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import type { Version } from '../../resource.ts'

/** Makes a resource of one's own out of a published one, as its licence allows; where it came from stays in sight. */
export const copyResource = defineAction({
  name: 'resources.copy',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), institution: z.uuid().optional() }),
  async find(db, input, { actor }) {
    const version = await getVersion(db, input.id)
    if (!(await maySee(db, actor, version)) || version.withdrawn_at) throw notFound()
    return { version, institution_id: chooseSchool(actor, input.institution) }
  },
  about: (target) => placeOf(target),
  async run(tx, { target, actor }) {
    const { version, institution_id } = target
    if (version.state !== 'published') throw precondition('resources.reuse.error.not_published')
    const licence = (await listLicences(tx)).find((one) => one.code === version.licence) ?? null
    const authors = (await listAuthors(tx, version.id)).map((one) => one.name).join(', ')
    const source = {
      title: version.title,
      authors,
      relation: 'based_on' as const,
      licence,
      isSameSchool: institution_id !== null && institution_id === version.institution_id,
    }
    const access = licence?.widest === 'school' || institution_id ? 'school' : 'signed_in'
    const [fault] = findLicenceFaults({ licence, access }, [source])
    if (fault) throw precondition(`resources.check.licence.${fault.key}`, fault.params)
    const made = await insertResource(tx, { institution_id, owner: ownerOf(actor) })
    await fill(tx, version, made.version, access)
    await addOrigin(tx, made.version, {
      ...source,
      origin_version_id: version.id,
      is_copied: true,
      address: null,
      licence: version.licence,
    })
    const name =
      actor.kind === 'account' && actor.personId ? await findPersonName(tx, actor.personId) : undefined
    await replaceAuthors(tx, made.version, [
      {
        name: name ?? actorLabel(actor).name,
        person_id: actor.kind === 'account' ? (actor.personId ?? null) : null,
        institution_id,
        organisation: null,
      },
    ])
    return {
      result: { code: made.code },
      changes: [
        {
          subject: 'resources.resource',
          id: made.id,
          institution: institution_id,
          before: null,
          after: { code: made.code, based_on: version.code, number: version.number },
        },
      ],
    }
  },
})

async function fill(
  tx: Parameters<typeof copyFiles>[0],
  from: Version,
  to: string,
  access: Version['access'],
): Promise<void> {
  await copyDescription(tx, from.id, to)
  await copyFiles(tx, from.id, to)
  await copySubjects(tx, from.id, to)
  await copyItems(tx, from.id, to)
  await updateDescription(tx, { id: to, version: 1 }, { access })
}
