import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomeKinds, parseOutcomes, writeOutcomes, type OutcomeLine } from './outcome.ts'

describe('outcomes pasted as a list', () => {
  test('as Word gives it: numbered headings, bullets, a line that goes on', () => {
    const { outcomes, problems } = parseOutcomes(
      `1.2.1. Kiến thức:
- Trình bày được cấu tạo của động cơ
    xăng và động cơ dầu
+ Giải thích được sơ đồ mạch điện
1.2.2. Kỹ năng
  CĐR-07: Tra cứu được tài liệu kỹ thuật trên mạng
  Kỹ năng giao tiếp tốt với khách hàng
1.2.3. Năng lực tự chủ và trách nhiệm:
• Làm việc độc lập`,
    )
    expect(problems).toEqual([])
    expect(outcomes).toEqual([
      {
        code: 'CĐR-01',
        kind: 'knowledge',
        statement: 'Trình bày được cấu tạo của động cơ xăng và động cơ dầu',
      },
      { code: 'CĐR-02', kind: 'knowledge', statement: 'Giải thích được sơ đồ mạch điện' },
      { code: 'CĐR-07', kind: 'skill', statement: 'Tra cứu được tài liệu kỹ thuật trên mạng' },
      { code: 'CĐR-03', kind: 'skill', statement: 'Kỹ năng giao tiếp tốt với khách hàng' },
      { code: 'CĐR-04', kind: 'autonomy', statement: 'Làm việc độc lập' },
    ])
  })

  test('says which lines belong to no group, and which code stands twice', () => {
    const { outcomes, problems } = parseOutcomes('Mục tiêu\nKiến thức\n- CĐR-01: Một\n- CĐR-01: Hai\n')
    expect(outcomes).toHaveLength(2)
    expect(problems).toEqual([
      { line: 1, text: 'Mục tiêu', why: 'no_group' },
      { line: 0, text: 'CĐR-01', why: 'code_twice' },
    ])
  })

  test('an empty text is no outcome', () =>
    expect(parseOutcomes(' \n\n')).toEqual({ outcomes: [], problems: [] }))
})

test('what is written is read back the same', () => {
  const statement = fc
    .array(fc.constantFrom('Trình', 'bày', 'được', 'kỹ', 'năng', '(2.0)', 'CAD/CAM', 'và', '–', '100%'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((words) => `Nêu ${words.join(' ')}`)
  const lists = fc
    .array(fc.record({ kind: fc.constantFrom(...outcomeKinds), statement }), { maxLength: 12 })
    .map((list) =>
      list
        .toSorted((a, b) => outcomeKinds.indexOf(a.kind) - outcomeKinds.indexOf(b.kind))
        .map((one, at): OutcomeLine => ({ code: `CĐR-${String(at + 1).padStart(2, '0')}`, ...one })),
    )
  fc.assert(
    fc.property(lists, (list) => {
      expect(parseOutcomes(writeOutcomes(list)).outcomes).toEqual(list)
    }),
  )
})
