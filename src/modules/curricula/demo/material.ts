/** Subjects of the example programmes by field: made up, as programmes of this field usually have them. */
export type Material = {
  basic: readonly string[]
  specialised: readonly string[]
  elective: readonly string[]
  jobs: string
  skills: readonly string[]
}

const it: Material = {
  basic: ['Kiến trúc máy tính', 'Cơ sở dữ liệu', 'Mạng máy tính', 'Nguyên lý lập trình', 'Toán ứng dụng'],
  specialised: [
    'Lập trình Python',
    'Thiết kế trang web',
    'Lập trình ứng dụng di động',
    'Quản trị hệ thống Linux',
    'An toàn thông tin',
    'Điện toán đám mây',
    'Phân tích dữ liệu',
    'Kiểm thử phần mềm',
    'Quản trị mạng',
    'Ứng dụng trí tuệ nhân tạo',
  ],
  elective: ['Internet vạn vật', 'Thương mại điện tử'],
  jobs: 'Lập trình viên; nhân viên quản trị mạng; nhân viên hỗ trợ kỹ thuật; nhân viên kiểm thử phần mềm.',
  skills: [
    'Viết được chương trình theo yêu cầu',
    'Cài đặt và cấu hình được hệ thống mạng nhỏ',
    'Xây dựng được trang web có cơ sở dữ liệu',
  ],
}
const engineering: Material = {
  basic: ['Vẽ kỹ thuật', 'An toàn lao động', 'Kỹ thuật điện', 'Cơ kỹ thuật', 'Vật liệu kỹ thuật'],
  specialised: [
    'Đo lường và kiểm tra',
    'Nguội cơ bản',
    'Lắp đặt thiết bị',
    'Bảo dưỡng thiết bị',
    'Sửa chữa thiết bị',
    'Trang bị điện',
    'Điều khiển lập trình PLC',
    'Vẽ và thiết kế trên máy tính',
    'Chẩn đoán hư hỏng',
    'Vận hành hệ thống',
  ],
  elective: ['Tiết kiệm năng lượng', 'Tổ chức sản xuất'],
  jobs: 'Thợ lắp đặt; thợ bảo dưỡng, sửa chữa; nhân viên kỹ thuật phân xưởng.',
  skills: [
    'Đọc được bản vẽ và lập được phiếu công việc',
    'Lắp đặt, bảo dưỡng được thiết bị đúng quy trình',
    'Chẩn đoán và khắc phục được hư hỏng thường gặp',
  ],
}
const business: Material = {
  basic: ['Kinh tế vi mô', 'Luật kinh tế', 'Nguyên lý kế toán', 'Soạn thảo văn bản', 'Thống kê kinh doanh'],
  specialised: [
    'Kế toán doanh nghiệp',
    'Thuế',
    'Tài chính doanh nghiệp',
    'Phần mềm kế toán',
    'Bán hàng và chăm sóc khách hàng',
    'Quản trị văn phòng',
    'Tiếp thị số',
    'Phân tích hoạt động kinh doanh',
    'Kiểm toán cơ bản',
    'Khởi nghiệp',
  ],
  elective: ['Hành vi khách hàng', 'Kỹ năng thuyết trình'],
  jobs: 'Kế toán viên; nhân viên bán hàng; nhân viên văn phòng.',
  skills: [
    'Lập được chứng từ, sổ sách và báo cáo',
    'Giao dịch và tư vấn được cho khách hàng',
    'Sử dụng được phần mềm nghiệp vụ',
  ],
}
const service: Material = {
  basic: [
    'Tổng quan du lịch',
    'Tâm lý khách du lịch',
    'Văn hóa Huế',
    'Vệ sinh an toàn thực phẩm',
    'Kỹ năng giao tiếp',
  ],
  specialised: [
    'Nghiệp vụ lễ tân',
    'Nghiệp vụ buồng phòng',
    'Nghiệp vụ nhà hàng',
    'Nghiệp vụ hướng dẫn',
    'Thiết kế chương trình du lịch',
    'Chế biến món ăn Việt Nam',
    'Pha chế đồ uống',
    'Tiếng Anh chuyên ngành',
    'Quản lý đặt phòng',
    'Tổ chức sự kiện',
  ],
  elective: ['Du lịch cộng đồng', 'Tiếng Hàn cơ bản'],
  jobs: 'Nhân viên lễ tân, buồng phòng, nhà hàng; hướng dẫn viên; nhân viên điều hành.',
  skills: [
    'Phục vụ được khách đúng quy trình',
    'Giao tiếp được bằng ngoại ngữ trong tình huống nghề',
    'Xử lý được phàn nàn của khách',
  ],
}
const health: Material = {
  basic: ['Giải phẫu sinh lý', 'Vi sinh ký sinh trùng', 'Dược lý', 'Dinh dưỡng', 'Tổ chức y tế'],
  specialised: [
    'Điều dưỡng cơ bản',
    'Chăm sóc sức khỏe người lớn',
    'Chăm sóc sức khỏe trẻ em',
    'Kiểm soát nhiễm khuẩn',
    'Sơ cứu, cấp cứu',
    'Phục hồi chức năng',
    'Quản lý hồ sơ bệnh án',
    'Y học cổ truyền',
    'Giáo dục sức khỏe',
    'Thực tập bệnh viện cơ bản',
  ],
  elective: ['Chăm sóc tại nhà', 'Tâm lý người bệnh'],
  jobs: 'Nhân viên y tế tại bệnh viện, trạm y tế, cơ sở chăm sóc.',
  skills: [
    'Thực hiện được kỹ thuật chăm sóc cơ bản',
    'Ghi chép được hồ sơ đúng quy định',
    'Tư vấn được sức khỏe cho người dân',
  ],
}
const nature: Material = {
  basic: ['Sinh học đại cương', 'Hóa học ứng dụng', 'Bảo vệ môi trường', 'Khuyến nông', 'An toàn lao động'],
  specialised: [
    'Kỹ thuật trồng trọt',
    'Kỹ thuật chăn nuôi',
    'Bảo vệ thực vật',
    'Thú y cơ bản',
    'Nuôi trồng thủy sản',
    'Chế biến nông sản',
    'Quản lý trang trại',
    'Tiêu chuẩn VietGAP',
    'Máy nông nghiệp',
    'Truy xuất nguồn gốc',
  ],
  elective: ['Nông nghiệp hữu cơ', 'Bán nông sản qua mạng'],
  jobs: 'Kỹ thuật viên trang trại; nhân viên khuyến nông; chủ cơ sở sản xuất.',
  skills: [
    'Thực hiện được quy trình kỹ thuật',
    'Nhận biết và phòng trừ được dịch hại',
    'Ghi được nhật ký sản xuất',
  ],
}

