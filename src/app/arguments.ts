import { UsageError, type Arguments, type Command } from '#platform/command.ts'

export { UsageError, type Arguments, type Command }

const withValue = new Set([
  'institution',
  'as-of',
  'sheet',
  'account',
  'doubts',
  'policy',
  'decision',
  'medium',
  'place',
  'signer',
  'did',
  'status',
  'cert',
])

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
    else if (withValue.has(name)) options[name] = isValue(argv[at + 1]) ? argv[(at += 1)]! : ''
    else options[name] = true
  }
  return { words, options }
}

function isValue(word: string | undefined): boolean {
  return word !== undefined && !word.startsWith('--')
}

/**
 * Refuses what a command does not know, so that a slip of the pen never changes what is answered.
 * @throws UsageError naming the word
 */
export function checkArguments(command: Command, { words, options }: Arguments): void {
  for (const [name, value] of Object.entries(options)) {
    if (!command.options.includes(name)) throw new UsageError(`không có tùy chọn --${name}`)
    if (!withValue.has(name) && value !== true) throw new UsageError(`--${name} không nhận giá trị`)
    if (withValue.has(name) && value === '') throw new UsageError(`--${name} thiếu giá trị`)
  }
  const extra = words[command.words]
  if (extra !== undefined) throw new UsageError(`thừa từ: '${extra}'`)
}
