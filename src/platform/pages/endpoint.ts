import { z } from 'zod'
import type { Actor } from '../access.ts'
import type { App } from '../app.ts'
import type { Look } from '../audit/looks.ts'
import type { Db } from '../db/database.ts'
import { notFound } from '../errors.ts'
import type { AnyPage, LoadContext } from './page.ts'

/** A route that answers something else than a page: a file, a feed, another library's handler. */
export type Endpoint = {
  method: 'GET' | 'POST' | 'OPTIONS' | 'ALL'
  path: string
  permission: string
  handle: (context: EndpointContext) => Promise<Response>
  maxBody?: number
  /** Reads its body as it comes and counts it itself: no limit is put before it. */
  isStreamed?: boolean
  /** Programs elsewhere may send it forms. It acts for nobody: only what anybody may read is answered. */
  isOpen?: boolean
  /** Sources its content-security-policy must allow besides our own. */
  csp?: AnyPage['csp']
  /** It serves what is not ours and sets every header of the policy itself; also of what it refuses. */
  ownPolicy?: boolean
  /** For one of the public API that takes a body: listed in the OpenAPI document with its shapes. */
  document?: { summary: string; body: z.ZodType; response: z.ZodType }
}

export type EndpointContext = {
  app: App
  actor: Actor
  request: Request
  params: Record<string, string>
  url: URL
  lang: 'vi' | 'en'
  /** Runs a read in the actor's transaction. */
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>
}

export function defineEndpoint(endpoint: Endpoint): Endpoint {
  return endpoint
}

/** A read of the public API: listed in the OpenAPI document with its shapes. */
export type Read<Params, Query, Data> = {
  path: string
  summary: string
  permission: string
  params?: z.ZodType<Params>
  query?: z.ZodType<Query>
  response: z.ZodType<Data>
  load: (context: LoadContext<Params, Query>) => Promise<Data>
  /** Personal records answered, for the who-looked log. */
  looks?: (data: Data) => Look | undefined
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list holds reads of every type
export type AnyRead = Read<any, any, any>

export function defineRead<Data, Params = Record<string, string>, Query = Record<string, never>>(
  read: Read<Params, Query, Data>,
): Read<Params, Query, Data> {
  return read
}

/** The id an address names. @throws AppError not_found for what is none */
export function idOf(text: string | undefined): string {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}
