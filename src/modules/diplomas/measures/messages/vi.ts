export const vi = {
  'diplomas.measure.digitised': 'Văn bằng',
  'diplomas.measure.noun': 'văn bằng',
  'diplomas.measure.rule': 'Loại văn bằng, chứng chỉ',
  'diplomas.measure.digitised.issued': 'Văn bằng cấp ngày {day}, có trong sổ điện tử.',
  'diplomas.measure.digitised.not_issued':
    'Tốt nghiệp theo quyết định {number} ngày {day}, chưa có văn bằng trong sổ điện tử.',
  'diplomas.measure.digitised.digitised': 'Dòng trong sổ giấy (số {number}) đã đối chiếu ngày {day}.',
  'diplomas.measure.digitised.not_compared': 'Dòng trong sổ giấy (số {number}) còn chờ đối chiếu.',
  'diplomas.measure.in_time.yes': 'Cấp sau quyết định {number} {days} ngày, trong hạn {due}.',
  'diplomas.measure.in_time.late': 'Cấp sau quyết định {number} {days} ngày, quá hạn {due}.',
  'diplomas.measure.in_time.overdue': 'Đã {days} ngày từ quyết định {number}, quá hạn {due}, chưa cấp.',
} as const
