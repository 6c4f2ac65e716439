export const vi = {
  'places.nav': 'Địa bàn',
  'places.list.title': 'Đơn vị hành chính',
  'places.list.lead': 'Các đơn vị có hiệu lực vào ngày {day}.',
  'places.list.search': 'Tên phường, xã, cũ hoặc mới',
  'places.list.empty': 'Không có đơn vị nào khớp',
  'places.list.empty_hint': 'Hãy thử tên khác, hoặc chọn một ngày khác.',
  'places.field.name': 'Tên',
  'places.field.code': 'Mã',
  'places.field.from': 'Từ ngày',
  'places.field.to': 'Đến ngày',
  'places.field.still': 'nay',
  'places.reorganise.open': 'Nhập đợt sắp xếp',
} as const
