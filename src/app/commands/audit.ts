import { anchorFile, checkAnchors, readAnchors } from '#platform/audit/anchor.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { UsageError } from '../arguments.ts'
import { writeJson } from '../output.ts'
import type { Command } from '../arguments.ts'

export const audit: Command = {
  usage: 'audit verify [--json]',
  about: 'đi hết chuỗi nhật ký; báo mục bị sửa, thêm hoặc mất',
  words: 1,
  options: ['json'],
  async run({ words, options }, { withApp }) {
    if (words[0] !== 'verify') throw new UsageError('thiếu từ: verify')
    return withApp(async (app) => {
      const anchors = await readAnchors(anchorFile(app.config.dataDir))
      const report = await checkAnchors(app.database.owner, await verifyChain(app.database.owner), anchors)
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
    })
  },
}
