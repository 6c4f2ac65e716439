import { describe, expect, test } from 'vitest'
import { differenceOf, isSame, type VersionContent } from './difference.ts'
import { exampleUnit } from './testing/example-unit.ts'

const texts = {
  mode: 'year',
  study_form: 'regular',
  entry_level: 'any',
  entry_requirement: '',
  duration_months: 24,
  elective_credits: null,
  objectives: 'Đào tạo thợ hàn',
  job_positions: '',
  usage_guide: '',
  change_note: '',
  new_technology_note: '',
  delivery_note: '',
} as const
const base: VersionContent = {
  texts,
  units: [
    exampleUnit({ id: 'a', code: 'MĐ01', name: 'Hàn cơ bản' }),
    exampleUnit({ id: 'b', code: 'MĐ02', name: 'Hàn ống' }),
  ],
  outcomes: [{ code: 'CĐR-01', kind: 'skill', statement: 'Hàn được' }],
  links: new Map([['CĐR-01', ['MĐ01']]]),
  levels: new Map([['CĐR-01', new Map([['1.1', 2]])]]),
}

describe('what changed between two versions', () => {
  test('a copy with ids of its own is the same', () => {
    const copy = { ...base, units: base.units.map((one) => ({ ...one, id: `${one.id}2` })) }
    expect(isSame(differenceOf(base, copy))).toBe(true)
  })

  test('a subject whose code changed is met by its name; others are added or removed', () => {
    const after = {
      ...base,
      units: [
        exampleUnit({ code: 'MĐ01', name: 'Hàn cơ bản', credits: '4' }),
        exampleUnit({ code: 'MĐ12', name: 'Hàn ống' }),
        exampleUnit({ code: 'MĐ13', name: 'Hàn robot' }),
      ],
    }
    expect(differenceOf(base, after).units).toEqual({
      added: [{ code: 'MĐ13', name: 'Hàn robot' }],
      removed: [],
      changed: [
        { code: 'MĐ01', name: 'Hàn cơ bản', fields: [{ field: 'credits', before: '3', after: '4' }] },
        { code: 'MĐ12', name: 'Hàn ống', fields: [{ field: 'code', before: 'MĐ02', after: 'MĐ12' }] },
      ],
    })
  })

  test('outcomes, links, levels and texts', () => {
    const found = differenceOf(base, {
      ...base,
      texts: { ...texts, objectives: 'Đào tạo thợ hàn số' },
      outcomes: [{ code: 'CĐR-02', kind: 'skill', statement: 'Hàn robot' }],
      links: new Map([['CĐR-02', ['MĐ02']]]),
      levels: new Map([['CĐR-01', new Map([['1.1', 3]])]]),
    })
    expect(found.texts).toEqual([
      { field: 'objectives', before: 'Đào tạo thợ hàn', after: 'Đào tạo thợ hàn số' },
    ])
    expect(found.outcomes).toMatchObject({ added: [{ code: 'CĐR-02' }], removed: [{ code: 'CĐR-01' }] })
    expect(found.links).toEqual([
      { outcome: 'CĐR-01', added: [], removed: ['MĐ01'] },
      { outcome: 'CĐR-02', added: ['MĐ02'], removed: [] },
    ])
    expect(found.levels).toEqual([{ outcome: 'CĐR-01', component: '1.1', before: 2, after: 3 }])
  })
})
