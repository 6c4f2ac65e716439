export const vi = {
  'resources.files.error.too_large':
    'Tệp lớn hơn {limit} GB, mức lớn nhất của một tệp. Hãy chia nhỏ hoặc nén lại.',
  'resources.files.error.count':
    'Bạn đang có {limit, number} tệp tải lên chưa xong, nhiều nhất có thể. Hãy để các tệp đó tải xong hoặc bỏ bớt.',
  'resources.files.error.many_files':
    'Một học liệu có nhiều nhất {limit, number} tệp. Hãy nén bớt thành một tệp ZIP, hoặc chia thành nhiều học liệu.',
  'resources.files.error.many_names':
    'Một học liệu có nhiều nhất 2.000 tệp. Hãy chọn ít tệp hơn, nén bớt thành một tệp ZIP, hoặc chia thành nhiều học liệu.',
  'resources.files.error.quota':
    'Các tệp đang tải lên của bạn cộng lại vượt {limit, number} GB. Hãy để các tệp đang tải xong hoặc bỏ bớt.',
  'resources.files.error.infected':
    'Tệp này có mã độc ({threat}) nên không nhận. Hãy quét máy của bạn rồi tải lên bản sạch.',
  'resources.files.error.scanner': 'Trình quét mã độc không trả lời nên tệp còn chờ. Hệ thống sẽ tự thử lại.',
  'resources.files.fault.captions_size': 'Tệp phụ đề lớn hơn 10 MB nên trình phát khó đọc.',
  'resources.files.fault.captions_head':
    'Tệp phụ đề phải bắt đầu bằng dòng WEBVTT. Hãy xuất lại phụ đề ở dạng WebVTT.',
  'resources.files.fault.captions_time':
    'Phụ đề, dòng {line, number}: thời gian phải viết như 00:01:02.500 --> 00:01:05.000.',
  'resources.files.fault.captions_backwards':
    'Phụ đề, dòng {line, number}: thời điểm kết thúc phải sau thời điểm bắt đầu.',
  'resources.files.fault.captions_order':
    'Phụ đề, dòng {line, number}: câu này bắt đầu trước câu đứng trên nó.',
  'resources.files.fault.captions_none': 'Tệp phụ đề không có câu nào.',
  'resources.files.fault.picture': 'Không đọc được ảnh: tệp hỏng hoặc quá lớn (trên 100 triệu điểm ảnh).',
  'resources.files.fault.pdf': 'Không đọc được tệp PDF: tệp hỏng.',
  'resources.files.fault.pdf_locked':
    'Tệp PDF có mật khẩu nên người xem phải có mật khẩu mới mở được, và không tìm được chữ bên trong.',
  'resources.files.fault.pdf_size': 'Tệp PDF lớn hơn 256 MB nên không tìm được chữ bên trong.',
  'resources.files.fault.office': 'Không đọc được tệp: nội dung bên trong hỏng.',
  'resources.files.fault.office_locked':
    'Tệp có mật khẩu nên không xem trước và không tìm được chữ bên trong.',
  'resources.files.fault.office_size': 'Tệp lớn hơn 256 MB nên không tìm được chữ bên trong.',
  'resources.files.fault.recording': 'Không đọc được thời lượng: tệp hỏng hoặc bị cắt ngang.',
  'resources.files.fault.codec':
    'Định dạng {codec} nhiều trình duyệt không phát được. Nên chuyển sang MP4 (H.264, AAC).',
  'resources.files.fault.too_long': 'Đọc tệp mất quá lâu nên chưa tìm được chữ bên trong.',
  'resources.files.fault.unreadable': 'Không đọc được nội dung tệp.',
  'resources.files.held.infected':
    'Tệp này có mã độc ({threat}) nên không ai tải được. Hãy gỡ tệp khỏi học liệu và tải lên bản sạch.',
  'resources.files.held.waiting': 'Tệp đang chờ quét mã độc. Hãy thử lại sau vài phút.',
  'resources.files.held.too_large':
    'Tệp lớn hơn mức trình quét mã độc nhận nên chưa ai tải được. Hãy báo người vận hành hệ thống nâng mức đó, hoặc chia nhỏ tệp.',
  'resources.check.infected':
    'Tệp {file} có mã độc ({threat}) nên không ai tải được. Hãy gỡ tệp và tải lên bản sạch.',
  'resources.check.unscanned': 'Tệp {file} còn chờ quét mã độc; người thẩm định có thể chưa mở được ngay.',
  'resources.check.not_scanned':
    'Tệp {file} lớn hơn mức trình quét mã độc nhận nên người xem chưa mở được. Hãy báo người vận hành hệ thống, hoặc chia nhỏ tệp.',
  'resources.files.held.title': 'Tệp chưa mở được',
  'resources.files.preview.no_converter':
    'Máy chủ chưa cài LibreOffice nên chưa xem trước được tệp này. Hãy tải về để xem.',
  'resources.files.preview.failed': 'Không chuyển được tệp này sang PDF để xem trước. Hãy tải về để xem.',
  'resources.files.preview.too_large': 'Tệp lớn hơn 100 MB nên không xem trước được. Hãy tải về để xem.',
  'resources.files.view.frame': 'Nội dung tệp {file}',
  'resources.files.view.first_page': 'Trang đầu của {file}',
  'resources.files.view.open_pages': 'Mở riêng, xem cả {count, number} trang',
  'resources.files.view.open_alone': 'Mở riêng để xem',
  'resources.files.upload.drop': 'Thả tệp hoặc cả thư mục vào đây',
  'resources.files.upload.choose': 'Chọn tệp',
  'resources.files.upload.choose_folder': 'Chọn thư mục',
  'resources.files.upload.hint':
    'Mỗi tệp đến {limit, number} GB. Mất mạng hay đóng trang thì hôm khác chọn lại đúng tệp đó để tải tiếp phần còn lại.',
  'resources.files.upload.unfinished': 'Tệp chưa tải xong',
  'resources.files.upload.come':
    'Đã nhận {come} trên {size}. Chọn lại đúng tệp này để tải tiếp phần còn lại.',
  'resources.files.upload.waiting': 'Chờ đến lượt',
  'resources.files.upload.going': 'Đang tải lên',
  'resources.files.upload.paused': 'Đã tạm dừng',
  'resources.files.upload.lost': 'Mất kết nối, sẽ tự tải tiếp',
  'resources.files.upload.adding': 'Đang kiểm tra và đưa vào bản nháp',
  'resources.files.upload.done': 'Đã có trong bản nháp',
  'resources.files.upload.session_ended': 'Phiên làm việc đã hết. Hãy đăng nhập ở thẻ khác rồi bấm Tải tiếp.',
  'resources.files.upload.pause': 'Tạm dừng',
  'resources.files.upload.resume': 'Tải tiếp',
  'resources.files.upload.drop_it': 'Bỏ tệp',
  'resources.files.upload.choose_again': 'Chọn lại tệp để tải tiếp',
  'resources.files.upload.failed': 'Không tải lên được. Hãy bấm Tải tiếp để thử lại.',
  'resources.files.upload.refused': 'Tệp không được nhận. Hãy tải lại trang để xem lý do.',
  'resources.files.upload.unread':
    'Không đọc được tệp này trên máy của bạn. Hãy kiểm tra tệp có đang mở ở chương trình khác không rồi chọn lại.',
  'resources.files.upload.too_large':
    'Tệp lớn hơn {limit, number} GB, mức lớn nhất của một tệp. Hãy chia nhỏ hoặc nén lại.',
  'resources.files.upload.same': 'Đang tải tệp này rồi',
  'resources.files.draft.waiting': 'Đang chờ đọc nội dung',
  'resources.files.draft.read_pages': '{count, number} trang',
  'resources.action.begin-upload': 'Bắt đầu tải tệp lên',
  'resources.action.drop-upload': 'Bỏ tệp đang tải',
  'resources.action.finish-upload': 'Tải xong tệp',
  'resources.action.look-again': 'Xem lại các tệp',
  'resources.action.note-findings': 'Ghi nội dung đọc được từ tệp',
  'resources.action.note-scan': 'Ghi kết quả quét vi-rút',
  'resources.action.refuse-upload': 'Từ chối tệp tải lên',
} as const
