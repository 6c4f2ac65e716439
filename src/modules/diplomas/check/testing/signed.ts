import { stopDocuments } from '#platform/documents/index.ts'
import { keptSigner, signPdf, toPem } from '#platform/signing/index.ts'
import { issueForTest, type Issued } from '#platform/signing/testing/keys.ts'
import type { App } from '#platform/app.ts'
import { checkAddress } from '../../address.ts'
import { issueCredential } from '../../credentials/issue.ts'
import { credentialKeyOf } from '../../credentials/keys.ts'
import type { ShareField } from '../../own/share.ts'
import { presentDiploma } from '../../credentials/testing/present.ts'
import { diplomaPdf } from '../../documents/diploma-pdf.ts'
import { systemActor } from '#platform/access.ts'
import { getDiploma } from '../../store/diploma.ts'
import type { TestDiploma } from './issued.ts'

export { stopDocuments }

const system = systemActor('test')

/** Makes the files of a diploma as the school does: a PDF signed with its certificate, and a credential. */
export function signedFiles(app: App) {
  const diplomaOf = (one: TestDiploma) => app.database.read(system, (db) => getDiploma(db, one.id))
  return {
    /** A key of the school, in use from the beginning of the year. */
    async key(institution: string, more: { revoked_on?: string } = {}): Promise<Issued> {
      const issued = issueForTest('ec')
      await app.database.owner.query(
        `insert into diplomas.signing_key (institution_id, purpose, provider, public_part, name, secret, from_date, revoked_on)
         values ($1, 'pdf', 'kept', $2, 'p' || gen_random_uuid(), 'sealed', '2026-01-01', $3)`,
        [institution, toPem(issued.certificates), more.revoked_on ?? null],
      )
      return issued
    },
    async unsignedPdf(one: TestDiploma): Promise<Uint8Array> {
      const { content, serial, entry_no, kind_code, public_id } = await diplomaOf(one)
      return diplomaPdf({
        content,
        kind_code,
        numbers: { serial: serial!, entry_no: entry_no! },
        medium: 'digital',
        checkUrl: checkAddress(app, public_id),
        layout: null,
        at: new Date('2026-07-03T03:00:00Z'),
      })
    },
    async pdf(one: TestDiploma, key: Issued): Promise<Uint8Array> {
      const at = new Date('2026-07-03T03:00:00Z')
      const signer = keptSigner(key.pem, key.certificates)
      return signPdf(await this.unsignedPdf(one), signer, { reason: one.serial, location: 'Huế', at })
    },
    async presentation(
      one: TestDiploma,
      institution: string,
      fields: readonly ShareField[],
    ): Promise<string> {
      const diploma = await diplomaOf(one)
      const key = await app.database.read(system, (db) => credentialKeyOf(app, db, institution, '2026-11-22'))
      return presentDiploma(app, diploma, key, fields)
    },
    async credential(one: TestDiploma, institution: string, index: number): Promise<Record<string, unknown>> {
      const diploma = await diplomaOf(one)
      const key = await app.database.read(system, (db) => credentialKeyOf(app, db, institution, '2026-11-22'))
      return issueCredential({ diploma, origin: app.publicUrl(), key, status: { list: 1, index } })
    },
  }
}
