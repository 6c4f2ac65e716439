import type { CommandHost } from '#platform/command.ts'
import { ConfigError } from '#platform/config.ts'
import { checkArguments, readArguments, UsageError } from './arguments.ts'
import { commands } from './commands/index.ts'
import { explain } from './explain.ts'
import { openSession } from './session.ts'

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
    checkArguments(command, { words: rest, options })
    return await command.run({ words: rest, options }, hostOf(env))
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nCách gọi: ngheso ${command.usage}\n`)
      return 2
    }
    if (error instanceof ConfigError) {
      process.stderr.write(`Cấu hình chưa đúng:\n${error.message}\n`)
      return 2
    }
    process.stderr.write(`ngheso: ${explain(error)}\n`)
    return 1
  }
}

function hostOf(env: NodeJS.ProcessEnv): CommandHost {
  return {
    env,
    input: process.stdin,
    withApp: async (work) => {
      const { app, close } = await openSession(env)
      try {
        return await work(app)
      } finally {
        await close()
      }
    },
  }
}

/** How every command is called. */
export function usage(): string {
  return `${Object.values(commands)
    .map((command) => `  ngheso ${command.usage}\n      ${command.about}`)
    .join('\n')}\n`
}
