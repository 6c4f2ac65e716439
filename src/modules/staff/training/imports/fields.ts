import type { RowProblem } from '#platform/imports/define.ts'
import type { Keys } from '#platform/keys.ts'
import type { FieldSpec, SheetRecord } from '#platform/sheets/index.ts'
import { fold, tidyName } from '#platform/text/index.ts'
import { sealCitizenNumber } from '#modules/people/index.ts'

/** What a list of results of training classes tells. */
export const resultFields: readonly FieldSpec[] = [
  {
    key: 'full_name',
    labels: ['Họ và tên', 'Họ tên', 'Họ và tên học viên', 'Tên học viên', 'Họ và tên nhà giáo'],
    kind: 'name',
    required: true,
    example: 'Nguyễn Thị Ví Dụ',
  },
  {
    key: 'birth_date',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh'],
    kind: 'date',
    example: '05/03/1985',
  },
  {
    key: 'citizen_number',
    labels: ['Số CCCD', 'CCCD', 'Số định danh cá nhân', 'Số căn cước công dân', 'Căn cước'],
    kind: 'national-id',
    example: '046185000000',
  },
  {
    key: 'class',
    labels: [
      'Mã lớp',
      'Lớp',
      'Lớp/Mã lớp',
      'Mã lớp bồi dưỡng',
      'Lớp bồi dưỡng',
      'Tên lớp bồi dưỡng',
      'Khóa bồi dưỡng',
      'Tên khóa',
    ],
    kind: 'text',
    required: true,
    example: 'LMS-2026-01',
    hint: 'Mã lớp, hoặc tên khóa nếu khóa chỉ mở một lần.',
  },
  {
    key: 'outcome',
    labels: ['Kết quả', 'Xếp loại', 'Kết quả bồi dưỡng', 'Đạt/Không đạt'],
    kind: 'choice',
    required: true,
    example: 'Đạt',
    choices: [
      { value: 'passed', labels: ['Đạt', 'Hoàn thành', 'Đạt yêu cầu', 'Đ'] },
      { value: 'failed', labels: ['Chưa đạt', 'Không đạt', 'Không hoàn thành', 'Chưa hoàn thành', 'KĐ'] },
    ],
  },
  {
    key: 'score',
    labels: ['Điểm', 'Điểm số', 'Điểm kết thúc', 'Điểm tổng kết'],
    kind: 'number',
    example: '8,5',
  },
  {
    key: 'hours',
    labels: ['Số giờ', 'Số tiết', 'Thời lượng', 'Thời lượng (giờ)', 'Số giờ tham gia'],
    kind: 'number',
    example: '24',
  },
  {
    key: 'decided_on',
    labels: [
      'Ngày',
      'Ngày công nhận',
      'Ngày cấp',
      'Ngày hoàn thành',
      'Ngày công nhận kết quả',
      'Ngày kết thúc',
    ],
    kind: 'date',
    example: '30/06/2026',
  },
  {
    key: 'paper_no',
    labels: ['Số chứng chỉ', 'Số hiệu chứng chỉ', 'Số hiệu', 'Số chứng nhận'],
    kind: 'text',
  },
]

/** Rules between the cells of one row; the name as it is matched, the citizen number as its keyed index only. */
export function checkResultRow(
  record: SheetRecord,
  { keys, today }: { keys: Keys; today: string },
): RowProblem[] {
  const { values } = record
  const found: { field: string; code: string }[] = []
  if (typeof values.full_name === 'string') {
    values.full_name = tidyName(values.full_name)
    values.fold = fold(values.full_name)
  }
  if (typeof values.class === 'string') values.class_fold = fold(values.class)
  if (typeof values.citizen_number === 'string') {
    values.citizen_number_index = sealCitizenNumber(keys, values.citizen_number).citizen_number_index
    delete values.citizen_number
  }
  if (typeof values.score === 'number' && (values.score < 0 || values.score > 10))
    found.push({ field: 'score', code: 'staff.training.error.score' })
  if (typeof values.hours === 'number' && (values.hours < 0 || values.hours > 9999))
    found.push({ field: 'hours', code: 'staff.training.error.hours' })
  if (typeof values.decided_on === 'string' && values.decided_on > today)
    found.push({ field: 'decided_on', code: 'staff.training.import.future' })
  return found.map((problem) => ({
    sheet: record.sheet,
    row: record.row,
    column: -1,
    level: 'error' as const,
    params: {},
    ...problem,
  }))
}
