import { demoAccounts } from '#modules/identity/index.ts'
import { writeJson, writeRows } from '../output.ts'
import type { Command } from '../arguments.ts'

export const accounts: Command = {
  usage: 'accounts [--json]',
  about: 'tài khoản của dữ liệu ví dụ; từ chối khi không có dữ liệu ví dụ',
  words: 0,
  options: ['json'],
  async run({ options }, { withApp }) {
    return withApp(async (app) => {
      if (!app.isDemo()) {
        process.stderr.write('Không có dữ liệu ví dụ, nên không có tài khoản ví dụ.\n')
        return 1
      }
      const list = await demoAccounts(app)
      if (options.json) writeJson(list)
      else writeRows(list.map((a) => [a.role, a.email, a.password]))
      return 0
    })
  },
}
