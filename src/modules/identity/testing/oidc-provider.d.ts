/** The part of oidc-provider that the tests use; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type FindAccount = (
    context: unknown,
    id: string,
  ) => { accountId: string; claims: () => Promise<Record<string, unknown>> }

  export class Provider {
    constructor(issuer: string, configuration: { findAccount: FindAccount; [setting: string]: unknown })
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  }
}
