import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person } from '#modules/people/index.ts'
import { changesOf, dataFields, DataRequestFields, factTexts, mendedFields } from './data-request.ts'

const person = {
  full_name: 'Nguyễn Văn An',
  birth_date: '2006-02-03',
  birth_year: 2006,
  sex: 'male',
  ethnicity: 'Kinh',
  phone: '0905123456',
  email: null,
} as unknown as Person
const now = factTexts(person, { number: '········6789', address: null })
const ask = (input: Record<string, unknown>) => changesOf(now, DataRequestFields.parse(input))

test.each([
  [{ full_name: 'Nguyễn Văn Ân' }, ['full_name']],
  [{ full_name: ' nguyễn văn  an ' }, ['full_name']],
  [{ birth: '3/2/2006' }, []],
  [{ birth: '4/2/2006', sex: 'female' }, ['birth', 'sex']],
  [{ phone: '0905 123 456' }, []],
  [{ citizen_number: '046206006789' }, ['citizen_number']],
  [{ address: '12 Lê Lợi' }, ['address']],
  [{}, []],
] as const)('%o asks to mend %o', (input, fields) => expect(Object.keys(ask(input))).toEqual(fields))

test('what is mended is what was asked, and nothing else', () => {
  const facts = {
    full_name: fc.constant('Trần Thị Bé'),
    birth: fc.constant('04/05/2007'),
    sex: fc.constant('female'),
    ethnicity: fc.constant('Tà Ôi'),
    phone: fc.constant('0905999888'),
    email: fc.constant('be@truong.vn'),
  }
  fc.assert(
    fc.property(fc.record(facts, { requiredKeys: [] }), (input) => {
      const values = ask(input)
      const { birth, citizen_number, ...mended } = mendedFields(person, { values, reason: null })
      expect(citizen_number).toBeUndefined()
      const after = factTexts(
        {
          ...person,
          ...(mended as Partial<Person>),
          birth_date: birth?.date ?? null,
          birth_year: birth?.year ?? null,
        },
        { number: now.citizen_number, address: null },
      )
      for (const field of dataFields) expect(after[field]).toBe(values[field]?.new ?? now[field])
    }),
  )
})
