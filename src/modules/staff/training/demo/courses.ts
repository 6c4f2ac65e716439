import type { Category } from '../course.ts'

export type DemoCourse = {
  code: string
  name: string
  category: Category
  hours: number
  provider: string
  components: string[]
  content: string
}

const department = 'Sở Giáo dục và Đào tạo (ví dụ)'
const university = 'Trường Đại học Sư phạm Kỹ thuật (ví dụ)'

/** Example courses: made up, so that the catalogue has something to show. */
export const demoCourses: readonly DemoCourse[] = [
  {
    code: 'day-hoc-ket-hop',
    name: 'Dạy học kết hợp trên hệ thống quản lý học tập',
    category: 'digital_competence_pedagogy',
    hours: 40,
    provider: department,
    components: ['1.1', '1.2', '1.3'],
    content:
      'Thiết kế mô đun kết hợp; tổ chức lớp trên hệ thống; lý thuyết học trước, xưởng dành cho thực hành.',
  },
  {
    code: 'kiem-tra-truc-tuyen',
    name: 'Kiểm tra, đánh giá trên môi trường số',
    category: 'digital_competence_pedagogy',
    hours: 24,
    provider: department,
    components: ['2.1', '2.2', '2.3'],
    content: 'Ngân hàng câu hỏi; đánh giá thực hành bằng hồ sơ ảnh, phim; đọc báo cáo của hệ thống.',
  },
  {
    code: 'su-pham-so',
    name: 'Sư phạm số cho nhà giáo giáo dục nghề nghiệp',
    category: 'digital_competence_pedagogy',
    hours: 60,
    provider: university,
    components: ['1.1', '1.4', '3.1', '3.2', '3.3', '5.2'],
    content: 'Lớp học đảo ngược; dự án số; học tập cộng tác; hòa nhập.',
  },
  {
    code: 'an-toan-so',
    name: 'An toàn số và bảo vệ dữ liệu người học',
    category: 'digital_competence_pedagogy',
    hours: 16,
    provider: department,
    components: ['4.1', '4.3', '5.1'],
    content: 'Dữ liệu cá nhân; an toàn thiết bị; máy điều khiển nối mạng ở xưởng.',
  },
  {
    code: 'tri-tue-nhan-tao-day-nghe',
    name: 'Trí tuệ nhân tạo trong dạy nghề',
    category: 'digital_competence_pedagogy',
    hours: 24,
    provider: university,
    components: ['6.1', '6.2', '6.3', '6.4'],
    content: 'Hiểu, chọn và dùng công cụ có trách nhiệm; soạn bài có kiểm chứng.',
  },
  {
    code: 'nhap-mon-lms',
    name: 'Nhập môn hệ thống quản lý học tập',
    category: 'digital_competence_pedagogy',
    hours: 8,
    provider: department,
    components: ['1.1'],
    content: 'Buổi làm quen: mở lớp, đưa tài liệu, giao bài.',
  },
  {
    code: 'hoc-lieu-h5p',
    name: 'Thiết kế học liệu tương tác H5P và SCORM',
    category: 'digital_material_development',
    hours: 32,
    provider: university,
    components: ['4.2', '5.3'],
    content: 'Kịch bản; bài tương tác; đóng gói; bản quyền.',
  },
  {
    code: 'quay-phim-thao-tac',
    name: 'Quay và dựng phim thao tác nghề',
    category: 'digital_material_development',
    hours: 24,
    provider: department,
    components: ['4.2', '5.3'],
    content: 'Kịch bản, quay ở xưởng, phụ đề, xuất bản lên kho học liệu.',
  },
  {
    code: 'mo-phong-thuc-tai-ao',
    name: 'Học liệu mô phỏng và thực tế ảo',
    category: 'digital_material_development',
    hours: 40,
    provider: university,
    components: ['3.3', '4.2'],
    content: 'Chọn phần mềm mô phỏng; dựng tình huống; đánh giá thao tác.',
  },
  {
    code: 'ban-quyen-hoc-lieu',
    name: 'Bản quyền và giấy phép học liệu số',
    category: 'digital_material_development',
    hours: 8,
    provider: department,
    components: ['5.3'],
    content: 'Giấy phép mở; trích dẫn; chia sẻ trong kho dùng chung.',
  },
  {
    code: 'quan-tri-so',
    name: 'Quản trị nhà trường trên môi trường số',
    category: 'manager_digital_governance',
    hours: 32,
    provider: department,
    components: ['5.1'],
    content: 'Kế hoạch chuyển đổi số; quản trị dữ liệu; an toàn thông tin; theo dõi chỉ tiêu.',
  },
  {
    code: 'tieng-anh-chuyen-nganh',
    name: 'Tiếng Anh chuyên ngành kỹ thuật',
    category: 'other',
    hours: 45,
    provider: university,
    components: [],
    content: 'Đọc tài liệu kỹ thuật, tiêu chuẩn.',
  },
]

/** How often each course is given in the example: more of what counts for the plan. */
export const pastRuns: readonly [code: string, times: number][] = [
  ['day-hoc-ket-hop', 4],
  ['kiem-tra-truc-tuyen', 3],
  ['su-pham-so', 2],
  ['an-toan-so', 2],
  ['tri-tue-nhan-tao-day-nghe', 1],
  ['nhap-mon-lms', 1],
  ['hoc-lieu-h5p', 3],
  ['quay-phim-thao-tac', 3],
  ['mo-phong-thuc-tai-ao', 1],
  ['ban-quyen-hoc-lieu', 1],
  ['quan-tri-so', 2],
  ['tieng-anh-chuyen-nganh', 1],
]
export const comingRuns: readonly string[] = [
  'day-hoc-ket-hop',
  'tri-tue-nhan-tao-day-nghe',
  'hoc-lieu-h5p',
  'mo-phong-thuc-tai-ao',
  'quan-tri-so',
]
