import type { GradingPolicy } from '../grading/policy.ts'
import type { NewColumn } from './store/column.ts'
import { columnName } from './stored-words.ts'

/** The columns a sheet begins with: as many tests as the policy asks for at least, and the first sitting of the exam. */
export function defaultColumns(policy: GradingPolicy): NewColumn[] {
  const some = (kind: 'regular' | 'periodic', least: number): NewColumn[] =>
    Array.from({ length: Math.max(least, 1) }, (_, at) => ({
      kind,
      position: at + 1,
      name: columnName(kind, at + 1),
      sitting: 1,
    }))
  return [
    ...some('regular', policy.tests.min_regular),
    ...some('periodic', policy.tests.min_periodic),
    { kind: 'exam', position: 1, name: columnName('exam', 1), sitting: 1 },
  ]
}
