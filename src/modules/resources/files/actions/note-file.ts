import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import { fillEmpty } from '../../catalogue/store/fill.ts'
import { findFile } from '../../catalogue/store/file.ts'
import { keptFindings } from '../kept.ts'
import type { Findings } from '../looker.ts'
import { findState, writeLooked, writeScan, writeText } from '../store/state.ts'

/** What the scanner said of bytes, whoever holds them. */
export const noteScan = defineAction({
  name: 'resources.note-scan',
  permission: 'resources.keep',
  input: z.object({
    hash: z.string(),
    scan: z.enum(['none', 'clean', 'infected', 'too_large']),
    threat: z.string().max(200).optional(),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    await writeScan(tx, input.hash, input)
    return { result: {}, changes: [] }
  },
})

/** What the lookers found of a file: kept for its bytes, and proposed for its draft where nothing is said yet. */
export const noteFindings = defineAction({
  name: 'resources.note-findings',
  permission: 'resources.keep',
  input: z.object({ file: z.uuid(), findings: z.custom<Findings>().optional() }),
  find: (db, input) => findFile(db, input.file),
  about: () => ({ province: true }),
  async run(tx, { input, target: file }) {
    if (!file) return { result: {}, changes: [] }
    const findings = input.findings && keptFindings(input.findings)
    if (findings) {
      await writeLooked(tx, file.hash, {
        ...findings,
        preview_fault: findings.preview ? null : (findings.previewFault ?? null),
        fault: findings.fault?.key ?? null,
        fault_params: findings.fault?.params ?? {},
      })
      if (findings.text) await writeText(tx, file.hash, findings.text, findings.pages)
    }
    const state = await findState(tx, file.hash)
    const before = await getVersion(tx, file.version_id)
    if (!state || before.state !== 'draft' || file.role !== 'content') return { result: {}, changes: [] }
    await fillEmpty(tx, before.id, {
      title: findings?.title,
      pages: findings?.pages ?? state.pages,
      seconds: findings?.seconds ?? state.seconds,
    })
    const after = await getVersion(tx, before.id)
    const changed = (['title', 'pages', 'seconds'] as const).filter((name) => before[name] !== after[name])
    if (changed.length === 0) return { result: {}, changes: [] }
    const of = (version: typeof before) => Object.fromEntries(changed.map((name) => [name, version[name]]))
    return {
      result: {},
      changes: [
        {
          subject: 'resources.version',
          id: before.id,
          institution: before.institution_id,
          before: of(before),
          after: of(after),
        },
      ],
    }
  },
})
