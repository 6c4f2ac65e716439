import type { Choice, FieldSpec } from '#platform/sheets/index.ts'

/** How registers word the kinds; read without marks and case. */
export const kindChoices: Choice[] = [
  {
    value: 'college_diploma',
    labels: [
      'Bằng tốt nghiệp cao đẳng',
      'Cao đẳng',
      'Bằng cao đẳng',
      'Cao đẳng nghề',
      'Bằng tốt nghiệp cao đẳng nghề',
      'CĐ',
      'CĐN',
    ],
  },
  {
    value: 'intermediate_diploma',
    labels: [
      'Bằng tốt nghiệp trung cấp',
      'Trung cấp',
      'Bằng trung cấp',
      'Trung cấp nghề',
      'Bằng tốt nghiệp trung cấp nghề',
      'Trung cấp chuyên nghiệp',
      'Bằng tốt nghiệp trung cấp chuyên nghiệp',
      'TC',
      'TCN',
      'TCCN',
    ],
  },
  {
    value: 'vocational_high_school_diploma',
    labels: ['Bằng tốt nghiệp trung học nghề', 'Trung học nghề', 'Bằng trung học nghề', 'THN'],
  },
  {
    value: 'elementary_certificate',
    labels: ['Chứng chỉ sơ cấp', 'Sơ cấp', 'Sơ cấp nghề', 'Chứng chỉ sơ cấp nghề', 'SC', 'SCN'],
  },
  {
    value: 'training_certificate',
    labels: ['Chứng chỉ đào tạo', 'Đào tạo thường xuyên', 'Chứng chỉ nghề', 'Dạy nghề thường xuyên'],
  },
  { value: 'pd_certificate', labels: ['Chứng chỉ bồi dưỡng', 'Giấy chứng nhận bồi dưỡng', 'Bồi dưỡng'] },
]

const bookHint = 'Để trống: lấy theo dòng ghi phía trên bảng.'

/** What a copied register may tell, in the wordings schools use. The last four may stand above the table instead. */
export const registerFields: readonly FieldSpec[] = [
  {
    key: 'entry_no',
    labels: ['Số vào sổ', 'Số vào sổ gốc', 'Số vào sổ cấp bằng', 'Số vào sổ gốc cấp bằng', 'Vào sổ số'],
    kind: 'code',
    example: '0125',
  },
  {
    key: 'full_name',
    labels: [
      'Họ và tên',
      'Họ tên',
      'Họ và tên người được cấp',
      'Họ tên người học',
      'Họ và tên học sinh',
      'Họ và tên sinh viên',
    ],
    kind: 'name',
    required: true,
    example: 'Nguyễn Thị Ví Dụ',
  },
  {
    key: 'birth',
    labels: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Ngày tháng năm sinh', 'Năm sinh', 'Ngày hoặc năm sinh'],
    kind: 'text',
    example: '05/09/1972',
  },
  {
    key: 'birth_place',
    labels: ['Nơi sinh', 'Quê quán', 'Nguyên quán'],
    kind: 'text',
    example: 'Phong Điền',
  },
  {
    key: 'programme',
    labels: [
      'Ngành, nghề',
      'Ngành nghề',
      'Ngành, nghề đào tạo',
      'Ngành đào tạo',
      'Nghề đào tạo',
      'Nghề',
      'Ngành',
    ],
    kind: 'text',
    example: 'May công nghiệp',
  },
  {
    key: 'classification',
    labels: ['Xếp loại', 'Xếp loại tốt nghiệp', 'Hạng tốt nghiệp', 'Loại tốt nghiệp'],
    kind: 'text',
    example: 'Khá',
  },
  { key: 'year', labels: ['Năm tốt nghiệp', 'Năm TN'], kind: 'text', example: '1996' },
  {
    key: 'serial',
    labels: ['Số hiệu', 'Số hiệu bằng', 'Số hiệu văn bằng', 'Số bằng', 'Số hiệu chứng chỉ', 'Số chứng chỉ'],
    kind: 'code',
    example: 'A 0001234',
  },
  {
    key: 'issue_date',
    labels: ['Ngày cấp', 'Ngày cấp bằng', 'Ngày ký', 'Ngày, tháng, năm cấp'],
    kind: 'text',
    example: '20/07/1996',
  },
  {
    key: 'decision_no',
    labels: ['Số quyết định', 'Quyết định số', 'Quyết định tốt nghiệp', 'Số QĐ', 'Quyết định'],
    kind: 'text',
    example: '45/QĐ-TN',
  },
  {
    key: 'kind',
    labels: [
      'Loại văn bằng',
      'Loại bằng',
      'Văn bằng',
      'Trình độ',
      'Trình độ đào tạo',
      'Loại văn bằng, chứng chỉ',
    ],
    kind: 'choice',
    choices: kindChoices,
    example: 'Bằng tốt nghiệp trung cấp',
    hint: bookHint,
  },
  {
    key: 'book_year',
    labels: ['Năm của sổ', 'Sổ năm', 'Năm vào sổ', 'Năm cấp'],
    kind: 'year',
    example: '1996',
    hint: bookHint,
  },
  { key: 'volume', labels: ['Quyển số', 'Quyển', 'Sổ số'], kind: 'text', example: '1', hint: bookHint },
  {
    key: 'issuer',
    labels: ['Cơ sở đã cấp', 'Cơ sở cấp', 'Trường cấp', 'Đơn vị cấp', 'Tên trường'],
    kind: 'text',
    hint: 'Tên hoặc mã cơ sở đã cấp, kể cả cơ sở đã sáp nhập. Để trống: cơ sở đang nhập.',
  },
]
