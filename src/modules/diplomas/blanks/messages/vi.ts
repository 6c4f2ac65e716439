export const vi = {
  'diplomas.blanks.error.too_few':
    'Cần {count} phôi nhưng chỉ còn {left}. Nhập thêm phôi hoặc chọn ít người hơn rồi làm lại.',
  'diplomas.blanks.error.first':
    'Phôi số {serial} không còn trong kho của trường. Mở trang “Phôi” để xem số đầu còn lại rồi nhập lại.',
} as const
