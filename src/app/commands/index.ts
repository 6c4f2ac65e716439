import type { Command } from '../arguments.ts'
import { modules } from '../modules.ts'
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { backup, restore } from './backup.ts'
import { bench } from './bench.ts'
import { importCommand } from './import.ts'
import { indicators, members } from './indicators.ts'
import { start } from './start.ts'

/** The application's own commands, then those of the modules, by name. */
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
  ...(Object.assign({}, ...modules.map((module) => module.commands)) as Record<string, Command>),
}
