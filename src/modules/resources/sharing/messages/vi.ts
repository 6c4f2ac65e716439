export const vi = {
  'resources.sharing.title': 'Chia sẻ bằng đường dẫn',
  'resources.sharing.open': 'Chia sẻ bằng đường dẫn',
  'resources.sharing.lead':
    'Ai có đường dẫn đều xem được phiên bản {number} cho đến ngày ghi, kể cả khi chưa công bố.',
  'resources.sharing.none': 'Chưa có đường dẫn nào đang dùng',
  'resources.sharing.link': 'Đường dẫn',
  'resources.sharing.until': 'Dùng được đến hết {day}. {name} tạo.',
  'resources.sharing.end': 'Ngừng đường dẫn này',
  'resources.sharing.ended': 'Đường dẫn không mở được nữa.',
  'resources.sharing.make': 'Tạo đường dẫn',
  'resources.sharing.make_act': 'Tạo đường dẫn',
  'resources.sharing.made': 'Đã tạo đường dẫn. Hãy chép và gửi cho người cần xem.',
  'resources.sharing.to_date': 'Dùng đến hết ngày',
  'resources.sharing.note': 'Gửi cho ai',
  'resources.sharing.seen': 'Bạn xem được vì có đường dẫn chia sẻ, đến hết {day}',
  'resources.sharing.error.day': 'Ngày viết như 22/11/2026.',
  'resources.sharing.error.waits':
    'Phiên bản này có ngày mở còn ở phía trước. Đến ngày đó nó được công bố; từ nay đến đó bản đang công bố giữ nguyên.',
  'resources.sharing.error.past': 'Ngày này đã qua. Hãy chọn hôm nay hoặc muộn hơn.',
  'resources.sharing.error.long':
    'Đường dẫn dùng được nhiều nhất một năm. Hãy chọn ngày sớm hơn; hết hạn thì tạo đường dẫn mới.',
  'resources.catalogue.field.open_on': 'Mở cho người xem từ ngày',
  'resources.catalogue.open_on_hint':
    'Để trống thì mở ngay khi công bố. Trước ngày này chỉ trường của tác giả xem được.',
  'resources.catalogue.error.open_on': 'Ngày viết như 22/11/2026.',
  'resources.catalogue.embargo': 'Mở cho người xem từ {day}; trước đó chỉ trường của tác giả xem được.',
  'resources.catalogue.item_fixed': 'Giữ đúng phiên bản đang công bố, không tự đổi theo bản mới',
  'resources.action.end-link': 'Thôi liên kết chia sẻ',
  'resources.action.make-link': 'Tạo liên kết chia sẻ',
  'resources.action.open-due': 'Mở học liệu đến hạn chia sẻ',
} as const
