import type { Choice, FieldSpec } from '#platform/sheets/index.ts'
import { ethnicities } from '#modules/people/index.ts'

const degrees: Choice[] = [
  { value: 'other', labels: ['Trình độ khác', 'Khác'] },
  { value: 'intermediate', labels: ['Trung cấp', 'TCCN', 'Trung cấp nghề'] },
  { value: 'college', labels: ['Cao đẳng', 'Cao đẳng nghề', 'CĐ'] },
  { value: 'bachelor', labels: ['Đại học', 'Cử nhân', 'Kỹ sư', 'ĐH'] },
  { value: 'master', labels: ['Thạc sỹ', 'Thạc sĩ', 'ThS'] },
  { value: 'doctor', labels: ['Tiến sỹ', 'Tiến sĩ', 'TS'] },
]

const steps = (count: number, label: (step: number) => string[]): Choice[] =>
  Array.from({ length: count }, (_, at) => ({ value: String(at + 1), labels: label(at + 1) }))

/**
 * What a list of teachers and managers may tell. The wordings are those of the 36-column form "Danh sách đội ngũ nhà giáo
 * giáo dục nghề nghiệp" and of the shorter lists schools keep.
 */
export const staffFields: readonly FieldSpec[] = [
  {
    key: 'full_name',
    labels: [
      'Họ và tên',
      'Họ và tên nhà giáo',
      'Họ tên',
      'Họ và tên cán bộ',
      'Họ và tên giáo viên',
      'Họ và tên CBQL',
    ],
    kind: 'name',
    required: true,
    example: 'Nguyễn Thị Ví Dụ',
  },
  {
    key: 'birth',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh', 'Sinh ngày'],
    kind: 'date-group',
    partial: 'first-day',
    example: '05/03/1985',
    choices: [
      { value: 'male', labels: ['Nam'] },
      { value: 'female', labels: ['Nữ'] },
    ],
  },
  { key: 'birth_year', labels: ['Năm sinh'], kind: 'year' },
  {
    key: 'sex',
    labels: ['Giới tính', 'Nam/Nữ', 'Phái'],
    kind: 'choice',
    choices: [
      { value: 'male', labels: ['Nam'] },
      { value: 'female', labels: ['Nữ'] },
    ],
    example: 'Nữ',
  },
  {
    key: 'citizen_number',
    labels: [
      'Số CCCD',
      'CCCD',
      'Số định danh cá nhân',
      'Số căn cước công dân',
      'Căn cước',
      'CMND/CCCD',
      'Số CMND',
    ],
    kind: 'national-id',
    example: '046185000000',
  },
  {
    key: 'ethnicity',
    labels: ['Dân tộc', 'Dân tộc ít người', 'Dân tộc thiểu số'],
    kind: 'text',
    hint: `Tên dân tộc (${ethnicities.slice(0, 4).join(', ')} …); x nếu chỉ biết là dân tộc thiểu số.`,
  },
  {
    key: 'title',
    labels: ['Chức vụ', 'Chức danh', 'Chức vụ, chức danh', 'Chức danh nghề nghiệp'],
    kind: 'text',
    example: 'Trưởng khoa',
  },
  {
    key: 'role',
    labels: ['Vai trò', 'Đối tượng'],
    kind: 'choice',
    choices: [
      { value: 'teacher', labels: ['Nhà giáo', 'Giáo viên', 'Giảng viên'] },
      { value: 'manager', labels: ['Cán bộ quản lý', 'CBQL', 'Quản lý'] },
    ],
  },
  {
    key: 'contract',
    labels: ['Cơ hữu'],
    kind: 'choice-group',
    pick: 'one',
    choices: [
      { value: 'tenured', labels: ['Biên chế', 'Viên chức', 'Cơ hữu'] },
      { value: 'contract', labels: ['Hợp đồng (từ 1 năm trở lên)', 'Hợp đồng từ 1 năm', 'Hợp đồng'] },
    ],
  },
  {
    key: 'contract_kind',
    labels: ['Hình thức làm việc', 'Loại hợp đồng', 'Biên chế/Hợp đồng/Thỉnh giảng'],
    kind: 'choice',
    choices: [
      { value: 'tenured', labels: ['Biên chế', 'Viên chức', 'Cơ hữu'] },
      { value: 'contract', labels: ['Hợp đồng từ 1 năm', 'Hợp đồng (từ 1 năm trở lên)', 'Hợp đồng', 'HĐ'] },
      { value: 'visiting', labels: ['Thỉnh giảng', 'Hợp đồng thỉnh giảng'] },
    ],
  },
  { key: 'visiting', labels: ['Thỉnh giảng', 'Nhà giáo thỉnh giảng'], kind: 'flag' },
  {
    key: 'general_subject',
    labels: ['Giảng dạy môn học chung, môn giảng dạy', 'Môn học chung', 'Môn chung', 'Môn giảng dạy'],
    kind: 'text',
  },
  {
    key: 'occupations',
    labels: [
      'Giảng dạy chuyên môn nghề, nghề giảng dạy',
      'Nghề giảng dạy',
      'Ngành nghề giảng dạy',
      'Ngành, nghề đào tạo giảng dạy',
    ],
    kind: 'text',
    example: 'Hàn; Điện công nghiệp',
  },
  {
    key: 'levels',
    labels: ['Trình độ giảng dạy', 'Dạy trình độ', 'Cấp trình độ giảng dạy'],
    kind: 'choice-group',
    pick: 'all',
    choices: [
      { value: 'cao_dang', labels: ['Dạy cao đẳng', 'Cao đẳng'] },
      { value: 'trung_cap', labels: ['Dạy trung cấp', 'Trung cấp'] },
      { value: 'so_cap', labels: ['Dạy sơ cấp', 'Sơ cấp'] },
      { value: 'thuong_xuyen', labels: ['Đào tạo thường xuyên', 'Dưới 3 tháng'] },
    ],
  },
  { key: 'professor', labels: ['Giáo sư'], kind: 'flag' },
  { key: 'associate_professor', labels: ['Phó Giáo sư'], kind: 'flag' },
  {
    key: 'peoples_title',
    labels: [
      'Nhà giáo nhân dân, nghệ sĩ nhân dân, nghệ nhân nhân dân, thầy thuốc nhân dân',
      'Nhà giáo nhân dân',
      'NGND',
    ],
    kind: 'flag',
  },
  {
    key: 'excellent_title',
    labels: ['Nhà giáo ưu tú, nghệ sĩ ưu tú, nghệ nhân ưu tú, thầy thuốc ưu tú', 'Nhà giáo ưu tú', 'NGƯT'],
    kind: 'flag',
  },
  {
    key: 'degree',
    labels: [
      'Trình độ chuyên môn, chuyên ngành đào tạo',
      'Trình độ chuyên môn',
      'Trình độ đào tạo',
      'Trình độ',
      'Bằng cấp',
    ],
    kind: 'choice-group',
    pick: 'highest',
    choices: degrees,
    example: 'Thạc sỹ',
  },
  {
    key: 'degree_field',
    labels: ['Chuyên ngành', 'Chuyên ngành đào tạo', 'Ngành đào tạo'],
    kind: 'text',
    example: 'Công nghệ thông tin',
  },
  {
    key: 'foreign_language',
    labels: ['Trình độ ngoại ngữ', 'Ngoại ngữ'],
    kind: 'choice-group',
    pick: 'highest',
    choices: steps(6, (step) => [`Bậc ${step}`, `Bậc ${step}/6`]),
  },
  {
    key: 'it',
    labels: ['Trình độ Tin học', 'Tin học'],
    kind: 'choice-group',
    pick: 'highest',
    choices: [
      { value: 'basic', labels: ['Cơ bản', 'Ứng dụng CNTT cơ bản'] },
      { value: 'advanced', labels: ['Nâng cao', 'Ứng dụng CNTT nâng cao'] },
    ],
  },
  {
    key: 'vocational_skill',
    labels: ['Trình độ kỹ năng nghề', 'Kỹ năng nghề', 'KNN'],
    kind: 'choice-group',
    pick: 'highest',
    choices: steps(3, (step) => [`Chứng chỉ KNN bậc ${step} (tương đương)`, `Bậc ${step}`]),
  },
  {
    key: 'pedagogy',
    labels: ['Trình độ nghiệp vụ sư phạm', 'Nghiệp vụ sư phạm', 'NVSP', 'Chứng chỉ sư phạm'],
    kind: 'choice-group',
    pick: 'all',
    choices: [
      { value: 'so_cap', labels: ['Chứng chỉ sư phạm dạy trình độ SC', 'Sơ cấp', 'SC'] },
      { value: 'trung_cap', labels: ['Chứng chỉ sư phạm dạy trình độ TC', 'Trung cấp', 'TC'] },
      { value: 'cao_dang', labels: ['Chứng chỉ sư phạm dạy trình độ CĐ', 'Cao đẳng', 'CĐ'] },
    ],
  },
  {
    key: 'training_name',
    labels: ['Tên lớp đào tạo, bồi dưỡng', 'Tên lớp bồi dưỡng', 'Lớp bồi dưỡng'],
    kind: 'text',
  },
  { key: 'training_time', labels: ['Thời gian đào tạo, bồi dưỡng', 'Thời gian bồi dưỡng'], kind: 'text' },
  {
    key: 'phone',
    labels: ['Điện thoại', 'Số điện thoại', 'Di động', 'SĐT'],
    kind: 'phone',
    example: '0905000000',
  },
  {
    key: 'email',
    labels: ['Email', 'Thư điện tử', 'E-mail', 'Địa chỉ email'],
    kind: 'text',
    example: 'ten@truong.edu.vn',
  },
  { key: 'from_date', labels: ['Ngày vào làm', 'Ngày tuyển dụng', 'Từ ngày', 'Ngày bổ nhiệm'], kind: 'date' },
  { key: 'to_date', labels: ['Ngày nghỉ', 'Đến ngày', 'Ngày thôi việc'], kind: 'date' },
]
