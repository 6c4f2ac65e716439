import { generateKeyPairSync } from 'node:crypto'
import { z } from 'zod'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { exampleActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import { certificateFacts, issueCertificate, toPem } from '#platform/signing/index.ts'
import { nameOfKey } from '../key.ts'
import { insertKey } from '../store/key.ts'

const actor = exampleActor
/** Read by whoever opens a document it signed, in any program. */
const authority = {
  name: 'CA thử nghiệm – chữ ký không có giá trị pháp lý',
  organisation: 'Nghề Số, dữ liệu ví dụ',
}

const loadExampleKeys = defineAction({
  name: 'diplomas.load-example-keys',
  permission: 'diplomas.keys',
  input: z.object({ schools: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, app, today }) {
    const issue = openAuthority(app.clock.now())
    for (const school of input.schools) {
      const { certificates, privateKey } = issue(school.name)
      await insertKey(tx, {
        institution_id: school.id,
        provider: 'kept',
        public_part: toPem(certificates),
        name: nameOfKey(certificateFacts(certificates[0]!)),
        reference: null,
        secret: app.keys.seal(privateKey),
        from_date: today,
        to_date: dayOf({ now: () => certificateFacts(certificates[0]!).to }),
        is_demo: true,
      })
    }
    return {
      result: { count: input.schools.length },
      changes: [
        {
          subject: 'diplomas.signing_key',
          id: 'example data',
          before: null,
          after: { count: input.schools.length, issuer: authority.name },
        },
      ],
    }
  },
})

/** A root of the examples, whose key is gone once the keys of the schools are made. */
function openAuthority(now: Date) {
  const rootKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const issuer = { subject: authority, key: rootKey }
  const from = new Date(now.getTime() - 24 * 3600_000)
  const years = (count: number) => new Date(from.getTime() + count * 365 * 24 * 3600_000)
  const root = issueCertificate({
    subject: authority,
    key: rootKey,
    issuer,
    from,
    to: years(10),
    isAuthority: true,
  })
  return (school: string) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const subject = { name: `${school} (thử nghiệm)`, organisation: authority.organisation }
    const own = issueCertificate({ subject, key: privateKey, issuer, from, to: years(3) })
    return {
      certificates: [own, root],
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    }
  }
}

/** A key for each working school, marked as a try in the certificate itself. */
export async function loadKeysDemo(app: App): Promise<void> {
  const known = await app.database.owner.query(
    `select 1 from diplomas.signing_key where purpose = 'pdf' limit 1`,
  )
  if (known.rowCount) return
  const options = await app.database.read(actor, (db) =>
    listInstitutionOptions(db, undefined, { on: dayOf(app.clock) }),
  )
  const schools = options.filter((one) => one.is_active).map(({ id, name }) => ({ id, name }))
  await act(app, loadExampleKeys, { schools }, actor)
}
