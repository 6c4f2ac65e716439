/** Words a command was called with: `--flag`, `--name value`, and the rest in order. */
export type Arguments = { words: string[]; options: Record<string, string | true> }

const withValue = new Set(['institution', 'as-of', 'sheet', 'account', 'doubts'])

/** Splits the words of a command line. */
export function readArguments(argv: readonly string[]): Arguments {
  const words: string[] = []
  const options: Record<string, string | true> = {}
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at]!
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name, inline] = word.slice(2).split('=', 2) as [string, string | undefined]
    if (inline !== undefined) options[name] = inline
    else if (withValue.has(name)) options[name] = argv[(at += 1)] ?? ''
    else options[name] = true
  }
  return { words, options }
}

/** A command was called wrongly; the message says how it is called. */
export class UsageError extends Error {}

/** One command of `ngheso`. */
export type Command = {
  usage: string
  about: string
  /** Answers the exit status. */
  run: (args: Arguments, env: NodeJS.ProcessEnv) => Promise<number>
}
