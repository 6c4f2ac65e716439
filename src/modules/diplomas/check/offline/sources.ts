import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DidDocument } from '#platform/credentials/index.ts'
import { UsageError } from '#platform/command.ts'

/** The JSON documents of a file, or of every `.json` of a folder. @throws UsageError naming what cannot be read */
export async function readDocuments(path: string): Promise<Record<string, unknown>[]> {
  const info = await stat(path).catch(() => {
    throw new UsageError(`không có tệp hay thư mục '${path}'`)
  })
  const names = info.isDirectory()
    ? (await readdir(path)).filter((name) => name.endsWith('.json')).map((name) => join(path, name))
    : [path]
  return Promise.all(names.toSorted().map(readDocument))
}

async function readDocument(path: string): Promise<Record<string, unknown>> {
  try {
    const document: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (document && typeof document === 'object') return document as Record<string, unknown>
  } catch {
    // said below
  }
  throw new UsageError(`'${path}' không phải tệp JSON`)
}

/** DID documents of schools. @throws UsageError when one is none */
export async function readDids(path: string): Promise<DidDocument[]> {
  const documents = await readDocuments(path)
  const odd = documents.find((one) => typeof one.id !== 'string' || !Array.isArray(one.verificationMethod))
  if (odd) throw new UsageError(`trong '${path}' có tệp không phải tài liệu DID`)
  return documents as unknown as DidDocument[]
}
