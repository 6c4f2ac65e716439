import { defineWords } from '#platform/i18n/index.ts'

const vi = {
  'institutions.map.title': 'Bản đồ cơ sở giáo dục nghề nghiệp',
  'institutions.map.nav': 'Bản đồ',
  'institutions.map.lead': 'Danh sách và bản đồ cho cùng một kết quả tìm kiếm.',
  'institutions.map.as_list': 'Xem dạng danh sách',
  'institutions.map.to_map': 'Xuống bản đồ',
  'institutions.map.to_list': 'Lên danh sách',
  'institutions.map.for_print': 'Bản để in',
  'institutions.map.print': 'In trang này',
  'institutions.map.results': 'Kết quả',
  'institutions.map.region': 'Bản đồ',
  'institutions.map.shown': '{n} trên {total} cơ sở. Bản đồ có đủ {total}.',
  'institutions.map.pages': 'Các trang của danh sách',
  'institutions.map.next': 'Trang sau',
  'institutions.map.near': 'Gần tôi',
  'institutions.map.nation': 'Xem cả nước',
  'institutions.map.province': 'Về {name}',
  'institutions.map.show': 'Xem trên bản đồ',
  'institutions.map.show_one': 'Xem trên bản đồ: {name}',
  'institutions.map.no_script':
    'Bản đồ cần JavaScript, trình duyệt này đang tắt. Danh sách có đủ mọi cơ sở; để tìm nơi gần bạn, hãy chọn phường, xã trong bộ lọc.',
  'institutions.map.loading': 'Đang tải bản đồ…',
  'institutions.map.failed': 'Chưa tải được bản đồ, có thể do đường truyền. Danh sách vẫn dùng được.',
  'institutions.map.no_webgl': 'Thiết bị này không vẽ được bản đồ (thiếu WebGL). Danh sách có đủ mọi cơ sở.',
  'institutions.map.retry': 'Tải lại bản đồ',
  'institutions.map.no_points': 'Chưa có điểm nào để vẽ.',
  'institutions.map.locating': 'Đang hỏi vị trí của bạn…',
  'institutions.map.locate_denied':
    'Trình duyệt chưa cho biết vị trí. Bạn có thể chọn phường, xã trong bộ lọc.',
  'institutions.map.you': 'Điểm tìm gần',
  'institutions.map.count_unplaced':
    '{n, plural, =0 {Mọi cơ sở đều có tọa độ} other {# cơ sở chưa có tọa độ}}',
  'institutions.map.count_unplaced_near':
    '{n, plural, =0 {Mọi cơ sở đều có tọa độ} other {# cơ sở nữa chưa có tọa độ nên không xếp được theo khoảng cách}}',
  'institutions.map.unplaced': 'Chưa có tọa độ',
  'institutions.map.legend': 'Chú giải',
  'institutions.map.legend_cluster': 'Vòng tròn có số: nhiều cơ sở gần nhau; con số là số cơ sở.',
  'institutions.map.legend_approximate': 'Hình rỗng: vị trí ước lượng, chưa đo tại chỗ.',
  'institutions.map.legend_names':
    'Tên phường, xã đặt tại tọa độ của đơn vị trong dữ liệu địa bàn, ngày {day}.',
  'institutions.map.inset': 'Vị trí trong cả nước',
  'institutions.map.hoang_sa': 'Quần đảo Hoàng Sa (thành phố Đà Nẵng)',
  'institutions.map.truong_sa': 'Quần đảo Trường Sa (tỉnh Khánh Hòa)',
  'institutions.map.source':
    'Nguồn: sổ cơ sở giáo dục nghề nghiệp của tỉnh, dữ liệu ngày {day}. Sự kiện chưa được Sở xác nhận có ghi rõ trong hồ sơ.',
  'institutions.map.boundary_source': 'Ranh giới: {source}.',
  'institutions.map.tile_source': 'Nền bản đồ: {host}.',
  'institutions.map.count_occupations': '{n, plural, =0 {Chưa ghi nghề đào tạo} other {# nghề đào tạo}}',
  'institutions.map.distance': 'Cách {km} km',
  'institutions.map.confirmed': 'Sở xác nhận ngày {day}',
  'institutions.map.not_confirmed': 'Chưa được Sở xác nhận',
  'institutions.map.example': 'Có dữ liệu ví dụ',
  'institutions.map.former_ward': 'trước đây: {name}',
  'institutions.map.no_address': 'Chưa ghi địa chỉ',
  'institutions.map.open_page': 'Mở trang của cơ sở',
  'institutions.map.cluster': '{n} cơ sở, phóng to để xem',
  'institutions.map.cluster_same': '{n} cơ sở cùng một điểm',
  'institutions.map.precision.address': 'Vị trí suy từ địa chỉ, chưa đo tại chỗ',
  'institutions.map.precision.ward_centroid': 'Vị trí ước theo tâm phường, xã',
  'institutions.map.precision.unknown': 'Chưa rõ vị trí chính xác đến đâu',
  'institutions.map.zoom_in': 'Phóng to',
  'institutions.map.zoom_out': 'Thu nhỏ',
  'institutions.map.close': 'Đóng',
  'institutions.map.two_fingers': 'Dùng hai ngón tay để kéo bản đồ',
  'institutions.map.ctrl_scroll': 'Giữ Ctrl và cuộn để phóng to bản đồ',
} as const

