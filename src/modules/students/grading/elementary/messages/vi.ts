export const vi = {
  'students.elementary.link': 'Trình độ sơ cấp',
  'students.elementary.title': 'Quy chế điểm trình độ sơ cấp',
  'students.elementary.lead':
    'Trọng số và công thức nằm ở những điều của {document} chưa đọc được, nên hệ thống không có sẵn số nào. Trường nhập số theo quy chế của mình, ghi rõ nguồn.',
  'students.elementary.uncovered':
    '{count} chương trình sơ cấp chưa có quy chế điểm: không mở được khóa, không tính được điểm',
  'students.elementary.uncovered_hint':
    'Nhập quy chế của trường ở cuối trang này. Khóa mở từ ngày quy chế có hiệu lực sẽ theo quy chế đó.',
  'students.elementary.known': 'Những điều đã đọc được',
  'students.elementary.rule.module_mark':
    'Điểm môn học, mô đun gồm điểm quá trình (kiểm tra thường xuyên, định kỳ) và điểm kiểm tra kết thúc.',
  'students.elementary.rule.council': 'Hội đồng xét công nhận tốt nghiệp có {low} hoặc {high} người.',
  'students.elementary.rule.dismissal': 'Buộc thôi học vì kỷ luật hoặc quá thời gian học tối đa.',
  'students.elementary.rule.notice':
    'Trong {months} tháng sau khi người học bị buộc thôi học hoặc thôi học, trường báo cho xã, phường nơi cư trú.',
  'students.elementary.rule.hours': 'Thời gian thực học ít nhất {hours} giờ.',
  'students.elementary.unknown':
    'Chưa biết: trọng số các bài kiểm tra, tỷ lệ điểm quá trình và điểm kiểm tra kết thúc, điểm đạt, công thức điểm tốt nghiệp, mức xếp loại. Đó là những số trường phải nhập.',
  'students.elementary.policies': 'Quy chế sơ cấp của các trường',
  'students.elementary.none': 'Chưa trường nào nhập quy chế sơ cấp.',
  'students.elementary.add': 'Nhập quy chế sơ cấp của trường',
  'students.elementary.add_lead':
    'Quy chế được ghi là chưa đối chiếu cho đến khi Sở xác nhận. Những số không hỏi ở đây lấy theo Thông tư 04/2022/TT-BLĐTBXH để tính được điểm và cũng ghi là chưa đối chiếu. Quy chế đã dùng không sửa; đổi số thì nhập quy chế mới từ một ngày khác.',
  'students.elementary.document': 'Nguồn của các số',
  'students.elementary.document_hint':
    'Số, ký hiệu văn bản của trường và điều, ví dụ: Quyết định 45/QĐ-TCN, Điều 7',
  'students.elementary.from_hint': 'Khóa khai giảng từ ngày này theo quy chế này.',
  'students.elementary.points': 'điểm',
  'students.elementary.save': 'Lưu quy chế',
  'students.elementary.saved': 'Đã lưu quy chế sơ cấp, chưa đối chiếu.',
  'students.elementary.field.tests.regular_weight': 'Hệ số bài kiểm tra thường xuyên',
  'students.elementary.field.tests.periodic_weight': 'Hệ số bài kiểm tra định kỳ',
  'students.elementary.field.tests.min_regular': 'Số điểm kiểm tra thường xuyên ít nhất',
  'students.elementary.field.tests.min_periodic': 'Số điểm kiểm tra định kỳ ít nhất',
  'students.elementary.field.module.test_weight': 'Tỷ lệ điểm quá trình',
  'students.elementary.field.module.exam_weight': 'Tỷ lệ điểm kiểm tra kết thúc',
  'students.elementary.field.module.pass.year': 'Môn học, mô đun đạt từ',
  'students.elementary.field.eligibility.min_attendance': 'Thời gian dự học ít nhất để dự kiểm tra kết thúc',
  'students.elementary.field.eligibility.min_test_average':
    'Điểm quá trình ít nhất để dự kiểm tra kết thúc (0: không yêu cầu)',
  'students.elementary.field.graduation.year.by_exams.average':
    'Điểm tốt nghiệp: hệ số trung bình các môn học, mô đun',
  'students.elementary.field.graduation.year.by_exams.practice':
    'Điểm tốt nghiệp: hệ số bài thi thực hành cuối khóa (0: không có)',
  'students.elementary.field.graduation.year.by_exams.theory':
    'Điểm tốt nghiệp: hệ số bài thi lý thuyết cuối khóa (0: không có)',
  'students.elementary.field.graduation.year.pass': 'Mỗi bài thi cuối khóa đạt từ',
  'students.elementary.field.classification.year.xuat_sac': 'Xuất sắc từ',
  'students.elementary.field.classification.year.gioi': 'Giỏi từ',
  'students.elementary.field.classification.year.kha': 'Khá từ',
  'students.elementary.field.classification.year.trung_binh': 'Trung bình từ',
  'students.elementary.error.number': 'Nhập một số, ví dụ 2 hoặc 0,5.',
  'students.elementary.error.mark': 'Điểm không quá 10.',
  'students.elementary.error.percent': 'Tỷ lệ không quá 100 %.',
  'students.elementary.error.count': 'Nhập số nguyên.',
  'students.elementary.error.hundred':
    'Tỷ lệ điểm quá trình và điểm kiểm tra kết thúc cộng lại phải là 100 %.',
  'students.elementary.error.both_nothing': 'Hai số này không cùng bằng 0.',
  'students.elementary.error.many_tests':
    'Bảng điểm có nhiều nhất 30 cột, kể cả một cột thi: giảm số bài kiểm tra.',
  'students.elementary.error.no_weight': 'Ít nhất một hệ số lớn hơn 0.',
  'students.elementary.error.falling': 'Mức này phải thấp hơn mức trên nó.',
  'students.elementary.error.document': 'Ghi văn bản là nguồn của các số.',
} as const