const byField: Record<string, Material> = {
  '48': it,
  '34': business,
  '81': service,
  '22': service,
  '72': health,
  '76': health,
  '62': nature,
  '64': nature,
  '21': it,
  '32': business,
}

/** The field's subjects; engineering where no other fits. */
export function materialOf(occupation: string | null): Material {
  return byField[occupation?.slice(1, 3) ?? '54'] ?? engineering
}

/** Credits and hours (theory, practice, tests) of the general subjects. */
export const generalSubjects: Record<
  'cao_dang' | 'trung_cap',
  readonly [string, number, number, number, number][]
> = {
  cao_dang: [
    ['Giáo dục chính trị', 4, 41, 29, 5],
    ['Pháp luật', 2, 18, 10, 2],
    ['Giáo dục thể chất', 2, 5, 51, 4],
    ['Giáo dục quốc phòng và an ninh', 4, 36, 35, 4],
    ['Tin học', 3, 15, 58, 2],
    ['Tiếng Anh', 5, 42, 72, 6],
  ],
  trung_cap: [
    ['Giáo dục chính trị', 2, 15, 13, 2],
    ['Pháp luật', 1, 9, 5, 1],
    ['Giáo dục thể chất', 1, 4, 24, 2],
    ['Giáo dục quốc phòng và an ninh', 2, 21, 21, 3],
    ['Tin học', 2, 15, 29, 1],
    ['Tiếng Anh', 4, 30, 56, 4],
  ],
}
