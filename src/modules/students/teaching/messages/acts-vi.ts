/** Acts, as the log names them. */
export const actsVi = {
  'students.action.waive-attendance': 'Giảm điều kiện chuyên cần',
  'students.action.save-periods': 'Lưu giờ các tiết học',
  'students.action.move-session': 'Dời buổi học',
  'students.action.cancel-session': 'Hủy buổi học',
  'students.action.take-attendance': 'Ghi điểm danh',
  'students.action.change-teacher': 'Đổi giáo viên',
  'students.action.save-room': 'Lưu phòng học',
  'students.action.add-teaching-rule': 'Thêm quy định về giờ học',
  'students.action.cancel-section': 'Hủy lớp học phần',
  'students.action.add-section': 'Mở lớp học phần',
  'students.action.add-sessions': 'Xếp buổi học',
  'students.action.open-term': 'Mở các lớp học phần của học kỳ',
  'students.action.add-to-section': 'Thêm người học vào lớp học phần',
  'students.action.remove-from-section': 'Đưa người học khỏi lớp học phần',
  'students.action.load-teaching-demo': 'Nạp dữ liệu giảng dạy mẫu',
} as const
