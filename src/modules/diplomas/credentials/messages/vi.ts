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
  'diplomas.subject.wallet_offer': 'Lời mời lấy văn bằng vào ví',
  'diplomas.field.expires_at': 'Hết hạn lúc',
  'diplomas.wallet.title': 'Lấy văn bằng vào ví điện tử',
  'diplomas.wallet.lead':
    'Ví giữ văn bằng có chữ ký của trường, để bạn cho người khác xem từng dòng mà không cần vào trang này.',
  'diplomas.wallet.make': 'Tạo mã cho ví',
  'diplomas.wallet.again': 'Tạo mã khác',
  'diplomas.wallet.offer': 'Mở bằng ví',
  'diplomas.wallet.offer_lead':
    'Quét mã bằng ứng dụng ví, hoặc mở liên kết trên điện thoại có ví. Mã dùng được một lần, trong {minutes} phút; đừng đưa cho người khác.',
  'diplomas.wallet.picture': 'Mã QR để ví quét',
  'diplomas.wallet.open': 'Mở ví trên máy này',
  'diplomas.wallet.address': 'Địa chỉ dành cho ví',
  'diplomas.wallet.error.state':
    'Văn bằng này không còn hiệu lực nên không lấy vào ví được. Hãy hỏi trường đã cấp.',
  'diplomas.wallet.credential': 'Văn bằng, chứng chỉ nghề',
  'diplomas.wallet.claim.name': 'Họ và tên',
  'diplomas.wallet.claim.birth': 'Ngày sinh',
  'diplomas.wallet.claim.honour': 'Danh hiệu',
  'diplomas.wallet.claim.programme': 'Ngành, nghề đào tạo',
  'diplomas.wallet.claim.classification': 'Xếp loại',
  'diplomas.wallet.claim.graduation_year': 'Năm tốt nghiệp',
  'diplomas.wallet.claim.issue_date': 'Ngày cấp',
  'diplomas.wallet.claim.serial': 'Số hiệu',
  'diplomas.wallet.claim.entry_no': 'Số vào sổ gốc',
} as const
