import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SigningError } from '../errors.ts'
import { issueCertificate } from '../issue-certificate.ts'
import type { KeyKind } from '../signer.ts'

/** A root of the tests with one certificate it issued. */
export type Issued = { certificates: Buffer[]; key: KeyObject; pem: string; root: Buffer }

const root = { name: 'CA thử nghiệm', organisation: 'Kiểm thử' }

export const newKey = (kind: KeyKind): KeyObject =>
  kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** Issues a certificate for a new key, valid from 2026 to 2028 unless told. */
export function issueForTest(
  kind: KeyKind,
  {
    from = '2026-01-01',
    to = '2028-01-01',
    key = newKey(kind),
  }: { from?: string; to?: string; key?: KeyObject } = {},
): Issued {
  const rootKey = newKey('ec')
  const years = { from: new Date('2020-01-01'), to: new Date('2040-01-01') }
  const authority = issueCertificate({
    subject: root,
    key: rootKey,
    issuer: { subject: root, key: rootKey },
    ...years,
    isAuthority: true,
  })
  const own = issueCertificate({
    subject: { name: 'Trường Cao đẳng Ví Dụ', organisation: 'Kiểm thử' },
    key,
    issuer: { subject: root, key: rootKey },
    from: new Date(from),
    to: new Date(to),
  })
  const pem = key.export({ type: 'pkcs8', format: 'pem' }) as string
  return { certificates: [own, authority], key, pem, root: authority }
}

/** The code of what a work refuses with. */
export async function codeOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error instanceof SigningError ? error.code : error
  }
  return 'nothing'
}
