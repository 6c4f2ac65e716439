export const vi = {
  'platform.error.invalid': 'Có chỗ chưa đúng. Hãy sửa các ô được đánh dấu rồi gửi lại.',
  'platform.error.unauthenticated': 'Bạn cần đăng nhập để làm việc này.',
  'platform.error.forbidden':
    'Tài khoản của bạn chưa có quyền làm việc này. Hãy liên hệ người quản lý tài khoản của đơn vị.',
  'platform.error.not_found': 'Không tìm thấy trang hoặc hồ sơ này.',
  'platform.error.conflict':
    'Người khác vừa sửa hồ sơ này. Dưới mỗi ô khác nhau là bản hiện có; giữ bản của bạn hoặc sửa lại, rồi lưu lần nữa.',
  'platform.error.raced':
    'Người khác vừa ghi cùng nội dung này trước một chút nên lần này chưa ghi được gì. Những gì bạn nhập vẫn còn; hãy mở lại để xem bản vừa ghi, rồi sửa hoặc lưu lại nếu vẫn cần.',
  'platform.error.unknown_form': 'Biểu mẫu gửi lên không thuộc trang này. Hãy mở lại trang và thử lại.',
  'platform.error.other_site':
    'Biểu mẫu này không được gửi từ trang của hệ thống nên đã bị từ chối. Hãy mở lại trang và gửi lại.',
  'platform.error.too_large':
    'Tệp hoặc nội dung gửi lên quá lớn. Hãy quay lại trang trước, chọn tệp nhỏ hơn hoặc chia thành nhiều tệp.',
  'platform.error.too_many': 'Bạn thử quá nhiều lần. Hãy chờ {minutes} phút rồi thử lại.',
  'platform.error.away':
    'Cơ sở dữ liệu tạm thời không trả lời. Những gì bạn đã nhập vẫn còn ở trang này; hãy thử lại sau ít phút.',
  'platform.error.disk_full':
    'Máy chủ đã hết chỗ lưu trữ nên chưa ghi được. Hãy báo người quản trị; chưa có gì bị ghi dở dang.',
  'platform.error.defect':
    'Hệ thống gặp lỗi chưa rõ nguyên nhân. Mã lỗi {id}: hãy gửi mã này cho người quản trị.',
  'platform.form.refused': 'Chưa làm được',
  'platform.form.restored':
    'Phiên đăng nhập đã hết khi bạn đang nhập. Nội dung đã được giữ lại bên dưới; hãy xem lại rồi gửi.',
  'platform.file.disk_full': 'Máy chủ đã hết chỗ lưu trữ nên tệp chưa được ghi. Hãy báo người quản trị.',
  'platform.file.missing': 'Không tìm thấy tệp này.',
  'platform.file.unavailable': 'Kho tệp tạm thời không trả lời. Hãy thử lại sau ít phút.',
  'platform.file.bad_hash': 'Địa chỉ tệp không đúng.',
  'platform.subject.setting': 'Thiết đặt',
  'platform.file.bad_range': 'Đoạn được yêu cầu nằm ngoài tệp.',
  'platform.file.empty': 'Tệp trống. Hãy chọn lại tệp.',
  'platform.file.too_large': 'Tệp vượt quá {limit, number} byte. Hãy chọn tệp nhỏ hơn.',
  'platform.file.type_refused': 'Loại tệp này không nhận được. Các loại nhận được: {accepted}.',
  'platform.file.type_lies': 'Tên tệp có đuôi {ending} nhưng nội dung lại là {actual}. Hãy kiểm tra lại tệp.',
} as const
