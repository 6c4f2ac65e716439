import { runImportCommand } from '../imports/index.ts'
import { openSession } from '../session.ts'
import type { Command } from '../arguments.ts'

export const importCommand: Command = {
  usage: 'import KIND FILE [--institution CODE] [--dry-run] [--json]',
  about: 'nhập một bảng tính thành một đợt; --dry-run chỉ kiểm tra',
  words: 2,
  options: ['institution', 'dry-run', 'json', 'sheet', 'account', 'doubts', 'skip-errors'],
  async run(args, { env }) {
    const { app, close } = await openSession(env)
    try {
      return await runImportCommand(app, args)
    } finally {
      await close()
    }
  },
}
