import { randomBytes } from 'node:crypto'
import type { RowProblem } from '#platform/imports/define.ts'
import type { Keys } from '#platform/keys.ts'
import type { FieldSpec, SheetRecord } from '#platform/sheets/index.ts'
import { fold, tidyName } from '#platform/text/index.ts'
import { findBirthFault, sealCitizenNumber } from '#modules/people/index.ts'
import { codeFrom } from '../application.ts'

/** What a list of applicants tells (danh sách đăng ký dự tuyển). */
export const applicationFields: readonly FieldSpec[] = [
  {
    key: 'full_name',
    labels: ['Họ và tên', 'Họ tên', 'Họ và tên thí sinh', 'Tên thí sinh', 'Họ và tên người đăng ký'],
    kind: 'name',
    required: true,
    example: 'Nguyễn Thị Ví Dụ',
  },
  {
    key: 'birth_date',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh'],
    kind: 'date',
    required: true,
    example: '05/03/2008',
  },
  {
    key: 'sex',
    labels: ['Giới tính', 'Phái'],
    kind: 'choice',
    example: 'Nữ',
    choices: [
      { value: 'male', labels: ['Nam'] },
      { value: 'female', labels: ['Nữ'] },
    ],
  },
  {
    key: 'citizen_number',
    labels: ['Số CCCD', 'CCCD', 'Số định danh cá nhân', 'Số căn cước công dân', 'Căn cước', 'CMND/CCCD'],
    kind: 'national-id',
    example: '046308000000',
  },
  { key: 'ethnicity', labels: ['Dân tộc'], kind: 'text', example: 'Kinh' },
  {
    key: 'programme',
    labels: [
      'Ngành, nghề đăng ký',
      'Ngành nghề',
      'Ngành, nghề',
      'Nghề đăng ký',
      'Ngành đăng ký',
      'Chương trình',
    ],
    kind: 'text',
    required: true,
    example: 'Hàn',
    hint: 'Tên hoặc mã chương trình có trong kế hoạch tuyển sinh.',
  },
  { key: 'round', labels: ['Đợt', 'Đợt tuyển', 'Đợt xét tuyển'], kind: 'text', example: 'Đợt 1' },
  { key: 'phone', labels: ['Điện thoại', 'Số điện thoại', 'SĐT'], kind: 'phone', example: '0905123456' },
  { key: 'email', labels: ['Email', 'Thư điện tử'], kind: 'text', example: 'vidu@example.com' },
  {
    key: 'address',
    labels: ['Nơi ở', 'Địa chỉ', 'Hộ khẩu', 'Hộ khẩu thường trú', 'Chỗ ở hiện nay'],
    kind: 'text',
  },
  {
    key: 'schooling',
    labels: ['Trình độ văn hóa', 'Trình độ', 'Tốt nghiệp', 'Đối tượng tuyển', 'Học vấn'],
    kind: 'choice',
    example: 'THPT',
    choices: [
      { value: 'thcs', labels: ['THCS', 'Trung học cơ sở', 'Lớp 9', '9/12'] },
      { value: 'thpt', labels: ['THPT', 'Trung học phổ thông', 'Lớp 12', '12/12'] },
      { value: 'trung_cap', labels: ['Trung cấp', 'TC'] },
      { value: 'cao_dang', labels: ['Cao đẳng', 'CĐ'] },
      { value: 'dai_hoc', labels: ['Đại học', 'ĐH'] },
    ],
  },
]

/** Rules between the cells of one row, and the row as it will be written: the citizen number sealed, a code made. */
export function checkApplicationRow(
  record: SheetRecord,
  { keys, today }: { keys: Keys; today: string },
): RowProblem[] {
  const { values } = record
  const found: { field: string; code: string }[] = []
  if (typeof values.full_name === 'string') {
    values.full_name = tidyName(values.full_name)
    values.fold = fold(values.full_name)
  }
  if (typeof values.birth_date === 'string') {
    const year = Number(values.birth_date.slice(0, 4))
    const fault = findBirthFault({ date: values.birth_date, year }, today)
    if (fault) found.push({ field: 'birth_date', code: fault })
    values.birth_year = year
  }
  if (typeof values.programme === 'string') values.programme_fold = fold(values.programme)
  if (typeof values.round === 'string') values.round_fold = fold(values.round)
  if (typeof values.email === 'string') values.email = values.email.toLowerCase()
  if (typeof values.citizen_number === 'string') {
    Object.assign(values, sealCitizenNumber(keys, values.citizen_number))
    delete values.citizen_number
  }
  values.code ??= codeFrom(randomBytes(8))
  return found.map((problem) => ({
    sheet: record.sheet,
    row: record.row,
    column: -1,
    level: 'error' as const,
    params: {},
    ...problem,
  }))
}
