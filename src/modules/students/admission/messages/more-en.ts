import type { moreVi } from './more-vi.ts'

/** Lists that leave the admission office, and ways into it from other pages. */
export const moreEn: { readonly [K in keyof typeof moreVi]: string } = {
  'students.admission.export.open': 'Download',
  'students.admission.export.csv': 'CSV file',
  'students.admission.export.xlsx': 'Excel workbook',
  'students.admission.admitted.title': 'List of those admitted',
  'students.admission.admitted.none': 'Nobody has been admitted in this round.',
  'students.admission.admitted.about': '{programme}, {level}, {round} of {year}',
  'students.admission.admitted.attached': '(Attached to decision no. {number} of {day})',
  'students.admission.admitted.count': '{count, plural, one {# person} other {# people}} on this list.',
}
