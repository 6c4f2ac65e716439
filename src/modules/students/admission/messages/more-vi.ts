/** Lists that leave the admission office, and ways into it from other pages. */
export const moreVi = {
  'students.admission.export.open': 'Tải về',
  'students.admission.export.csv': 'Tệp CSV',
  'students.admission.export.xlsx': 'Bảng tính Excel',
  'students.admission.admitted.title': 'Danh sách trúng tuyển',
  'students.admission.admitted.none': 'Đợt này chưa có ai trúng tuyển.',
  'students.admission.admitted.about': '{programme}, trình độ {level}, {round} năm {year}',
  'students.admission.admitted.attached': '(Kèm theo Quyết định số {number} ngày {day})',
  'students.admission.admitted.count': 'Danh sách gồm {count} người.',
} as const
