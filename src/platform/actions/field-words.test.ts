import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { parseInput } from './run.ts'

const Input = z.object({
  name: z.string().min(3),
  note: z.string().max(5),
  kind: z.enum(['one', 'two']),
  count: z.coerce.number().int().min(1).max(9),
})

function wrong(raw: unknown, lang: 'vi' | 'en' = 'vi'): unknown {
  try {
    return parseInput(Input, raw, lang)
  } catch (error) {
    return (error as AppError).fields
  }
}

test('a field left empty asks to be filled in, never in words about types', () => {
  expect(wrong({ count: '0' })).toEqual({
    name: 'Hãy điền mục này.',
    note: 'Hãy điền mục này.',
    kind: 'Hãy điền mục này.',
    count: 'Hãy ghi số từ 1 trở lên.',
  })
})

test('too short, too long, not in the list, not a number: what to do, in both languages', () => {
  const raw = { name: 'ab', note: 'quá dài', kind: 'three', count: 'x' }
  expect(wrong(raw)).toEqual({
    name: 'Hãy ghi ít nhất 3 ký tự.',
    note: 'Nhiều nhất 5 ký tự.',
    kind: 'Hãy chọn một giá trị trong danh sách.',
    count: 'Hãy ghi một số.',
  })
  expect(wrong({ ...raw, count: '10' }, 'en')).toEqual({
    name: 'Write at least 3 characters.',
    note: 'At most 5 characters.',
    kind: 'Choose one from the list.',
    count: 'Write a number of 9 or less.',
  })
})
