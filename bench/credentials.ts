import { systemClock } from '#platform/clock.ts'
import { canonize, sha256 } from '#platform/credentials/canonical.ts'
import {
  addProof,
  didDocument,
  encodeStatusList,
  generateKeyPair,
  signWith,
  statusListCredential,
} from '#platform/credentials/index.ts'
import { verifyWith } from '#platform/credentials/multikey.ts'
import { issuerDid, statusListAddress } from '#modules/diplomas/credentials/addresses.ts'
import { issueCredential } from '#modules/diplomas/credentials/issue.ts'
import { fileSources } from '#modules/diplomas/credentials/sources.ts'
import { credentialVerifier } from '#modules/diplomas/credentials/verify.ts'
import { contentOf } from '#modules/diplomas/registers/testing/school.ts'
import { note, report } from './report.ts'

const least = 200
const origin = 'https://ngheso.example'
const publicId = '0123456789ABCDEF'

/** How often a second of one core's own time `work` is done; other processes on the machine do not count. */
async function perCoreSecond(seconds: number, work: (at: number) => Promise<unknown>): Promise<number> {
  await work(0)
  const begun = process.cpuUsage()
  let done = 0
  let used = 0
  while (used < seconds) {
    await work(done)
    done += 1
    const { user, system } = process.cpuUsage(begun)
    used = (user + system) / 1e6
  }
  return done / used
}

/** A diploma's credential signed and verified, status and all, beside the bare cost of its parts. */
export async function run(): Promise<void> {
  const pair = await generateKeyPair()
  const did = issuerDid(origin, 'truong-nghe')
  const sign = await signWith(pair.secret)
  const key = { did, signer: { verificationMethod: `${did}#k1`, sign }, clock: systemClock }
  const issue = (at: number) =>
    issueCredential({
      diploma: {
        public_id: publicId,
        kind_code: 'intermediate_diploma',
        content: contentOf(`Nguyễn Thị Hồng Nhung ${at}`),
        serial: `B-${at}`,
        entry_no: `${at}/2026`,
        is_demo: false,
      },
      origin,
      key,
      status: { list: 1, index: at % 100_000 },
    })
  const credential = await issue(1)
  const { proof: _, ...bare } = credential
  const data = await sha256('bare')
  const signature = Uint8Array.from(await sign(data))
  const sources = fileSources({
    documents: [didDocument(did, [{ name: 'k1', publicKey: pair.publicKey }])],
    lists: await Promise.all(
      (['revocation', 'suspension'] as const).map((purpose) => makeList(key, purpose)),
    ),
    now: new Date(),
  })
  const verify = credentialVerifier(sources)
  const many = await Promise.all(Array.from({ length: 50 }, (__, at) => issue(at)))
  const wrong = (await Promise.all(many.map((one) => verify(one)))).filter(
    (one) => one.status?.revoked !== false,
  )
  if (wrong.length > 0) throw new Error(`bench: ${JSON.stringify(wrong[0])}`)

  const bareSign = await perCoreSecond(1, () => sign(data))
  const bareVerify = await perCoreSecond(1, () => verifyWith(pair.publicKey, data, signature))
  const canonical = await perCoreSecond(3, () => canonize(bare))
  const issued = await perCoreSecond(3, issue)
  const verified = await perCoreSecond(3, (at) => verify(many[at % many.length]))
  note(`bare Ed25519: ${bareSign.toFixed(0)} signed, ${bareVerify.toFixed(0)} verified a second of one core`)
  note(`bare canonicalisation of a diploma: ${canonical.toFixed(0)} a second of one core`)
  for (const [what, measured] of [
    ['credentials of diplomas signed', issued],
    ['credentials verified with both lists of status', verified],
  ] as const)
    report({
      what,
      measured: `${measured.toFixed(0)} a second of one core, ${(measured / canonical).toFixed(2)} × bare canonicalisation`,
      limit: `${least} a second`,
      isOk: measured >= least,
    })
}

async function makeList(
  key: Parameters<typeof issueCredential>[0]['key'],
  purpose: 'revocation' | 'suspension',
) {
  const now = Date.now()
  const list = statusListCredential({
    id: statusListAddress(origin, key.did, 1, purpose),
    issuer: key.did,
    purpose,
    encodedList: await encodeStatusList(Array.from({ length: 300 }, (_, at) => 100_000 + at * 7)),
    validFrom: new Date(now - 1000).toISOString(),
    validUntil: new Date(now + 3_600_000).toISOString(),
    ttl: 300_000,
  })
  return addProof(list, key.signer, { created: new Date(now).toISOString() })
}
