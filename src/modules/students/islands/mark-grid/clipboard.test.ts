import { describe, expect, test } from 'vitest'
import { readBlock, shortened } from './clipboard.ts'

describe('a pasted block', () => {
  test('is read as spreadsheets write it', () => {
    expect(readBlock('7\t8,5\r\n \tv\r\n')).toEqual([
      ['7', '8,5'],
      ['', 'v'],
    ])
  })

  test('of which much does not fit says that there is more than it names', () => {
    const list = (length: number) => Array.from({ length }, (_, at) => String(at))
    expect(shortened(list(12))).toBe('0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11')
    expect(shortened(list(13))).toBe('0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; …')
  })
})
