import { ConfigError } from '#platform/config.ts'
import { AppError } from '#platform/errors.ts'
import { readArguments, UsageError } from './arguments.ts'
import { commands } from './commands/index.ts'

/**
 * Runs one command.
 * @returns the exit status: 0 only when all went well, 1 when the work failed, 2 when it was called wrongly.
 */
export async function runCommand(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { words, options } = readArguments(argv)
  const [name = 'help', ...rest] = words
  if (name === 'help' || options.help) {
    process.stdout.write(usage())
    return 0
  }
  const command = commands[name]
  if (!command) {
    process.stderr.write(`ngheso: không có lệnh '${name}'\n${usage()}`)
    return 2
  }
  try {
    return await command.run({ words: rest, options }, env)
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`ngheso ${command.usage}\n${error.message}\n`)
      return 2
    }
    if (error instanceof ConfigError) {
      process.stderr.write(`Cấu hình chưa đúng:\n${error.message}\n`)
      return 2
    }
    process.stderr.write(
      `ngheso: ${error instanceof AppError ? error.reason.key : (error as Error).message}\n`,
    )
    return 1
  }
}

/** How every command is called. */
export function usage(): string {
  return `${Object.values(commands)
    .map((command) => `  ngheso ${command.usage}\n      ${command.about}`)
    .join('\n')}\n`
}
