/** What a learner and a guardian read of timetable and attendance. */
export const ownVi = {
  'students.teaching.own.week': 'Lịch học trong tuần',
  'students.teaching.own.week_all': 'Xem tuần khác',
  'students.teaching.own.attendance': 'Chuyên cần',
  'students.teaching.own.attendance_all': 'Xem từng buổi vắng',
  'students.teaching.own.attendance_of': 'Chuyên cần: {name}',
  'students.teaching.own.timetable': 'Thời khóa biểu của tôi',
  'students.teaching.own.register': 'Điểm danh của tôi',
  'students.teaching.own.nothing': 'Chưa có học phần nào',
  'students.teaching.own.nothing_hint': 'Học phần hiện ra khi phòng đào tạo mở học kỳ và xếp danh sách lớp.',
  'students.teaching.own.no_sessions': 'Tuần này không có buổi học nào.',
  'students.teaching.own.day': 'Ngày',
  'students.teaching.own.cancelled': 'Đã hủy: {reason}',
  'students.teaching.own.standing':
    'Đã vắng {missed} trong {planned} giờ của học phần; vắng quá {allowed} giờ thì không đủ điều kiện dự thi.',
  'students.teaching.own.standing_unplanned': 'Học phần chưa có số giờ nên chưa tính chuyên cần.',
  'students.teaching.own.absences': 'Các buổi vắng, muộn',
  'students.teaching.own.no_absences': 'Chưa vắng buổi nào.',
  'students.teaching.own.kind': 'Ghi nhận',
  'students.teaching.own.late': 'Muộn {minutes} phút',
} as const
