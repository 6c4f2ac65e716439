export const vi = {
  'resources.offline.menu': 'Gói dùng không cần mạng (ZIP)',
  'resources.offline.lead':
    'Chép cả thư mục này ra USB hoặc máy khác rồi mở tệp index.html bằng trình duyệt; không cần mạng.',
  'resources.offline.taken': 'Lấy từ {address} ngày {day}.',
  'resources.offline.contents': 'Có trong gói',
  'resources.offline.by': 'Tác giả: {names}',
  'resources.offline.licence': 'Giấy phép: {name}',
  'resources.offline.original': 'Bản gốc: {address}',
  'resources.offline.link': 'Học liệu này nằm ở địa chỉ khác, cần có mạng để mở: {address}',
  'resources.offline.nested': 'Bộ sưu tập này có gói riêng, tải ở địa chỉ bản gốc.',
  'resources.offline.gone': 'Không còn trong kho: {titles}.',
  'resources.offline.alternative': 'Mô tả thay thế: {text}',
} as const
