import { runImportCommand } from '../imports/index.ts'
import type { Command } from '../arguments.ts'

export const importCommand: Command = {
  usage: 'import KIND FILE [--institution CODE] [--dry-run] [--json]',
  about: 'nhập một bảng tính thành một đợt; --dry-run chỉ kiểm tra',
  words: 2,
  options: ['institution', 'dry-run', 'json', 'sheet', 'account', 'doubts', 'skip-errors'],
  run: (args, { withApp }) => withApp((app) => runImportCommand(app, args)),
}
