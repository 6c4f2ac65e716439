import type { RowProblem } from '#platform/imports/define.ts'
import type { FieldSpec, SheetRecord } from '#platform/sheets/index.ts'
import { daysBetween, readWeekdays } from '../time.ts'
import { longestSeries } from '../block.ts'

/** What a timetable tells, a row a series: which class learns what, with whom, where and when. */
export const timetableFields: readonly FieldSpec[] = [
  {
    key: 'class',
    labels: ['Lớp', 'Mã lớp', 'Tên lớp'],
    kind: 'text',
    example: 'CNOT26A',
    hint: 'Để trống nếu cột môn ghi mã lớp học phần.',
  },
  {
    key: 'section',
    labels: [
      'Môn học, mô đun',
      'Môn học',
      'Mô đun',
      'Môn/mô đun',
      'Tên môn học',
      'Mã môn học',
      'Lớp học phần',
      'Học phần',
    ],
    kind: 'text',
    required: true,
    example: 'MĐ15',
    hint: 'Mã hoặc tên môn học, mô đun; hoặc mã lớp học phần.',
  },
  {
    key: 'teacher',
    labels: ['Giáo viên', 'Giảng viên', 'Nhà giáo', 'Họ tên giáo viên', 'GV'],
    kind: 'text',
    example: 'Nguyễn Văn Ví Dụ',
  },
  {
    key: 'room',
    labels: ['Phòng', 'Phòng học', 'Mã phòng', 'Xưởng', 'Địa điểm'],
    kind: 'text',
    example: 'A201',
  },
  {
    key: 'weekdays',
    labels: ['Thứ', 'Ngày trong tuần', 'Các thứ'],
    kind: 'text',
    required: true,
    example: '2',
    hint: '2 đến 7, CN; nhiều thứ cách nhau bằng dấu phẩy.',
  },
  {
    key: 'span',
    labels: ['Tiết', 'Giờ', 'Tiết học', 'Giờ học', 'Tiết/giờ', 'Thời gian'],
    kind: 'text',
    required: true,
    example: '1-3',
    hint: 'Tiết (1-3) hoặc giờ (7:00-9:15).',
  },
  {
    key: 'from_date',
    labels: ['Từ ngày', 'Ngày bắt đầu', 'Bắt đầu'],
    kind: 'date',
    required: true,
    example: '07/09/2026',
  },
  { key: 'to_date', labels: ['Đến ngày', 'Ngày kết thúc', 'Kết thúc'], kind: 'date', example: '17/01/2027' },
  {
    key: 'kind',
    labels: ['Loại giờ', 'Hình thức', 'LT/TH'],
    kind: 'choice',
    example: 'Lý thuyết',
    choices: [
      { value: 'theory', labels: ['Lý thuyết', 'LT'] },
      { value: 'practice', labels: ['Thực hành', 'TH', 'Tích hợp'] },
      { value: 'test', labels: ['Kiểm tra', 'KT'] },
      { value: 'exam', labels: ['Thi'] },
    ],
  },
]

/** Rules between the cells of one row. */
export function checkTimetableRow(record: SheetRecord): RowProblem[] {
  const { values } = record
  const found: { field: string; code: string }[] = []
  if (typeof values.weekdays === 'string' && !readWeekdays(values.weekdays))
    found.push({ field: 'weekdays', code: 'students.teaching.import.weekdays' })
  const { from_date: from, to_date: to } = values
  if (typeof from === 'string' && typeof to === 'string') {
    if (to < from) found.push({ field: 'to_date', code: 'students.teaching.error.ends_before' })
    else if (daysBetween(from, to) >= longestSeries)
      found.push({ field: 'to_date', code: 'students.teaching.error.too_long' })
  }
  return found.map((one) => ({
    sheet: record.sheet,
    row: record.row,
    column: -1,
    level: 'error' as const,
    params: {},
    ...one,
  }))
}
