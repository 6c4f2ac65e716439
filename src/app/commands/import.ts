import { runImportCommand } from '../imports/index.ts'
import { openSession } from '../session.ts'
import type { Command } from '../arguments.ts'

export const importCommand: Command = {
  usage: 'import KIND FILE [--institution CODE] [--dry-run] [--json]',
  about: 'import a spreadsheet as one batch; --dry-run only checks it',
  async run(args, env) {
    const { app, close } = await openSession(env)
    try {
      return await runImportCommand(app, args)
    } finally {
      await close()
    }
  },
}
