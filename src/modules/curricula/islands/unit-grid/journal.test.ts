import { afterEach, expect, test, vi } from 'vitest'
import { openJournal } from './journal.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser's store: its names are its own properties. */
function fakeStore(): Storage {
  const store = {} as Record<string, string>
  return new Proxy(store, {
    get: (_target, name) =>
      ({
        getItem: (key: string) => store[key] ?? null,
        setItem: (key: string, value: string) => void (store[key] = value),
        removeItem: (key: string) => void delete store[key],
      })[name as 'getItem'] ?? store[name as string],
  }) as unknown as Storage
}

test('two tabs of one draft keep what was typed beside each other; another draft sees nothing of it', () => {
  vi.stubGlobal('localStorage', fakeStore())
  const row = { code: 'MH01' } as never
  const [one, two] = [openJournal('v'), openJournal('v')]
  one.put('a', { version: 1, row })
  two.put('b', { version: null, row })
  one.drop('none')
  expect(Object.keys(openJournal('v').all()).toSorted()).toEqual(['a', 'b'])
  expect(openJournal('w').all()).toEqual({})
  two.drop('b')
  expect(openJournal('v').all()).toEqual({ a: { version: 1, row } })
})
