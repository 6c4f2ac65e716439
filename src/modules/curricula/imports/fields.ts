import type { FieldSpec } from '#platform/sheets/index.ts'

/** Columns of the programme table of Thông tư 03/2017/TT-BLĐTBXH, as schools word them. */
export const programmeFields: readonly FieldSpec[] = [
  {
    key: 'code',
    labels: [
      'Mã MH/MĐ',
      'Mã MH, MĐ',
      'Mã môn học, mô đun',
      'Mã MH/MĐ/HP',
      'Mã môn học',
      'Mã mô đun',
      'Mã học phần',
    ],
    kind: 'text',
    required: true,
    example: 'MĐ12',
  },
  {
    key: 'name',
    labels: [
      'Tên môn học, mô đun',
      'Tên MH/MĐ',
      'Tên môn học/mô đun',
      'Tên môn học',
      'Tên mô đun',
      'Môn học, mô đun',
      'Tên học phần',
    ],
    kind: 'text',
    required: true,
    example: 'Hàn hồ quang cơ bản',
  },
  { key: 'credits', labels: ['Số tín chỉ', 'Tín chỉ', 'Số TC'], kind: 'number', example: '3' },
  {
    key: 'hours_total',
    labels: [
      'Tổng số giờ',
      'Thời gian học tập (giờ) › Tổng số',
      'Tổng số',
      'Thời gian đào tạo (giờ) › Tổng số',
    ],
    kind: 'number',
    required: true,
    example: '75',
  },
  {
    key: 'hours_theory',
    labels: ['Lý thuyết', 'Thời gian học tập (giờ) › Trong đó › Lý thuyết', 'Trong đó › Lý thuyết', 'LT'],
    kind: 'number',
    example: '15',
  },
  {
    key: 'hours_practice',
    labels: [
      'Thực hành/thực tập/thí nghiệm/bài tập/thảo luận',
      'Thời gian học tập (giờ) › Trong đó › Thực hành/thực tập/thí nghiệm/bài tập/thảo luận',
      'Trong đó › Thực hành',
      'Thực hành',
      'TH',
    ],
    kind: 'number',
    example: '55',
  },
  {
    key: 'hours_test',
    labels: [
      'Kiểm tra',
      'Thời gian học tập (giờ) › Trong đó › Kiểm tra',
      'Trong đó › Kiểm tra',
      'Thi/Kiểm tra',
      'KT',
    ],
    kind: 'number',
    example: '5',
  },
  { key: 'term', labels: ['Học kỳ', 'HK'], kind: 'number' },
]

export const hourFields = ['hours_total', 'hours_theory', 'hours_practice', 'hours_test'] as const
