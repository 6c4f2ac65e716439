import { describe, expect, test } from 'vitest'
import { nestedInput } from './state.ts'

function input(fields: readonly (readonly [string, string])[]) {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return nestedInput(data)
}

describe('names of fields', () => {
  test('make groups, lines and lists', () => {
    expect(
      input([
        ['contacts.0.phone', '0905'],
        ['contacts.1.phone', ' '],
        ['tags[]', 'a'],
        ['tags[]', 'b'],
        ['_form', 'x'],
      ]),
    ).toEqual({ contacts: [{ phone: '0905' }, { phone: undefined }], tags: ['a', 'b'] })
  })

  test.each([
    ['a line far beyond any form', [['fresh.999999999.name', 'x']]],
    [
      'a field that is a value and a group',
      [
        ['a', '1'],
        ['a.b', '2'],
      ],
    ],
    [
      'a group that is a field as well, below a line',
      [
        ['a.0', '1'],
        ['a.0.b', '2'],
      ],
    ],
  ] as const)('that no form has are refused: %s', (_what, fields) => {
    expect(() => input(fields)).toThrow(expect.objectContaining({ refusal: 'invalid' }))
  })

  test('never reach what every object has', () => {
    input([
      ['__proto__.polluted', 'x'],
      ['constructor.prototype.polluted', 'x'],
    ])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
