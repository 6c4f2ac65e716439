import type { Command } from '../arguments.ts'
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { backup, restore } from './backup.ts'
import { bench } from './bench.ts'
import { importCommand } from './import.ts'
import { indicators, members } from './indicators.ts'
import { start } from './start.ts'

/** Every command by name. */
export const commands: Record<string, Command> = {
  start,
  import: importCommand,
  indicators,
  members,
  accounts,
  audit,
  backup,
  restore,
  bench,
}
