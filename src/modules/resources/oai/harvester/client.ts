import { lookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { createGunzip } from 'node:zlib'
import { pipeline, type Readable } from 'node:stream'
import { isPublicAddress } from './addresses.ts'

/** Why a source could not be asked; the words are `resources.oai.fault.<key>`. */
export class SourceFault extends Error {
  readonly key: string
  readonly params: Record<string, string | number>
  constructor(key: string, params: Record<string, string | number> = {}) {
    super(key)
    this.key = key
    this.params = params
  }
}

export const bounds = { milliseconds: 60_000, bytes: 8 * 1024 * 1024 }
const mostRedirects = 5

export type Answer = { status: number; text: string; retryAfter: number | undefined }
export type Ask = (address: string) => Promise<Answer>

/**
 * Asks addresses outside: http and https only, no address of an inner network unless its host is named, not longer and not
 * more than the bounds. The address that was checked is the one connected to, so a name cannot answer twice.
 */
export function createClient(privateHosts: readonly string[], limits = bounds): Ask {
  const headers = {
    'accept-encoding': 'gzip',
    'user-agent': 'NgheSo-OAI-Harvester/1.0',
    accept: 'text/xml, */*;q=0.1',
  }
  return async (address) => {
    const end = Date.now() + limits.milliseconds
    return read(await open(address, { privateHosts, headers, end }), limits, end)
  }
}

/** The code an address answers with, after all it leads on to. */
export type Knock = (address: string) => Promise<number>

/** Asks an address only whether it is there, under the same rules. */
export function createKnock(privateHosts: readonly string[], milliseconds = 20_000): Knock {
  const headers = { 'user-agent': 'NgheSo-Link-Check/1.0', accept: '*/*' }
  return async (address) => {
    const answer = await open(address, { privateHosts, headers, end: Date.now() + milliseconds })
    answer.destroy()
    return answer.statusCode ?? 0
  }
}

type Asking = { privateHosts: readonly string[]; headers: Record<string, string>; end: number }

/** Asks, and goes where it is sent on to; what the answer holds is still to be read. */
async function open(address: string, asking: Asking): Promise<IncomingMessage> {
  let url = readUrl(address)
  for (let hop = 0; ; hop += 1) {
    const answer = await once(url, asking)
    const { location } = answer.headers
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || !location) return answer
    answer.destroy()
    if (hop >= mostRedirects) throw new SourceFault('redirects')
    url = readUrl(new URL(location, url).href)
  }
}

function readUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new SourceFault('address', { address })
  return url
}

async function once(url: URL, { privateHosts, headers, end }: Asking): Promise<IncomingMessage> {
  const left = end - Date.now()
  if (left <= 0) throw new SourceFault('slow')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isNamed = privateHosts.includes(url.hostname) || privateHosts.includes(url.host)
  // A written-out address is connected to without being looked up.
  if (!isNamed && isIP(host) && !isPublicAddress(host)) throw new SourceFault('inner', { host })
  const options: RequestOptions = {
    method: 'GET',
    headers,
    lookup: guarded(isNamed),
    signal: AbortSignal.timeout(left),
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    send(url, options, resolve)
      .on('error', (error) => reject(asFault(error, host)))
      .end()
  })
}

/** Looks a name up and lets only public addresses through. */
const guarded =
  (isNamed: boolean): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const open = found.filter(({ address }) => isNamed || isPublicAddress(address))
      const [first] = open
      if (!first) return done(new SourceFault('inner', { host }) as NodeJS.ErrnoException, '')
      if (options.all) return done(null, open)
      return done(null, first.address, first.family)
    })

async function read(answer: IncomingMessage, limits: typeof bounds, end: number): Promise<Answer> {
  const isPacked = answer.headers['content-encoding'] === 'gzip'
  const stream: Readable = isPacked ? pipeline(answer, createGunzip(), () => undefined) : answer
  const timer = setTimeout(() => answer.destroy(new SourceFault('slow')), Math.max(1, end - Date.now()))
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length
      if (size > limits.bytes)
        throw new SourceFault('large', { megabytes: Math.round(limits.bytes / 1024 / 1024) })
      chunks.push(chunk as Buffer)
    }
  } catch (error) {
    // The signal of the request ends the answer too, in words of its own.
    throw Date.now() >= end && !(error instanceof SourceFault) ? new SourceFault('slow') : asFault(error, '')
  } finally {
    clearTimeout(timer)
    answer.destroy()
  }
  return {
    status: answer.statusCode ?? 0,
    text: decode(Buffer.concat(chunks), answer.headers['content-type'] ?? ''),
    retryAfter: readRetry(answer.headers['retry-after']),
  }
}

/** Text by the header's charset, else by the XML's own word, else UTF-8. */
function decode(bytes: Buffer, type: string): string {
  const start = bytes.subarray(0, 200).toString('latin1')
  const isWide = bytes[0] === 0xfe || bytes[0] === 0xff
  const label =
    /charset="?([\w-]+)/i.exec(type)?.[1] ??
    (isWide ? 'utf-16' : undefined) ??
    /^\s*<\?xml[^>]*encoding=["']([\w-]+)/.exec(start)?.[1] ??
    'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}

/** Seconds to wait: a number, or a date. */
function readRetry(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header)
  const moment = Date.parse(header)
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - Date.now()) / 1000))
}

function asFault(error: unknown, host: string): SourceFault {
  if (error instanceof SourceFault) return error
  const { name, code = '' } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return new SourceFault('slow')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new SourceFault('unknown_host', { host })
  if (code === 'ECONNREFUSED') return new SourceFault('refused', { host })
  if (code.startsWith('ERR_TLS') || code.includes('CERT'))
    return new SourceFault('certificate', { host, code })
  return new SourceFault('broken', { code: code || name })
}
