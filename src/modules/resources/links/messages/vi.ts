export const vi = {
  'resources.links.dead': 'Liên kết này có lẽ không còn mở được',
  'resources.links.since': 'Các lần kiểm tra từ ngày {day} đều không mở được: {why}.',
  'resources.links.badge': 'Liên kết không mở được',
  'resources.links.duty': 'Sửa liên kết của “{title}”',
  'resources.links.duty_act': 'Xem',
  'resources.links.fault.status': 'máy chủ trả lời mã {status}',
  'resources.links.fault.unknown_host': 'không có máy chủ nào tên {host}',
  'resources.links.fault.refused': 'máy chủ {host} không nhận kết nối',
  'resources.links.fault.slow': 'máy chủ không trả lời',
  'resources.links.fault.certificate': 'chứng chỉ bảo mật của {host} không đúng',
  'resources.links.fault.redirects': 'địa chỉ chuyển vòng quanh',
  'resources.links.fault.broken': 'đường truyền bị đứt ({code})',
} as const
