import pg from 'pg'
import { site } from '../browser.ts'
import { databaseUrl } from '../server.ts'

type Row = Record<string, unknown>

/** Rows of the database a server keeps in a data folder, read past the application by the owner of the tables. */
export async function ask<R extends Row>(
  text: string,
  values: unknown[] = [],
  dataDir = site().dataDir,
): Promise<R[]> {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir) })
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** A file as a person would choose it. */
export function chosen(name: string, bytes: Uint8Array | string) {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
}
