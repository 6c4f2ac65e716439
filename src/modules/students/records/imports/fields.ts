import type { Choice, FieldSpec } from '#platform/sheets/index.ts'
import type { PolicyGroup } from '../policy-fact.ts'

const sexes: Choice[] = [
  { value: 'male', labels: ['Nam'] },
  { value: 'female', labels: ['Nữ'] },
]

/** How lists word policy groups; read without marks and case. */
export const groupLabels: Record<PolicyGroup, readonly string[]> = {
  poor: ['Hộ nghèo', 'HN', 'Con hộ nghèo'],
  near_poor: ['Hộ cận nghèo', 'Cận nghèo', 'HCN'],
  ethnic_minority: ['Dân tộc thiểu số', 'DTTS', 'Dân tộc ít người'],
  disability: ['Khuyết tật', 'Người khuyết tật', 'KT', 'Tàn tật'],
  orphan: ['Mồ côi', 'Mồ côi cả cha lẫn mẹ', 'Trẻ mồ côi'],
  merit_family: [
    'Gia đình người có công',
    'Người có công',
    'Con thương binh',
    'Con liệt sĩ',
    'Con bệnh binh',
    'Con TB',
  ],
  hard_area: ['Vùng đặc biệt khó khăn', 'Xã đặc biệt khó khăn', 'ĐBKK', 'Vùng khó khăn'],
  border_island: ['Biên giới, hải đảo', 'Biên giới', 'Hải đảo'],
  recruited: ['Cử tuyển'],
  discharged: ['Bộ đội, công an xuất ngũ', 'Bộ đội xuất ngũ', 'Công an xuất ngũ', 'Xuất ngũ'],
}

/** What a list of learners may tell, in the wordings schools use. */
export const learnerFields: readonly FieldSpec[] = [
  {
    key: 'code',
    labels: [
      'Mã HSSV',
      'Mã số HSSV',
      'Mã sinh viên',
      'Mã học sinh',
      'MSSV',
      'MSHS',
      'Mã SV',
      'Mã HS',
      'Mã người học',
    ],
    kind: 'code',
    example: '26000001',
    hint: 'Để trống: hệ thống cấp mã tiếp theo.',
  },
  {
    key: 'full_name',
    labels: ['Họ và tên', 'Họ tên', 'Họ và tên HSSV', 'Họ và tên học sinh', 'Họ và tên sinh viên'],
    kind: 'name',
    example: 'Nguyễn Thị Ví Dụ',
  },
  { key: 'family', labels: ['Họ đệm', 'Họ và tên đệm', 'Họ lót', 'Họ và chữ đệm', 'Họ'], kind: 'name' },
  { key: 'given', labels: ['Tên'], kind: 'name' },
  {
    key: 'birth',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh', 'Sinh ngày'],
    kind: 'date-group',
    partial: 'first-day',
    example: '05/03/2008',
    choices: sexes,
  },
  { key: 'birth_year', labels: ['Năm sinh'], kind: 'year' },
  { key: 'sex', labels: ['Giới tính', 'Nam/Nữ', 'Phái'], kind: 'choice', choices: sexes, example: 'Nữ' },
  { key: 'ethnicity', labels: ['Dân tộc'], kind: 'text', example: 'Kinh' },
  {
    key: 'citizen_number',
    labels: [
      'Số CCCD',
      'CCCD',
      'Số định danh cá nhân',
      'Số định danh',
      'Số căn cước',
      'Căn cước',
      'CMND/CCCD',
      'Số CMND',
    ],
    kind: 'national-id',
    example: '046308000000',
  },
  {
    key: 'address',
    labels: [
      'Nơi ở',
      'Chỗ ở hiện nay',
      'Địa chỉ',
      'Hộ khẩu thường trú',
      'Hộ khẩu',
      'Nơi thường trú',
      'Địa chỉ liên hệ',
    ],
    kind: 'text',
  },
  { key: 'class', labels: ['Lớp', 'Mã lớp', 'Tên lớp', 'Lớp học'], kind: 'text', example: 'CNTT26A' },
  {
    key: 'cohort',
    labels: ['Khóa', 'Khoá', 'Khóa học', 'Niên khóa', 'Tên khóa'],
    kind: 'text',
    example: 'K26',
  },
  {
    key: 'programme',
    labels: ['Ngành', 'Ngành, nghề', 'Ngành nghề', 'Nghề', 'Ngành đào tạo', 'Ngành, nghề đào tạo'],
    kind: 'text',
  },
  {
    key: 'groups',
    labels: ['Đối tượng', 'Đối tượng chính sách', 'Diện chính sách', 'Đối tượng ưu tiên'],
    kind: 'text',
    hint: 'Nhiều đối tượng cách nhau bằng dấu chấm phẩy.',
    example: 'Hộ cận nghèo',
  },
  {
    key: 'phone',
    labels: ['Điện thoại', 'Số điện thoại', 'Di động', 'SĐT'],
    kind: 'phone',
    example: '0905000000',
  },
  { key: 'email', labels: ['Email', 'Thư điện tử', 'E-mail', 'Địa chỉ email'], kind: 'text' },
  {
    key: 'schooling',
    labels: ['Trình độ văn hóa', 'Trình độ văn hoá', 'TĐVH', 'Trình độ học vấn', 'Văn hóa'],
    kind: 'choice',
    choices: [
      { value: 'thcs', labels: ['THCS', 'Tốt nghiệp THCS', 'Trung học cơ sở', '9/12', 'TN THCS'] },
      { value: 'thpt', labels: ['THPT', 'Tốt nghiệp THPT', 'Trung học phổ thông', '12/12', 'TN THPT'] },
      { value: 'trung_cap', labels: ['Trung cấp', 'TC'] },
      { value: 'cao_dang', labels: ['Cao đẳng', 'CĐ'] },
      { value: 'dai_hoc', labels: ['Đại học', 'ĐH'] },
    ],
    example: 'THPT',
  },
]
