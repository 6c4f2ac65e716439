import type { App } from '#platform/app.ts'
import { systemActor } from '#platform/access.ts'
import { signPdf } from '#platform/signing/index.ts'
import { checkAddress } from '../address.ts'
import { issueCredential } from '../credentials/issue.ts'
import { credentialKeyOf } from '../credentials/keys.ts'
import type { Diploma, Medium } from '../diploma.ts'
import { diplomaPdf } from '../documents/diploma-pdf.ts'
import { findLayout } from '../documents/find-layout.ts'
import { pdfSignerOf } from '../documents/keys.ts'

/** Hashes of the files kept of a diploma; they are sealed, so the store alone shows nobody's data. */
export type Papers = { pdf_file: string; credential_file: string }

/** Makes the signed files of one diploma and keeps them. */
export type PaperMaker = (diploma: Diploma) => Promise<Papers>

/**
 * What makes the papers of a school's diplomas, with its keys opened once.
 * @throws AppError when a key is missing, expired or does not match its certificate
 */
export async function paperMaker(
  app: App,
  where: { institution: string; medium: Medium; day: string },
): Promise<PaperMaker> {
  const { signer, key } = await app.database.read(systemActor('signing diplomas'), async (db) => ({
    signer: await pdfSignerOf(app, db, where.institution, where.day),
    key: await credentialKeyOf(app, db, where.institution, where.day),
  }))
  const keep = async (bytes: Uint8Array) => (await app.files.put(app.keys.sealBytes(bytes))).hash
  const layoutOf = layoutFinder(app, where.institution)
  return async (diploma) => {
    const at = app.clock.now()
    const { content, kind_code } = diploma
    const plain = await diplomaPdf({
      content,
      kind_code,
      numbers: { serial: diploma.serial!, entry_no: diploma.entry_no! },
      medium: where.medium,
      checkUrl: checkAddress(app, diploma.public_id),
      layout: await layoutOf(diploma),
      at,
      sample: diploma.is_demo,
    })
    const reason = `${content.title.vi} – ${diploma.serial}`
    const pdf = await signPdf(plain, signer, { reason, location: content.issue.place, at })
    const credential = await issueCredential({
      diploma,
      origin: app.publicUrl(),
      key,
      status: { list: diploma.status_list!, index: diploma.status_index! },
    })
    const [pdf_file, credential_file] = await Promise.all([
      keep(pdf),
      keep(Buffer.from(JSON.stringify(credential), 'utf8')),
    ])
    return { pdf_file, credential_file }
  }
}

/** Reads the layout of each kind and day of issue once. */
function layoutFinder(app: App, institution: string) {
  const known = new Map<string, ReturnType<typeof findLayout>>()
  return ({ kind_code: kindCode, content }: Diploma) => {
    const day = content.issue.date
    const key = `${kindCode} ${day}`
    const asked =
      known.get(key) ??
      app.database.read(systemActor('signing diplomas'), (db) =>
        findLayout(app, db, { institution, kindCode, day, use: 'own' }),
      )
    known.set(key, asked)
    return asked
  }
}
