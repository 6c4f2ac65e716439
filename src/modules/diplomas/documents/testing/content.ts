import type { DiplomaContent } from '../../diploma.ts'

/** A diploma of an invented person of an invented school. */
export function exampleContent(over: Partial<DiplomaContent['holder']> = {}): DiplomaContent {
  return {
    title: { vi: 'Bằng tốt nghiệp cao đẳng', en: 'College diploma' },
    institution: {
      id: '01900000-0000-7000-8000-000000000001',
      code: 'CDVD',
      name: 'Trường Cao đẳng Ví Dụ',
      name_en: 'Example College',
    },
    honour: { vi: 'Kỹ sư thực hành', en: 'Practical engineer' },
    holder: {
      full_name: 'Nguyễn Thị Ủy Quyên',
      birth_date: '2004-02-05',
      birth_year: 2004,
      sex: 'female',
      birth_place: 'Thành phố Huế',
      ethnicity: null,
      nationality: null,
      ...over,
    },
    programme: {
      code: '6520227',
      name: { vi: 'Điện công nghiệp', en: 'Industrial Electricity' },
      level: 'cao_dang',
      study_form: 'regular',
      hours: null,
      from_date: null,
      to_date: null,
    },
    classification: { code: 'good', name: { vi: 'Giỏi', en: 'Very good' } },
    graduation: {
      year: 2026,
      decision_no: '115/QĐ-CĐVD',
      decision_date: '2026-06-20',
      cohort: 'Khóa 12',
    },
    issue: {
      place: 'Huế',
      date: '2026-06-25',
      signer_name: 'Trần Văn Đức',
      signer_capacity: 'Hiệu trưởng',
    },
  }
}
