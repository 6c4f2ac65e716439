import { sql } from 'kysely'
import { institutionNames } from '#modules/institutions/index.ts'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError } from '#platform/errors.ts'
import { certificateFacts, signPdf, type PdfSigner } from '#platform/signing/index.ts'
import { pdfSignerOf } from '../documents/keys.ts'
import { annotating, type Annotation } from '../registers/book.ts'
import { getDiploma } from '../store/diploma.ts'
import { finishCopy } from './actions/finish.ts'
import { copyPdf } from './documents/copy.ts'
import { getCopy } from './store/copy.ts'

const actor = systemActor('certified copies')

/** Where anybody checks a copy; the address in its QR code. */
const copyAddress = (app: Pick<App, 'publicUrl'>, publicId: string): string =>
  `${app.publicUrl()}/van-bang/ban-sao/${publicId}`

/**
 * Makes the file of a copy that has its number, signs it with the school's key where there is one, and issues it. Done again after a stop
 * it ends the same; a copy that is issued already is left alone.
 */
export async function makeCopy(app: App, id: string): Promise<void> {
  const day = dayOf(app.clock)
  const source = await app.database.read(actor, async (db) => {
    const copy = await getCopy(db, id)
    if (copy.state !== 'numbered') return undefined
    const names = await institutionNames(db, [copy.institution_id], day)
    return {
      copy,
      diploma: await getDiploma(db, copy.diploma_id),
      annotations: await listAnnotations(db, copy.diploma_id),
      school: names.get(copy.institution_id) ?? '',
      signer: await findSigner(app, db, copy.institution_id, day),
    }
  })
  if (!source) return
  const { copy, signer } = source
  const at = app.clock.now()
  const plain = await copyPdf({
    ...source,
    day,
    signer: signer?.subject ?? null,
    checkUrl: copyAddress(app, copy.public_id),
    at,
    t: app.catalog('vi'),
  })
  const reason = app.catalog('vi')('diplomas.copies.doc.title')
  const bytes = signer
    ? await signPdf(plain, signer.key, { reason, location: source.diploma.content.issue.place, at })
    : plain
  const { hash } = await app.files.put(app.keys.sealBytes(bytes))
  await act(app, finishCopy, { id, pdf_file: hash, is_signed: signer !== undefined }, actor)
}

/** The school's key with the name on its certificate; undefined where there is none that may be used: the copy is signed by hand. */
async function findSigner(
  app: App,
  db: Db,
  institution: string,
  day: string,
): Promise<{ key: PdfSigner; subject: string } | undefined> {
  try {
    const key = await pdfSignerOf(app, db, institution, day)
    return { key, subject: key.certificates[0] ? certificateFacts(key.certificates[0]).subject : '' }
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

async function listAnnotations(db: Db, diplomaId: string): Promise<Annotation[]> {
  const found =
    await sql<Annotation>`select e.act, e.on_date::text as on_date, e.decision_no, e.decision_date::text as decision_date, e.reason, e.detail
    from diplomas.event e where e.diploma_id = ${diplomaId}::uuid and e.act = any(${[...annotating]}::text[])
    order by e.at, e.id`.execute(db)
  return found.rows
}
