import { findOccupation } from '#modules/institutions/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid } from '#platform/errors.ts'
import { removeFile } from '../store/file.ts'
import { removeOrigin } from '../store/origin.ts'
import { listComponents, replaceComponents, tagOccupation, untag } from '../store/subject.ts'
import type { DraftInput } from './input.ts'

/** Adds an occupation by its national code (the text may carry its name behind), and sets the components. */
export async function saveSubjects(
  tx: Tx,
  versionId: string,
  input: Pick<DraftInput, 'occupation' | 'components'>,
  today: string,
): Promise<void> {
  if (input.occupation) {
    const occupation = await findOccupation(tx, /^\d+/.exec(input.occupation)?.[0] ?? '')
    if (!occupation) throw invalid({ occupation: 'resources.catalogue.error.occupation' })
    await tagOccupation(tx, versionId, occupation.code)
  }
  const [first] = await listComponents(tx, today)
  if (first) await replaceComponents(tx, versionId, first.framework_id, input.components ?? [])
}

/** Takes away what the pressed button names. */
export async function removePart(tx: Tx, versionId: string, remove: string | undefined): Promise<void> {
  const [what, id] = remove?.split(':') ?? []
  if (!id) return
  if (what === 'file') await removeFile(tx, versionId, id)
  if (what === 'source') await removeOrigin(tx, versionId, id)
  if (what === 'unit' || what === 'occupation') await untag(tx, versionId, { what, id })
}
