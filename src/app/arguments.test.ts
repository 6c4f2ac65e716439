import { describe, expect, test } from 'vitest'
import { checkArguments, readArguments } from './arguments.ts'
import { commands } from './commands/index.ts'

const problemOf = (name: string, ...words: string[]) => {
  try {
    checkArguments(commands[name]!, readArguments(words))
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

describe('the words of a command', () => {
  test.each<[string, ...string[]]>([
    ['indicators', '--as-of', '2025-12-31', '--json'],
    ['members', 'T01', '--as-of=2025-12-31'],
    ['import', 'staff', 'a.xlsx', '--institution', 'CD01', '--dry-run'],
    ['start', '--empty'],
  ])('%s %s is taken', (name, ...words) => expect(problemOf(name, ...words)).toBeUndefined())

  test.each([
    ['indicators', ['--as-off', '2025-12-31'], 'không có tùy chọn --as-off'],
    ['indicators', ['--as-of'], '--as-of thiếu giá trị'],
    ['indicators', ['--as-of', '--json'], '--as-of thiếu giá trị'],
    ['indicators', ['--json=no'], '--json không nhận giá trị'],
    ['start', ['--emtpy'], 'không có tùy chọn --emtpy'],
    ['start', ['empty'], "thừa từ: 'empty'"],
  ] as const)('%s %j is refused: a slip never changes the answer', (name, words, problem) =>
    expect(problemOf(name, ...words)).toBe(problem),
  )
})
