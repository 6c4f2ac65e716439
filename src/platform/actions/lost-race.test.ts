import { expect, test } from 'vitest'
import { isLostRace } from './lost-race.ts'

const refusedWith = (code: string) => Object.assign(new Error('refused'), { code })

test.each([
  ['unique_violation', '23505', true],
  ['exclusion_violation', '23P01', true],
  ['deadlock_detected', '40P01', true],
  ['foreign_key_violation', '23503', false],
  ['check_violation', '23514', false],
  ['not_null_violation', '23502', false],
])('%s is a lost race: %s %s', (_name, code, isRace) => expect(isLostRace(refusedWith(code))).toBe(isRace))
