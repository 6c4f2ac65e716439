import type { FieldSpec } from '#platform/sheets/index.ts'
import type { ColumnKind } from '../mark.ts'

/** A field of the file that holds marks: the n-th column of a kind (for exams: the sitting). */
export type MarkField = { key: string; kind: ColumnKind; number: number }

const some = (kind: ColumnKind, prefix: string, count: number): MarkField[] =>
  Array.from({ length: count }, (_, at) => ({ key: `${prefix}${at + 1}`, kind, number: at + 1 }))

export const markFields: readonly MarkField[] = [
  ...some('regular', 'tx', 6),
  ...some('periodic', 'dk', 4),
  ...some('exam', 'thi', 2),
]

const labelsOf = ({ kind, number }: MarkField): string[] => {
  if (kind === 'regular')
    return [
      `TX ${number}`,
      `TX${number}`,
      `KTTX ${number}`,
      `Thường xuyên ${number}`,
      `Điểm thường xuyên ${number}`,
    ]
  if (kind === 'periodic')
    return [`ĐK ${number}`, `ĐK${number}`, `KTĐK ${number}`, `Định kỳ ${number}`, `Điểm định kỳ ${number}`]
  return [
    `Thi lần ${number}`,
    `Thi L${number}`,
    `Điểm thi lần ${number}`,
    ...(number === 1 ? ['Thi', 'Điểm thi', 'Thi kết thúc'] : ['Thi lại']),
  ]
}

/** What a file of marks tells, a row a learner in a section. */
export const marksFields: readonly FieldSpec[] = [
  {
    key: 'section',
    labels: ['Mã lớp học phần', 'Lớp học phần', 'Mã LHP', 'LHP'],
    kind: 'text',
    required: true,
    example: 'MH01-CNOT26A',
  },
  {
    key: 'code',
    labels: ['Mã HSSV', 'Mã học sinh', 'Mã sinh viên', 'MSSV', 'MSHS', 'Mã số'],
    kind: 'text',
    required: true,
    example: '26000001',
  },
  { key: 'name', labels: ['Họ và tên', 'Họ tên', 'Họ tên HSSV'], kind: 'text', example: 'Nguyễn Thị Ví Dụ' },
  ...markFields.map((field): FieldSpec => ({
    key: field.key,
    labels: labelsOf(field),
    kind: 'text',
    ...(field.number === 1
      ? { example: '7,5', hint: 'Điểm 0 đến 10; v: vắng, p: có phép, x: vi phạm.' }
      : {}),
  })),
]
