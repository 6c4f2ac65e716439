import type { FieldSpec } from '#platform/sheets/index.ts'
import type { Level } from '../institution.ts'

/** Columns of yearly intake and the level each is for. */
export const quotaFields = [
  { key: 'quota_cd', level: 'cao_dang' },
  { key: 'quota_tc', level: 'trung_cap' },
  { key: 'quota_sc', level: 'so_cap' },
] as const satisfies readonly { key: string; level: Level }[]

/**
 * The form "Thông tin đăng ký hoạt động giáo dục nghề nghiệp": an institution's cells stand on its first row only, the
 * further rows are its occupations.
 */
export const institutionFields: readonly FieldSpec[] = [
  {
    key: 'name',
    labels: ['Tên cơ sở giáo dục nghề nghiệp', 'Tên cơ sở', 'Tên trường', 'Cơ sở giáo dục nghề nghiệp'],
    kind: 'text',
    example: 'Trường Trung cấp Ví Dụ',
  },
  {
    key: 'governing_body',
    labels: ['Cơ quan chủ quản', 'Đơn vị chủ quản'],
    kind: 'text',
    example: 'UBND thành phố Huế',
  },
  {
    key: 'ownership',
    labels: ['Loại hình', 'Loại hình sở hữu'],
    kind: 'choice-group',
    pick: 'one',
    choices: [
      { value: 'public', labels: ['Công lập'] },
      { value: 'private', labels: ['Tư thục'] },
      {
        value: 'foreign_invested',
        labels: ['Vốn ĐTNN', 'Có vốn đầu tư nước ngoài', 'Vốn đầu tư nước ngoài'],
      },
    ],
  },
  {
    key: 'founding_decision',
    kind: 'text',
    example: '12/QĐ-UBND ngày 05/03/2010',
    labels: [
      'Quyết định thành lập/đổi tên/sáp nhập/giải thể',
      'Quyết định thành lập',
      'Số quyết định thành lập',
    ],
  },
  {
    key: 'licence',
    kind: 'text',
    example: '08/2020/GCNĐKHĐ ngày 10/6/2020',
    labels: [
      'Số, ngày, tháng, năm cấp/ Địa điểm đào tạo',
      'Giấy chứng nhận đăng ký hoạt động',
      'Số giấy chứng nhận',
      'Số GCN',
    ],
  },
  { key: 'not_licensed', labels: ['Chưa được cấp'], kind: 'flag' },
  { key: 'first_year', labels: ['Năm cấp ban đầu'], kind: 'year' },
  { key: 'further_year', labels: ['Năm cấp bổ sung'], kind: 'year' },
  {
    key: 'occupation',
    labels: ['Tên ngành, nghề', 'Ngành, nghề đào tạo', 'Tên nghề', 'Ngành nghề'],
    kind: 'text',
    example: 'Điện công nghiệp',
  },
  { key: 'occupation_code', labels: ['Mã cấp II', 'Mã ngành, nghề', 'Mã nghề', 'Mã cấp IV'], kind: 'code' },
  {
    key: 'quota_cd',
    labels: ['Quy mô tuyển sinh CĐ', 'Quy mô tuyển sinh cao đẳng', 'Quy mô CĐ'],
    kind: 'number',
  },
  {
    key: 'quota_tc',
    labels: ['Quy mô tuyển sinh TC', 'Quy mô tuyển sinh trung cấp', 'Quy mô TC'],
    kind: 'number',
    example: '60',
  },
  {
    key: 'quota_sc',
    labels: ['Quy mô tuyển sinh SC', 'Quy mô tuyển sinh sơ cấp', 'Quy mô SC'],
    kind: 'number',
  },
]
