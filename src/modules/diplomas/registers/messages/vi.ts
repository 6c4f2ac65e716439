export const vi = {
  'diplomas.registers.crumbs': 'Đường dẫn',
  'diplomas.registers.choose': 'Chọn',
  'diplomas.registers.any': 'Tất cả',
  'diplomas.registers.apply': 'Lọc',
  'diplomas.registers.filter': 'Lọc',
  'diplomas.registers.pages': 'Phân trang',
  'diplomas.registers.first_page': 'Về đầu',
  'diplomas.registers.next_page': 'Trang sau',
  'diplomas.registers.back': 'Quay lại',
  'diplomas.registers.day_hint': 'ngày/tháng/năm',
  'diplomas.registers.error.day': 'Nhập ngày theo dạng ngày/tháng/năm, ví dụ 25/11/2026.',
  'diplomas.registers.error.reason': 'Ghi lý do, ít nhất 5 ký tự.',
  'diplomas.registers.error.no_pattern':
    'Loại văn bằng này chưa có mẫu số hiệu và số vào sổ cho ngày đã chọn. Đặt mẫu ở trang “Mẫu số” rồi làm lại.',
  'diplomas.registers.error.closed':
    'Sổ năm {year} đã khóa nên không nhận thêm dòng. Kiểm tra lại năm cấp: quyết định của năm nay vào sổ năm nay.',
  'diplomas.registers.error.serial_used':
    'Số hiệu {serial} đã cấp cho một văn bằng khác, kể cả khi văn bằng ấy đã hủy. Chọn phôi khác hoặc đổi mẫu số hiệu.',
  'diplomas.registers.error.unknown_part':
    'Mẫu có phần trong ngoặc nhọn không hiểu được. Chỉ dùng các phần liệt kê ở lời dẫn.',
  'diplomas.registers.error.no_seq': "Mẫu thiếu số thứ tự. Thêm '{seq}' hoặc '{seq:5}' (đủ năm chữ số).",
  'diplomas.registers.error.width':
    "Chỉ số thứ tự mới có số chữ số, ví dụ '{seq:5}'. Các phần khác bỏ “:” đi.",
  'diplomas.registers.error.no_year':
    "Số thứ tự bắt đầu lại từ 1 mỗi năm nên mẫu không có năm sẽ trùng số. Thêm '{yyyy}' hoặc '{yy}'.",
  'diplomas.registers.error.signs':
    'Ngoài các phần trong ngoặc nhọn, mẫu chỉ dùng chữ cái không dấu, chữ Đ, chữ số, dấu cách và các dấu . / - _',
} as const
