import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { AppError, invalid, notFound, precondition } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n/index.ts'
import {
  certificateFacts,
  readPem,
  readPkcs12,
  SigningError,
  toPem,
  type KeyFile,
} from '#platform/signing/index.ts'
import { nameOfKey, writeTokenPlace, type SigningKey } from '../key.ts'
import { openKey } from '../open-key.ts'
import { insertKey } from '../store/key.ts'

/** Key files are a few kilobytes. */
const largestFile = 100_000
/** A little more, for the fields beside it. */
export const keyMaxBody = largestFile + 64 * 1024

const institutionField = z.uuid()

async function getSchool(db: Db, id: string, app: App): Promise<{ id: string }> {
  if (!(await institutionNames(db, [id], dayOf(app.clock))).has(id)) throw notFound()
  return { id }
}

type Added = Pick<SigningKey, 'institution_id' | 'provider' | 'reference' | 'secret'> & {
  certificates: Uint8Array[]
}
type Context = { app: App; today: string; lang: Lang }

/** Writes the key when its certificate is in force and new here. `field` is named in a refusal. */
async function keepKey(
  tx: Tx,
  { certificates, ...key }: Added,
  field: string,
  { app, today, lang }: Context,
) {
  const t = app.catalog(lang)
  const facts = factsFor(certificates[0]!, field)
  const [from, to] = [facts.from, facts.to].map((at) => dayOf({ now: () => at })) as [string, string]
  if (to < today) throw invalid({ [field]: t('diplomas.keys.error.file_expired', { day: t.date(to) }) })
  if (from > today) throw invalid({ [field]: t('diplomas.keys.error.file_not_yet', { day: t.date(from) }) })
  const row = {
    ...key,
    public_part: toPem(certificates),
    name: nameOfKey(facts),
    from_date: today,
    to_date: to,
    is_demo: false,
  }
  const id = await insertKey(tx, row)
  if (!id) throw invalid({ [field]: 'diplomas.keys.error.known' })
  return {
    result: { id, institution: key.institution_id },
    changes: [
      {
        subject: 'diplomas.signing_key',
        id,
        institution: key.institution_id,
        before: null,
        after: {
          provider: key.provider,
          name: row.name,
          subject: facts.subject,
          issuer: facts.issuer,
          fingerprint: facts.fingerprint,
          to_date: to,
        },
      },
    ],
  }
}

function factsFor(certificate: Uint8Array, field: string) {
  try {
    return certificateFacts(certificate)
  } catch (error) {
    throw error instanceof SigningError ? invalid({ [field]: `diplomas.keys.error.${error.code}` }) : error
  }
}

/** Takes in a key file: the key is sealed, the passphrase is used once and kept nowhere. */
export const addKeyFile = defineAction({
  name: 'diplomas.add-key-file',
  permission: 'diplomas.keys',
  input: z.object({
    institution: institutionField,
    file: z.instanceof(File, { error: 'diplomas.keys.error.no_file' }),
    key_password: z.string().max(200).default(''),
  }),
  find: (db, input, { app }) => getSchool(db, input.institution, app),
  about: ({ id }) => ({ institution: id }),
  async run(tx, { input, target, ...context }) {
    if (input.file.size === 0) throw invalid({ file: 'diplomas.keys.error.no_file' })
    if (input.file.size > largestFile) throw invalid({ file: 'diplomas.keys.error.key_file' })
    const { privateKey, certificates } = openFile(
      new Uint8Array(await input.file.arrayBuffer()),
      input.key_password,
    )
    const secret = context.app.keys.seal(privateKey)
    const key = {
      institution_id: target.id,
      provider: 'kept',
      reference: null,
      secret,
      certificates,
    } as const
    return keepKey(tx, key, 'file', context)
  },
})

function openFile(bytes: Uint8Array, passphrase: string): KeyFile {
  try {
    return readPkcs12(bytes, passphrase)
  } catch (error) {
    if (!(error instanceof SigningError)) throw error
    const field = error.code === 'passphrase' ? 'key_password' : 'file'
    throw invalid({ [field]: `diplomas.keys.error.${error.code}` })
  }
}

const CertificateText = z
  .string({ error: 'diplomas.keys.error.certificate' })
  .max(50_000, 'diplomas.keys.error.certificate')
  .refine((text) => text.includes('BEGIN CERTIFICATE'), 'diplomas.keys.error.certificate')

/**
 * Names a key that stays outside, on a token or at a signing service, and has it sign once to see that it fits. Only who
 * keeps the server's tokens may: a school that could name any token could sign as another.
 */
export const nameOutsideKey = defineAction({
  name: 'diplomas.name-outside-key',
  permission: 'diplomas.outside-keys',
  input: z.object({
    institution: institutionField,
    provider: z.enum(['pkcs11', 'remote'], 'diplomas.keys.error.provider'),
    place: z
      .string({ error: 'diplomas.keys.error.place' })
      .trim()
      .min(1, 'diplomas.keys.error.place')
      .max(200),
    number: z.string().trim().max(80).default(''),
    certificate: CertificateText,
  }),
  find: (db, input, { app }) => getSchool(db, input.institution, app),
  about: ({ id }) => ({ institution: id }),
  async run(tx, { input, target, ...context }) {
    const isToken = input.provider === 'pkcs11'
    if (isToken && !/^([0-9a-f]{2})+$/i.test(input.number))
      throw invalid({ number: 'diplomas.keys.error.number' })
    if (isToken && input.place.includes(';')) throw invalid({ place: 'diplomas.keys.error.place' })
    const reference = isToken ? writeTokenPlace(input.place, input.number.toLowerCase()) : input.place
    const certificates = readCertificates(input.certificate)
    const key = { institution_id: target.id, provider: input.provider, reference, secret: null, certificates }
    await tryKey(context.app, { ...key, public_part: toPem(certificates) })
    return keepKey(tx, key, 'certificate', context)
  },
})

function readCertificates(text: string): Uint8Array[] {
  try {
    return readPem(text)
  } catch {
    throw invalid({ certificate: 'diplomas.keys.error.certificate' })
  }
}

async function tryKey(app: App, key: Parameters<typeof openKey>[1]): Promise<void> {
  try {
    await openKey(app, key).sign(Buffer.from('thử khóa ký'))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw error.reason.key.endsWith('.mismatch')
      ? invalid({ certificate: error.reason.key })
      : precondition(error.reason.key, error.reason.params)
  }
}
