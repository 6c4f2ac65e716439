import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import type { App } from '../app.ts'
import { defineJob } from '../jobs/define.ts'
import { sealChain } from './seal.ts'
import type { ChainReport } from './verify.ts'

const Anchor = z.object({ at: z.string(), seq: z.number(), hash: z.string() })
/** The end of the chain at a moment (`seq`: its place), written outside the database: what stood there then must stand there still. */
export type Anchor = z.infer<typeof Anchor>

export const anchorFile = (dataDir: string): string => join(dataDir, 'audit-anchors.jsonl')

/** Once a day the end of the chain goes into a file that only grows; copied elsewhere, it shows a chain that was cut or made anew. */
export const anchorAudit = defineJob({
  name: 'platform.anchor-audit',
  input: z.unknown(),
  cron: '3 17 * * *',
  run: (_input, { app }) => writeAnchor(app),
})

async function writeAnchor(app: App): Promise<void> {
  await sealChain(app.database.owner)
  const last = await app.database.owner.query<{ seq: number; hash: string }>(
    `select position as seq, hash from platform.audit_seal order by position desc limit 1`,
  )
  const end = last.rows[0]
  if (!end) return
  const file = anchorFile(app.config.dataDir)
  await mkdir(dirname(file), { recursive: true })
  const anchor: Anchor = { at: app.clock.now().toISOString(), seq: end.seq, hash: end.hash }
  await appendFile(file, `${JSON.stringify(anchor)}\n`, { mode: 0o600, flush: true })
}

/** The anchors of a file, oldest first; none when there is no file. @throws when a line is no anchor. */
export async function readAnchors(file: string): Promise<Anchor[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => Anchor.parse(JSON.parse(line)))
}

/** A report on a whole chain, held against its anchors: the first that no longer fits breaks it. */
export async function checkAnchors(
  owner: pg.Pool,
  report: ChainReport,
  anchors: readonly Anchor[],
): Promise<ChainReport> {
  if (report.brokenAt !== undefined) return report
  const found = await owner.query<{ seq: number; hash: string }>(
    `select position as seq, hash from platform.audit_seal where position = any($1)`,
    [anchors.map((anchor) => anchor.seq)],
  )
  const now = new Map(found.rows.map((row) => [row.seq, row.hash]))
  const broken = anchors.find((anchor) => now.get(anchor.seq) !== anchor.hash)
  if (!broken) return report
  return { ...report, brokenAt: broken.seq, reason: `the chain is not the one anchored at ${broken.at}` }
}
