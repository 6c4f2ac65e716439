import { z } from 'zod'
import type { Keys } from '#platform/keys.ts'
import { OaiError } from './arguments.ts'

/** Where a list goes on. All of it travels in the token: nothing is kept here, so a token never runs out. */
const Place = z.tuple([
  /** metadataPrefix */
  z.string(),
  /** from */
  z.string().nullable(),
  /** until */
  z.string().nullable(),
  /** set */
  z.string().nullable(),
  /** datestamp and resource of the last record given */
  z.string(),
  z.uuid(),
  /** how many were given, and how many there were at the beginning */
  z.number().int(),
  z.number().int(),
])
export type Place = z.output<typeof Place>

const sign = (keys: Keys, body: string): string => keys.index(`oai token ${body}`).slice(0, 16)

export function writeToken(keys: Keys, place: Place): string {
  const body = Buffer.from(JSON.stringify(place)).toString('base64url')
  return `${body}.${sign(keys, body)}`
}

/** @throws OaiError badResumptionToken for one that we did not write */
export function readToken(keys: Keys, token: string): Place {
  const [body = '', signature] = token.split('.')
  if (signature === sign(keys, body)) {
    const parsed = Place.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
    if (parsed.success) return parsed.data
  }
  throw new OaiError('badResumptionToken', 'The token was not given by this repository.')
}
