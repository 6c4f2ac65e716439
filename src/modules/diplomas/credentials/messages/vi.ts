export const vi = {
  'diplomas.field.controller': 'Định danh phi tập trung (DID)',
  'diplomas.field.public_part': 'Khóa công khai',
  'diplomas.field.revoked_on': 'Ngày hủy bỏ khóa',
  'diplomas.credentials.failed.not_a_credential':
    'Tệp không phải là văn bằng số, hoặc thiếu phần bắt buộc: {detail}.',
  'diplomas.credentials.failed.unknown_context': 'Tệp dùng bộ thuật ngữ mà hệ thống không biết: {detail}.',
  'diplomas.credentials.failed.undefined_field': 'Tệp có trường không được ký: {detail}.',
  'diplomas.credentials.failed.unsigned': 'Tệp không có chữ ký số.',
  'diplomas.credentials.failed.unsupported_proof': 'Kiểu chữ ký không được hỗ trợ: {detail}.',
  'diplomas.credentials.failed.wrong_issuer': 'Người ký không phải là trường ghi trong văn bằng: {detail}.',
  'diplomas.credentials.failed.unknown_issuer': 'Không biết nơi cấp này: {detail}.',
  'diplomas.credentials.failed.unknown_key': 'Nơi cấp không công bố khóa này: {detail}.',
  'diplomas.credentials.failed.revoked_key': 'Khóa ký đã bị nơi cấp hủy bỏ: {detail}.',
  'diplomas.credentials.failed.bad_signature':
    'Chữ ký không khớp với nội dung: tệp đã bị sửa, hoặc không do khóa này ký.',
  'diplomas.credentials.failed.not_yet_valid': 'Văn bằng chưa đến ngày có hiệu lực: {detail}.',
  'diplomas.credentials.failed.expired': 'Văn bằng đã hết hạn: {detail}.',
  'diplomas.credentials.failed.status_missing':
    'Chữ ký đúng, nhưng chưa có danh sách trạng thái để biết văn bằng còn hiệu lực hay không: {detail}.',
  'diplomas.credentials.failed.stale_status':
    'Chữ ký đúng, nhưng danh sách trạng thái đã cũ (hết hạn {detail}): hãy lấy danh sách mới.',
  'diplomas.credentials.failed.bad_status':
    'Chữ ký đúng, nhưng không đọc được danh sách trạng thái: {detail}.',
} as const
