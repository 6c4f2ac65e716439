import { verifyChain } from '#platform/audit/verify.ts'
import { UsageError } from '../arguments.ts'
import { writeJson } from '../output.ts'
import { openSession } from '../session.ts'
import type { Command } from '../arguments.ts'

export const audit: Command = {
  usage: 'audit verify [--json]',
  about: 'walk the hash chain of every act; fails when an entry was altered, added or removed',
  async run({ words, options }, env) {
    if (words[0] !== 'verify') throw new UsageError('thiếu từ: verify')
    const { app, close } = await openSession(env)
    try {
      const report = await verifyChain(app.database.owner)
      const isWhole = report.brokenAt === undefined
      if (options.json)
        writeJson({
          whole: isWhole,
          entries: report.entries,
          broken_at: report.brokenAt ?? null,
          reason: report.reason ?? null,
          last_hash: report.lastHash,
        })
      else if (isWhole)
        process.stdout.write(`Nhật ký nguyên vẹn: ${report.entries} mục, mã băm cuối ${report.lastHash}\n`)
      else process.stdout.write(`Nhật ký bị đứt ở mục ${report.brokenAt}: ${report.reason}\n`)
      return isWhole ? 0 : 1
    } finally {
      await close()
    }
  },
}
