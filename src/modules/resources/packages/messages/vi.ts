export const vi = {
  'resources.packages.standard.scorm_1.2': 'SCORM 1.2',
  'resources.packages.standard.scorm_2004': 'SCORM 2004',
  'resources.packages.standard.cmi5': 'cmi5',
  'resources.packages.standard.xapi': 'xAPI (Tin Can)',
  'resources.packages.standard.h5p': 'H5P',
  'resources.packages.standard.ims': 'Gói nội dung IMS',
  'resources.packages.standard.html': 'Trang HTML',

  'resources.packages.play': 'Mở bài giảng',
  'resources.packages.title': 'Xem gói: {title}',
  'resources.packages.items_count':
    '{count, plural, =0 {không có phần nào} other {{count} phần}} · {standard}',
  'resources.packages.contents': 'Mục lục',
  'resources.packages.frame': 'Nội dung bài giảng: {title}',
  'resources.packages.untitled': 'Phần {number}',
  'resources.packages.elsewhere_lead':
    'Phần này nằm ở {host}, ngoài gói. Nó mở trong cửa sổ khác và không biết ai đang xem.',
  'resources.packages.open_elsewhere': 'Mở {host}',
  'resources.packages.full_screen': 'Toàn màn hình',
  'resources.packages.own_window': 'Mở trong cửa sổ riêng',
  'resources.packages.no_script':
    'Bài giảng dạng gói cần JavaScript. Hãy bật JavaScript cho trang này, hoặc tải gói về máy.',
  'resources.packages.sitting':
    'Xem thử: kết quả chỉ giữ trong lần mở này và không gửi cho ai. Bài giảng không nhận được tên của bạn và không lấy gì từ bên ngoài gói.',
  'resources.packages.waiting': 'Gói đang được mở',
  'resources.packages.waiting_lead': 'Gói lớn cần vài phút. Trang này tự mở lại khi xong.',
  'resources.packages.not_opened': 'Gói này không mở được',
  'resources.packages.download': 'Tải gói về',
  'resources.packages.back': 'Về trang học liệu',
  'resources.packages.status.ready': 'Chưa báo kết quả',
  'resources.packages.status.begun': 'Bài giảng đã bắt đầu',
  'resources.packages.status.incomplete': 'Đang học',
  'resources.packages.status.browsed': 'Đã xem qua',
  'resources.packages.status.completed': 'Đã hoàn thành',
  'resources.packages.status.passed': 'Đạt',
  'resources.packages.status.failed': 'Chưa đạt',
  'resources.packages.status.score': 'điểm {score}',
  'resources.packages.expired': 'Phiên xem đã hết hạn. Hãy mở lại trang học liệu.',
  'resources.packages.not_there': 'Gói này không có tệp được yêu cầu, hoặc không còn được xem.',

  'resources.packages.fault.unreadable':
    'Máy chủ không đọc được gói này. Hãy tải gói về để mở; người soạn có thể xuất lại gói rồi tải lên.',
  'resources.packages.fault.damaged':
    'Tệp ZIP hỏng, không đọc được{entry, select, none {} other {: {entry}}}.',
  'resources.packages.fault.climbs':
    'Tên tệp “{entry}” trong gói dẫn ra ngoài gói (có “..”). Hãy đóng gói lại.',
  'resources.packages.fault.absolute':
    'Tên tệp “{entry}” trong gói là đường dẫn tuyệt đối. Hãy đóng gói lại bằng đường dẫn tương đối.',
  'resources.packages.fault.drive':
    'Tên tệp “{entry}” trong gói có tên ổ đĩa. Hãy đóng gói lại bằng đường dẫn tương đối.',
  'resources.packages.fault.name': 'Tên tệp “{entry}” trong gói trống hoặc có ký tự điều khiển.',
  'resources.packages.fault.long_name': 'Tên tệp “{entry}” trong gói dài quá 500 ký tự.',
  'resources.packages.fault.link':
    '“{entry}” trong gói là liên kết tượng trưng, không phải tệp. Hãy đóng gói lại với chính tệp đó.',
  'resources.packages.fault.encrypted':
    '“{entry}” trong gói có mật khẩu hoặc bị mã hóa. Hãy đóng gói lại không có mật khẩu.',
  'resources.packages.fault.method':
    '“{entry}” trong gói nén theo cách không đọc được (số {method}). Hãy đóng gói lại thành ZIP thường.',
  'resources.packages.fault.duplicate': 'Trong gói có hai tệp cùng tên “{entry}”.',
  'resources.packages.fault.too_many': 'Gói có quá nhiều tệp (nhiều nhất {limit, number}).',
  'resources.packages.fault.too_large': 'Gói mở ra lớn quá mức nhận, ở tệp “{entry}”.',
  'resources.packages.fault.bomb':
    '{entry, select, none {Gói} other {“{entry}” trong gói}} mở ra gấp {ratio, number} lần, giống bom nén (ZIP bomb), nên gói không được mở.',
  'resources.packages.fault.nested':
    'Tệp nén “{entry}” trong gói chứa tệp nén lồng nhau nhiều lớp hoặc mở ra quá lớn, nên gói không được mở.',
  'resources.packages.fault.too_long':
    'Đọc bản kê của gói mất quá nhiều thời gian hoặc bộ nhớ, nên gói không được mở. Hãy xuất lại gói nhỏ hơn.',
  'resources.packages.fault.no_manifest':
    'Trong tệp ZIP không có imsmanifest.xml (SCORM), cmi5.xml, tincan.xml (xAPI), h5p.json hay index.html ở thư mục đầu, nên không phải gói bài giảng xem được ở đây. Người xem vẫn tải về được.',
  'resources.packages.fault.manifest_large': 'Tệp “{entry}” trong gói lớn quá mức đọc được.',
  'resources.packages.fault.not_xml': '“{entry}” trong gói không phải XML đúng: {reason}',
  'resources.packages.fault.not_json': '“{entry}” trong gói không phải JSON đúng.',
  'resources.packages.fault.doctype':
    '“{entry}” trong gói có khai báo DOCTYPE hoặc ENTITY. Khai báo này có thể kéo tệp khác vào nên không được nhận; hãy bỏ nó đi.',
  'resources.packages.fault.not_manifest': '“{entry}” trong gói không phải bản kê như tên của nó.',
  'resources.packages.fault.no_launch': 'Bản kê “{entry}” không nêu tệp nào để bắt đầu.',
  'resources.packages.fault.launch_missing': 'Tệp bắt đầu “{href}” ghi trong bản kê không có trong gói.',
  'resources.packages.fault.library_missing':
    'Gói H5P thiếu thư viện “{library}”. Hãy xuất lại gói kèm thư viện.',
  'resources.check.package': 'Gói “{file}” không mở được để xem; hãy thay bằng gói đã sửa.',
  'resources.check.archive':
    'Tệp ZIP “{file}” không phải gói bài giảng: người xem chỉ tải về được, không xem trước được.',
  'resources.action.keep-package': 'Giữ gói bài giảng',
} as const
