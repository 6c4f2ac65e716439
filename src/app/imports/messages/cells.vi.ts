/** What may be wrong with a file or a cell, and the way out. Codes come from the reader of spreadsheets and from modules. */
export const cellsVi = {
  'sheets.error.not_a_workbook':
    'Tệp này không phải bảng tính Excel hay CSV. Hãy mở bằng Excel rồi chọn “Lưu thành”, kiểu Excel Workbook (.xlsx).',
  'sheets.error.old_format':
    'Tệp thuộc định dạng cũ hoặc định dạng khác (.xls, .ods). Hãy mở bằng Excel rồi chọn “Lưu thành”, kiểu Excel Workbook (.xlsx).',
  'sheets.error.encrypted':
    'Tệp có đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, gỡ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc), lưu rồi tải lên lại.',
  'sheets.error.zip_bomb':
    'Tệp phình ra quá lớn khi mở nên bị từ chối vì lý do an toàn. Hãy chép dữ liệu sang một tệp mới rồi tải lên.',
  'sheets.error.damaged':
    'Tệp bị hỏng, thường do tải lên hoặc sao chép chưa trọn. Hãy mở thử bằng Excel, lưu lại rồi tải lên.',
  'sheets.error.too_large': 'Tệp quá lớn. Hãy xóa hình ảnh và trang tính thừa, hoặc chia thành nhiều tệp.',
  'sheets.error.too_many_rows':
    'Trang tính có quá nhiều dòng. Hãy chia thành nhiều tệp, mỗi tệp không quá 200.000 dòng.',
  'sheets.error.too_many_columns': 'Trang tính có quá nhiều cột. Hãy chỉ giữ các cột cần nhập.',
  'sheets.error.no_table':
    'Đây là tệp Word nhưng không có bảng nào để đọc. Hãy chọn tệp có danh sách kẻ thành bảng, hoặc tải tệp mẫu, điền rồi tải lên.',
  'sheets.error.empty': 'Tệp không có dữ liệu. Hãy kiểm tra bạn đã chọn đúng tệp.',
  'sheets.warning.macros': 'Tệp có macro; macro không được chạy.',
  'sheets.warning.formulas': '{count, number} ô trong “{sheet}” là công thức; lấy kết quả đã tính khi lưu.',
  'sheets.warning.hidden_sheet': 'Trang tính “{sheet}” đang ẩn nên không được đọc.',
  'sheets.warning.hidden_rows': '{count, number} dòng đang ẩn trong “{sheet}” vẫn được đọc.',
  'sheets.warning.old_font':
    'Có chữ gõ bằng phông cũ (TCVN3 hoặc VNI); đã chuyển sang Unicode. Hãy xem lại tên và địa chỉ.',
  'sheets.warning.guessed_encoding':
    'Bảng mã của tệp CSV được đoán. Nếu chữ có dấu hiện sai, hãy lưu lại kiểu CSV UTF-8.',
  'sheets.cell.required': 'Còn thiếu; hãy điền.',
  'sheets.cell.not_a_date': '“{text}” không phải ngày. Viết ngày/tháng/năm, ví dụ 05/03/1990.',
  'sheets.cell.impossible_date': '“{text}” không có trong lịch. Hãy kiểm tra ngày và tháng.',
  'sheets.cell.incomplete_date': '“{text}” chưa đủ ngày, tháng, năm.',
  'sheets.cell.not_a_year': '“{text}” không phải năm. Viết bốn chữ số, ví dụ 1990.',
  'sheets.cell.not_a_number': '“{text}” không phải số.',
  'sheets.cell.not_a_flag': '“{text}” chưa rõ là có hay không. Đánh x hoặc để trống.',
  'sheets.cell.not_a_choice': '“{text}” không có trong danh mục. Chọn một trong: {allowed}.',
  'sheets.cell.not_a_national_id':
    '“{text}” không phải số căn cước (12 chữ số) hay chứng minh nhân dân (9 chữ số).',
  'sheets.cell.not_a_phone': '“{text}” không phải số điện thoại.',
  'sheets.cell.not_a_name':
    '“{text}” không phải họ tên: chỉ gồm chữ, dấu cách, dấu chấm, gạch nối và dấu nháy.',
  'sheets.cell.several_marks': 'Đánh dấu nhiều cột ({labels}); chỉ được chọn một.',
  'sheets.cell.several_dates': 'Ghi ngày ở nhiều cột ({labels}); chỉ được ghi ở một cột.',
  'sheets.cell.formula_without_value':
    'Công thức chưa được tính. Mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị.',
  'sheets.cell.formula_error': 'Công thức báo lỗi {text}. Hãy sửa công thức hoặc gõ thẳng giá trị.',
  'sheets.cell.too_long': 'Dài quá {limit, number} ký tự.',
  'sheets.cell.leading_zero_restored': 'Đã thêm lại số 0 ở đầu: {value}.',
  'sheets.cell.old_national_id': 'Là số chứng minh nhân dân 9 chữ số; nên bổ sung số căn cước.',
  'sheets.cell.first_day_taken': 'Chỉ ghi “{text}”; tạm lấy ngày đầu tiên.',
  'sheets.cell.two_digit_year': 'Năm viết hai chữ số; hiểu là {value}.',
  'sheets.cell.old_font_converted': 'Đã chuyển từ phông cũ; hãy xem lại.',
  'imports.cell.future_date': 'Ngày ở tương lai.',
  'imports.cell.before_birth': 'Sớm hơn ngày sinh.',
  'imports.cell.date_order': 'Ngày kết thúc sớm hơn ngày bắt đầu.',
  'imports.cell.out_of_range': 'Phải từ {least} đến {most}.',
  'imports.cell.unknown_code': 'Không có mã “{text}”. Hãy kiểm tra lại mã.',
  'imports.cell.unknown_name': 'Không có “{text}” trong hệ thống. Hãy kiểm tra lại tên.',
  'imports.cell.duplicate_in_file': 'Trùng với dòng {row}.',
  'imports.cell.duplicate_number': 'Số này cũng có ở dòng {row}; hai người không thể chung một số.',
  'imports.cell.taken_number': 'Số này đang thuộc về người khác.',
  'imports.cell.possible_duplicate': 'Có thể là một bản ghi đang lưu. Hãy so hai bản rồi quyết định.',
  'imports.cell.by_hand': 'Bản đang lưu đã được sửa tay. Hãy so hai bản rồi quyết định.',
} as const
