import type { DiplomaContent, KindCode } from '../diploma.ts'
import type { Printed } from './placed.ts'
import { speakOf } from './side.ts'

/** An invented diploma with long words, to try a form with. */
export function sampleOf(kind: KindCode, school: string): Printed {
  const vi = speakOf('vi').dynamic(`diplomas.document.title.${kind}`)
  const en = speakOf('en').dynamic(`diplomas.document.title.${kind}`)
  const content: DiplomaContent = {
    title: { vi, en },
    institution: { id: '', code: '', name: school, name_en: null },
    honour: kind === 'college_diploma' ? { vi: 'Kỹ sư thực hành', en: 'Practical engineer' } : null,
    holder: {
      full_name: 'Nguyễn Thị Hoàng Ví Dụ',
      birth_date: '2004-02-05',
      birth_year: 2004,
      sex: 'female',
      birth_place: 'Thành phố Huế',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
    },
    programme: {
      code: null,
      name: { vi: 'Kỹ thuật máy lạnh và điều hòa không khí', en: 'Refrigeration and air-conditioning' },
      level: null,
      study_form: 'regular',
      hours: 300,
      from_date: '2026-03-02',
      to_date: '2026-05-29',
    },
    classification: { code: 'good', name: { vi: 'Khá', en: 'Good' } },
    graduation: { year: 2026, decision_no: '00/QĐ-VD', decision_date: '2026-06-20', cohort: null },
    issue: { place: 'Huế', date: '2026-06-25', signer_name: 'Trần Văn Mẫu', signer_capacity: 'Hiệu trưởng' },
  }
  return { content, numbers: { serial: 'VD 000000', entry_no: '00000/VD' } }
}
