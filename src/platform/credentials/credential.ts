import { z } from 'zod'
import type { JsonObject } from './canonical.ts'
import { credentialsContext } from './contexts.ts'
import { CredentialError } from './errors.ts'
import type { Proof } from './proof.ts'

const address = z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/)
/** xsd:dateTimeStamp: a moment with its time zone. */
const moment = z
  .string()
  .regex(/^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))
const oneOrMore = <T extends z.ZodType>(shape: T) => z.union([shape, z.array(shape).min(1)])
const said = z.strictObject({
  '@value': z.string(),
  '@language': z.string().optional(),
  '@direction': z.enum(['ltr', 'rtl']).nullish(),
})
const words = z.union([z.string(), said, z.array(said)])
const typed = z.looseObject({ type: oneOrMore(z.string()), id: address.optional() })
const named = typed.extend({ id: address })
const subject = z.looseObject({ id: address.optional() }).refine((one) => Object.keys(one).length > 0)
const resource = z
  .looseObject({ id: address, digestSRI: z.string().optional(), digestMultibase: z.string().optional() })
  .refine((one) => one.digestSRI ?? one.digestMultibase)

const status = typed.extend({
  statusPurpose: z.string().optional(),
  statusListIndex: z.union([z.string().regex(/^\d{1,9}$/), z.number().int().min(0)]).optional(),
  statusListCredential: address.optional(),
  statusMessage: z.array(z.looseObject({ status: z.string(), message: z.string() })).optional(),
})

/** What Verifiable Credentials Data Model 2.0 demands of every credential; other fields pass. */
const Shape = z
  .looseObject({
    '@context': z.tuple([z.literal(credentialsContext)], z.union([z.string(), z.looseObject({})])),
    id: address.optional(),
    type: z.union([z.literal('VerifiableCredential'), z.array(z.string()).min(1)]),
    issuer: z.union([address, z.looseObject({ id: address })]),
    name: words.optional(),
    description: words.optional(),
    validFrom: moment.optional(),
    validUntil: moment.optional(),
    credentialSubject: oneOrMore(subject),
    credentialStatus: oneOrMore(status).optional(),
    credentialSchema: oneOrMore(named).optional(),
    termsOfUse: oneOrMore(typed).optional(),
    evidence: oneOrMore(typed).optional(),
    refreshService: oneOrMore(typed).optional(),
    relatedResource: oneOrMore(resource).optional(),
  })
  .refine((one) => [one.type].flat().includes('VerifiableCredential'), { path: ['type'] })
  .refine((one) => areApart(one.relatedResource), { path: ['relatedResource'] })
  .refine(
    (one) => !one.validFrom || !one.validUntil || Date.parse(one.validFrom) <= Date.parse(one.validUntil),
    {
      path: ['validUntil'],
    },
  )

function areApart(resources: z.output<typeof resource> | z.output<typeof resource>[] | undefined): boolean {
  const ids = [resources ?? []].flat().map((one) => one.id)
  return new Set(ids).size === ids.length
}

export type Credential = z.output<typeof Shape> & JsonObject
export type SignedCredential = Credential & { proof: Proof }
export type StatusEntry = z.output<typeof status>

/** Reads a value as a credential. @throws CredentialError not_a_credential naming the first wrong field */
export function readCredential(json: unknown): Credential {
  const parsed = Shape.safeParse(json)
  if (parsed.success) return json as Credential
  throw new CredentialError('not_a_credential', parsed.error.issues[0]!.path.join('.'))
}

export function issuerOf(credential: Pick<Credential, 'issuer'>): string {
  return typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id
}

/** @throws CredentialError not_yet_valid, expired */
export function checkTimes(credential: Credential, now: Date): void {
  if (credential.validFrom && Date.parse(credential.validFrom) > now.getTime())
    throw new CredentialError('not_yet_valid', credential.validFrom)
  if (credential.validUntil && Date.parse(credential.validUntil) < now.getTime())
    throw new CredentialError('expired', credential.validUntil)
}
