export const keysVi = {
  'diplomas.permission.keys': 'Giữ khóa ký và mẫu in văn bằng của cơ sở',
  'diplomas.permission.outside-keys': 'Chỉ định khóa ký trên token, HSM hoặc dịch vụ ký từ xa',
  'diplomas.keys.title': 'Khóa ký văn bằng',
  'diplomas.keys.of': 'Khóa ký của {name}',
  'diplomas.keys.nav': 'Khóa ký',
  'diplomas.keys.lead':
    'Văn bằng, chứng chỉ số được ký bằng chứng thư số của cơ sở. Còn hạn thì mới ký được; bản đã ký trước ngày hết hạn vẫn có giá trị.',
  'diplomas.keys.school': 'Cơ sở',
  'diplomas.keys.state': 'Tình trạng',
  'diplomas.keys.subject': 'Chủ chứng thư',
  'diplomas.keys.issuer': 'Nơi cấp chứng thư',
  'diplomas.keys.serial': 'Số chứng thư',
  'diplomas.keys.valid': 'Hiệu lực',
  'diplomas.keys.to': 'Dùng đến',
  'diplomas.keys.kind': 'Loại khóa',
  'diplomas.keys.kind.rsa': 'RSA',
  'diplomas.keys.kind.ec': 'Đường cong elip (ECDSA)',
  'diplomas.keys.where': 'Khóa nằm ở',
  'diplomas.keys.provider.kept': 'Hệ thống này, đã niêm phong',
  'diplomas.keys.provider.pkcs11': 'Token hoặc HSM (PKCS #11)',
  'diplomas.keys.provider.remote': 'Dịch vụ ký từ xa',
  'diplomas.keys.used_from': 'Đưa vào ngày',
  'diplomas.keys.ended_on': 'Thôi dùng từ ngày',
  'diplomas.keys.demo': 'Khóa thử nghiệm: chữ ký không có giá trị pháp lý.',
  'diplomas.keys.standing.none': 'Chưa có khóa',
  'diplomas.keys.standing.waiting': 'Chưa đến ngày dùng',
  'diplomas.keys.standing.in_force': 'Đang dùng được',
  'diplomas.keys.standing.ending': 'Sắp hết hạn',
  'diplomas.keys.standing.expired': 'Đã hết hạn',
  'diplomas.keys.standing.ended': 'Đã thôi dùng',
  'diplomas.keys.no_school': 'Bạn không giữ khóa ký của cơ sở nào.',
  'diplomas.keys.not_ready': 'Cơ sở chưa ký được văn bằng số',
  'diplomas.keys.not_ready_how':
    'Hãy đưa chứng thư số còn hạn vào bằng biểu mẫu bên dưới. Văn bằng giấy vẫn cấp được.',
  'diplomas.keys.add': 'Đưa tệp khóa vào',
  'diplomas.keys.add_lead':
    'Tệp PKCS #12 (đuôi .p12 hoặc .pfx) do tổ chức chứng thực chữ ký số cấp. Khóa được niêm phong ngay; mật khẩu chỉ dùng một lần để mở tệp, không lưu lại.',
  'diplomas.keys.file': 'Tệp khóa',
  'diplomas.keys.file_hint': 'Tệp .p12 hoặc .pfx, gồm khóa và chứng thư',
  'diplomas.keys.passphrase': 'Mật khẩu của tệp',
  'diplomas.keys.passphrase_hint': 'Mật khẩu đã đặt khi xuất tệp; để trống nếu tệp không có mật khẩu',
  'diplomas.keys.add_act': 'Đưa khóa vào',
  'diplomas.keys.added': 'Đã đưa khóa ký vào. Từ nay văn bằng số được ký bằng khóa này.',
  'diplomas.keys.outside': 'Chỉ định khóa nằm ngoài hệ thống',
  'diplomas.keys.outside_lead':
    'Khóa trên token, HSM hoặc ở dịch vụ ký từ xa không bao giờ vào hệ thống. Khi lưu, khóa được ký thử một lần để chắc là khớp chứng thư.',
  'diplomas.keys.outside_none':
    'Máy chủ chưa khai báo token hay dịch vụ ký từ xa nào. Người vận hành khai báo trong cấu hình máy chủ trước.',
  'diplomas.keys.place': 'Nhãn token, hoặc mã khóa ở dịch vụ',
  'diplomas.keys.place_hint': 'Đúng như token hoặc dịch vụ ghi',
  'diplomas.keys.number': 'Số khóa trên token (CKA_ID)',
  'diplomas.keys.number_hint': 'Chỉ với token, viết hệ mười sáu, ví dụ 01',
  'diplomas.keys.certificate': 'Chứng thư (PEM)',
  'diplomas.keys.certificate_hint': 'Chứng thư của khóa đứng trước, rồi đến các chứng thư cấp trên',
  'diplomas.keys.outside_act': 'Ký thử và lưu',
  'diplomas.keys.end': 'Thôi dùng khóa này',
  'diplomas.keys.end_what':
    'Từ hôm nay khóa không ký được nữa và không mở lại. Văn bằng đã ký bằng khóa này vẫn như cũ.',
  'diplomas.keys.reason': 'Lý do',
  'diplomas.keys.end_act': 'Thôi dùng khóa',
  'diplomas.keys.ended_now': 'Khóa đã thôi dùng.',
  'diplomas.keys.duty.ending': 'Chứng thư số sắp hết hạn',
  'diplomas.keys.duty.expired': 'Chứng thư số đã hết hạn',
  'diplomas.keys.duty.about': '{school}: dùng đến {day}. Hết hạn thì không ký được văn bằng số.',
  'diplomas.keys.duty.act': 'Đưa chứng thư mới vào',
  'diplomas.keys.error.none': 'Cơ sở chưa có khóa ký. Người đứng đầu đưa chứng thư số vào ở mục Khóa ký.',
  'diplomas.keys.error.all_ended':
    'Các khóa ký của cơ sở đều đã thôi dùng hoặc chưa đến ngày dùng. Đưa chứng thư số khác vào ở mục Khóa ký.',
  'diplomas.keys.error.expired':
    'Chứng thư số của cơ sở đã hết hạn ngày {day}. Đưa chứng thư mới vào ở mục Khóa ký.',
  'diplomas.keys.error.no_tokens':
    'Máy chủ không còn khai báo token ký. Báo người vận hành kiểm tra cấu hình (PKCS11_MODULE, PKCS11_PINS).',
  'diplomas.keys.error.no_service':
    'Máy chủ không còn khai báo dịch vụ ký từ xa. Báo người vận hành kiểm tra cấu hình (SIGNING_SERVICE_URL).',
  'diplomas.keys.error.no_pin':
    'Máy chủ không có mã PIN của token “{token}”. Báo người vận hành thêm vào tệp mã PIN (PKCS11_PINS).',
  'diplomas.keys.error.pdf': 'Văn bản này không ký được. Báo người vận hành, kèm giờ gặp lỗi.',
  'diplomas.keys.error.key':
    'Khóa này không dùng được: chỉ nhận RSA từ 2048 bit trở lên hoặc ECDSA. Xin tổ chức chứng thực cấp lại.',
  'diplomas.keys.error.mismatch': 'Khóa không khớp với chứng thư. Kiểm tra lại tệp hoặc chứng thư đã chọn.',
  'diplomas.keys.error.token':
    'Token không ký được. Kiểm tra token đã cắm, đúng nhãn, đúng số khóa và mã PIN, rồi thử lại.',
  'diplomas.keys.error.remote':
    'Dịch vụ ký từ xa không ký. Thử lại sau ít phút; nếu vẫn vậy, liên hệ nơi cung cấp.',
  'diplomas.keys.error.timestamp':
    'Không lấy được dấu thời gian nên chưa ký. Thử lại sau ít phút; nếu vẫn vậy, báo người vận hành.',
  'diplomas.keys.error.passphrase':
    'Mật khẩu không mở được tệp. Gõ lại; nếu mật khẩu có dấu tiếng Việt, hãy xuất lại tệp với mật khẩu không dấu.',
  'diplomas.keys.error.key_file':
    'Tệp không đọc được, hoặc thiếu khóa hay chứng thư. Xuất lại từ phần mềm ký số, chọn kèm khóa riêng.',
  'diplomas.keys.error.no_file': 'Chọn tệp khóa .p12 hoặc .pfx',
  'diplomas.keys.error.file_expired': 'Chứng thư trong tệp đã hết hạn ngày {day}. Chọn chứng thư còn hạn.',
  'diplomas.keys.error.file_not_yet':
    'Chứng thư trong tệp đến ngày {day} mới có hiệu lực. Đưa vào từ ngày đó.',
  'diplomas.keys.error.known': 'Chứng thư này đã có trong danh sách khóa của cơ sở',
  'diplomas.keys.error.provider': 'Chọn nơi giữ khóa',
  'diplomas.keys.error.place': 'Ghi nhãn của token (không có dấu chấm phẩy) hoặc mã khóa ở dịch vụ',
  'diplomas.keys.error.number': 'Ghi số khóa trên token bằng hệ mười sáu, hai chữ số một, ví dụ 01',
  'diplomas.keys.error.certificate': 'Dán chứng thư dạng PEM, bắt đầu bằng -----BEGIN CERTIFICATE-----',
  'diplomas.keys.error.reason': 'Ghi lý do, từ 5 chữ trở lên',
  'diplomas.keys.error.ended': 'Khóa này đã thôi dùng',
} as const
