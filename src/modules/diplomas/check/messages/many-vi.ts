export const vi = {
  'diplomas.check.many.title': 'Kiểm tra nhiều văn bằng một lần',
  'diplomas.check.many.lead':
    'Gửi một bảng tính có cột số hiệu, thêm họ tên hoặc ngày sinh của từng người. Mỗi dòng nhận một kết quả.',
  'diplomas.check.many.file': 'Bảng tính cần kiểm tra',
  'diplomas.check.many.hint': 'XLSX hoặc CSV, nhiều nhất {rows} dòng.',
  'diplomas.check.many.send': 'Kiểm tra cả danh sách',
  'diplomas.check.many.template': 'Tải bảng mẫu',
  'diplomas.check.many.api':
    'Cơ quan, doanh nghiệp kiểm tra thường xuyên có thể dùng khóa API: POST /api/v1/diplomas/check, mỗi lần tới 200 dòng.',
  'diplomas.check.many.results': 'Kết quả kiểm tra danh sách',
  'diplomas.check.many.sentence': '{valid} trên {rows} dòng: thật và đang có hiệu lực',
  'diplomas.check.many.kept':
    'Kết quả giữ trong một ngày ở địa chỉ này, rồi tự mất. Ai có địa chỉ thì xem được.',
  'diplomas.check.many.xlsx': 'Tải kết quả (XLSX)',
  'diplomas.check.many.row': 'Dòng',
  'diplomas.check.many.birth': 'Ngày sinh',
  'diplomas.check.many.refused': 'Chưa kiểm tra',
  'diplomas.check.many.refused_why':
    'Quá nhiều dòng không khớp trước đó. Hãy gửi lại những dòng này sau một giờ.',
  'diplomas.check.many.incomplete': 'Chưa hỏi được',
  'diplomas.check.many.pages': 'Phân trang',
  'diplomas.check.many.previous': 'Dòng trước',
  'diplomas.check.many.next': 'Dòng sau',
  'diplomas.check.many.shown': 'Dòng {from}–{to} trên {rows}',
  'diplomas.check.many.error.none': 'Hãy chọn một tệp XLSX hoặc CSV.',
  'diplomas.check.many.error.large':
    'Tệp lớn hơn 1 MB. Hãy chỉ để lại danh sách, bỏ hình ảnh và các trang khác.',
  'diplomas.check.many.error.file':
    'Không đọc được tệp. Hãy lưu danh sách thành XLSX hoặc CSV, không đặt mật khẩu, rồi gửi lại.',
  'diplomas.check.many.error.column':
    'Không thấy cột “Số hiệu” trong tệp. Hãy đặt tên cột ở dòng đầu như bảng mẫu.',
  'diplomas.check.many.error.rows': 'Danh sách có hơn 200 dòng. Hãy chia thành nhiều tệp.',
  'diplomas.check.many.error.empty': 'Danh sách không có dòng nào dưới tên cột.',
  'diplomas.check.many.error.gone':
    'Kết quả này không còn: danh sách chỉ giữ trong một ngày. Hãy gửi lại bảng tính.',
  'diplomas.subject.checked_list': 'Danh sách văn bằng được kiểm tra',
} as const