const en: { readonly [K in keyof typeof vi]: string } = {
  'institutions.map.title': 'Map of vocational institutions',
  'institutions.map.nav': 'Map',
  'institutions.map.lead': 'The list and the map show the same result.',
  'institutions.map.as_list': 'View as a list',
  'institutions.map.to_map': 'Go to the map',
  'institutions.map.to_list': 'Go to the list',
  'institutions.map.for_print': 'Version for print',
  'institutions.map.print': 'Print this page',
  'institutions.map.results': 'Results',
  'institutions.map.region': 'Map',
  'institutions.map.shown': '{n} of {total} institutions. The map has all {total}.',
  'institutions.map.pages': 'Pages of the list',
  'institutions.map.next': 'Next page',
  'institutions.map.near': 'Near me',
  'institutions.map.nation': 'Whole country',
  'institutions.map.province': 'Back to {name}',
  'institutions.map.show': 'Show on the map',
  'institutions.map.show_one': 'Show on the map: {name}',
  'institutions.map.no_script':
    'The map needs JavaScript, which this browser has turned off. The list has every institution; to find one near you, choose a ward in the filters.',
  'institutions.map.loading': 'Loading the map…',
  'institutions.map.failed':
    'The map could not be loaded, perhaps because of the connection. The list still works.',
  'institutions.map.no_webgl':
    'This device cannot draw the map (WebGL is missing). The list has every institution.',
  'institutions.map.retry': 'Load the map again',
  'institutions.map.no_points': 'There is no point to draw.',
  'institutions.map.locating': 'Asking where you are…',
  'institutions.map.locate_denied':
    'The browser did not give your position. You can choose a ward in the filters.',
  'institutions.map.you': 'Searching near here',
  'institutions.map.count_unplaced':
    '{n, plural, =0 {Every institution has coordinates} one {# institution has no coordinates yet} other {# institutions have no coordinates yet}}',
  'institutions.map.count_unplaced_near':
    '{n, plural, =0 {Every institution has coordinates} one {# more institution has no coordinates, so its distance is not known} other {# more institutions have no coordinates, so their distance is not known}}',
  'institutions.map.unplaced': 'No coordinates yet',
  'institutions.map.legend': 'Legend',
  'institutions.map.legend_cluster':
    'Circle with a number: several institutions close together; the number counts them.',
  'institutions.map.legend_approximate': 'Hollow sign: estimated position, not surveyed.',
  'institutions.map.legend_names':
    'Ward names stand at the coordinates of the unit in the area data, as of {day}.',
  'institutions.map.inset': 'Position in the country',
  'institutions.map.hoang_sa': 'Hoàng Sa archipelago (Đà Nẵng City)',
  'institutions.map.truong_sa': 'Trường Sa archipelago (Khánh Hòa Province)',
  'institutions.map.source':
    'Source: register of vocational institutions of the province, data of {day}. Facts the department has not confirmed are marked in the record.',
  'institutions.map.boundary_source': 'Boundaries: {source}.',
  'institutions.map.tile_source': 'Base map: {host}.',
  'institutions.map.count_occupations':
    '{n, plural, =0 {No occupation recorded} one {# occupation} other {# occupations}}',
  'institutions.map.distance': '{km} km away',
  'institutions.map.confirmed': 'Confirmed by the department on {day}',
  'institutions.map.not_confirmed': 'Not yet confirmed by the department',
  'institutions.map.example': 'Holds example data',
  'institutions.map.former_ward': 'formerly {name}',
  'institutions.map.no_address': 'No address recorded',
  'institutions.map.open_page': 'Open the institution’s page',
  'institutions.map.cluster': '{n} institutions, zoom in to see them',
  'institutions.map.cluster_same': '{n} institutions at one point',
  'institutions.map.precision.address': 'Position taken from the address, not surveyed',
  'institutions.map.precision.ward_centroid': 'Position estimated at the centre of the ward',
  'institutions.map.precision.unknown': 'Accuracy of the position is not known',
  'institutions.map.zoom_in': 'Zoom in',
  'institutions.map.zoom_out': 'Zoom out',
  'institutions.map.close': 'Close',
  'institutions.map.two_fingers': 'Use two fingers to move the map',
  'institutions.map.ctrl_scroll': 'Hold Ctrl and scroll to zoom the map',
}

/** Words of the map page, joined to the module's own. */
export const mapWords = defineWords(vi, en)

type Vi = typeof vi
declare module '#platform/i18n/index.ts' {
  interface Messages extends Vi {}
}
