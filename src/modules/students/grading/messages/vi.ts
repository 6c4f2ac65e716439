export const vi = {
  'students.grading.mark_rounded': 'Điểm {mark} làm tròn {rounded}.',
  'students.grading.test_average.exact': 'Trung bình kiểm tra = ({terms}) : {weights} = {rounded}.',
  'students.grading.test_average.rounded':
    'Trung bình kiểm tra = ({terms}) : {weights} = {exact} → làm tròn {rounded}.',
  'students.grading.attendance':
    'Thời gian học: {attended}/{planned} giờ = {percent} %, yêu cầu ít nhất {least} %.',
  'students.grading.attendance_waived':
    'Thời gian học: {attended}/{planned} giờ = {percent} %; hiệu trưởng cho giảm yêu cầu {least} % vì người học khuyết tật.',
  'students.grading.eligible': 'Đủ điều kiện dự thi kết thúc.',
  'students.grading.exam_awaited': 'Chưa có điểm thi kết thúc.',
  'students.grading.module_grade.exact':
    'Điểm môn học, mô đun = {test_weight} × {average} + {exam_weight} × {exam} = {rounded}.',
  'students.grading.module_grade.rounded':
    'Điểm môn học, mô đun = {test_weight} × {average} + {exam_weight} × {exam} = {exact} → làm tròn {rounded}.',
  'students.grading.choice.rounded_average':
    'Tính từ trung bình kiểm tra đã làm tròn; nếu không làm tròn trước thì được {other}.',
  'students.grading.choice.exact_average':
    'Tính từ trung bình kiểm tra chưa làm tròn; nếu làm tròn trước thì được {other}.',
  'students.grading.choice.compared_rounded': 'So ngưỡng dự thi với trung bình đã làm tròn {average}.',
  'students.grading.letter':
    'Điểm {grade} nằm trong khoảng {from}–{to}: điểm chữ {letter}, thang 4 là {point}.',
  'students.grading.passed': 'Đạt: {grade}, yêu cầu ít nhất {least}.',
  'students.grading.failed': 'Chưa đạt: {grade}, yêu cầu ít nhất {least}.',
  'students.grading.absent': 'Vắng thi không có lý do chính đáng: điểm thi {mark}, tính là một lần thi.',
  'students.grading.violation': 'Vi phạm quy chế thi: điểm thi {mark}.',
  'students.grading.average.nothing': 'Chưa có môn học, mô đun nào để tính điểm trung bình.',
  'students.grading.average.left_out': 'Không tính {count} môn học điều kiện.',
  'students.grading.average.postponed': 'Không tính {count} môn học, mô đun được hoãn, chưa có điểm.',
  'students.grading.average.year.exact': 'Điểm trung bình chung = ({terms}) : {credits} tín chỉ = {rounded}.',
  'students.grading.average.year.rounded':
    'Điểm trung bình chung = ({terms}) : {credits} tín chỉ = {exact} → làm tròn {rounded}.',
  'students.grading.average.credit.exact':
    'Điểm trung bình chung (thang 4) = ({terms}) : {credits} tín chỉ = {rounded}.',
  'students.grading.average.credit.rounded':
    'Điểm trung bình chung (thang 4) = ({terms}) : {credits} tín chỉ = {exact} → làm tròn {rounded}.',
  'students.grading.class.xuat_sac': '{average}: xếp loại Xuất sắc.',
  'students.grading.class.gioi': '{average}: xếp loại Giỏi.',
  'students.grading.class.kha': '{average}: xếp loại Khá.',
  'students.grading.class.trung_binh': '{average}: xếp loại Trung bình.',
  'students.grading.class.yeu': '{average}: xếp loại Yếu.',
  'students.grading.cause.retaken':
    'Có {count} môn học, mô đun phải thi lại; từ {from} môn học, mô đun trở lên thì giảm một mức.',
  'students.grading.cause.relearned': 'Khối lượng học lại là {percent} % chương trình, vượt {limit} %.',
  'students.grading.cause.khien_trach': 'Bị kỷ luật khiển trách.',
  'students.grading.cause.canh_cao': 'Bị kỷ luật cảnh cáo.',
  'students.grading.cause.dinh_chi': 'Bị kỷ luật đình chỉ học tập có thời hạn.',
  'students.grading.cause.buoc_thoi_hoc': 'Bị kỷ luật buộc thôi học.',
  'students.grading.lowered.xuat_sac': 'Giữ xếp loại Xuất sắc.',
  'students.grading.lowered.gioi': 'Giảm một mức: xếp loại Giỏi.',
  'students.grading.lowered.kha': 'Giảm một mức: xếp loại Khá.',
  'students.grading.lowered.trung_binh': 'Giảm một mức: xếp loại Trung bình.',
  'students.grading.lowered.yeu': 'Giảm một mức: xếp loại Yếu.',
  'students.grading.goes_on': 'Được học tiếp.',
  'students.grading.theory_exam_rounded': 'Điểm thi lý thuyết chuyên môn {mark} làm tròn {rounded}.',
  'students.grading.practice_exam_rounded': 'Điểm thi thực hành {mark} làm tròn {rounded}.',
  'students.grading.thesis_rounded': 'Điểm chuyên đề, khóa luận tốt nghiệp {mark} làm tròn {rounded}.',
  'students.grading.score.exams.exact':
    'Điểm tốt nghiệp = ({terms}) : {weights} = {rounded} (trung bình chung, thi thực hành, thi lý thuyết).',
  'students.grading.score.exams.rounded':
    'Điểm tốt nghiệp = ({terms}) : {weights} = {exact} → làm tròn {rounded} (trung bình chung, thi thực hành, thi lý thuyết).',
  'students.grading.score.thesis.exact':
    'Điểm tốt nghiệp = ({terms}) : {weights} = {rounded} (trung bình chung, chuyên đề, khóa luận).',
  'students.grading.score.thesis.rounded':
    'Điểm tốt nghiệp = ({terms}) : {weights} = {exact} → làm tròn {rounded} (trung bình chung, chuyên đề, khóa luận).',
  'students.grading.score.credit': 'Điểm tốt nghiệp là điểm trung bình chung tích lũy: {score}.',
  'students.grading.graduation.yes': 'Đủ điều kiện tốt nghiệp.',
  'students.grading.graduation.no': 'Chưa đủ điều kiện tốt nghiệp.',

  'students.grading.no.regular_missing':
    'Thiếu điểm kiểm tra thường xuyên: có {have}, cần ít nhất {least} điểm.',
  'students.grading.no.periodic_missing': 'Thiếu điểm kiểm tra định kỳ: có {have}, cần ít nhất {least} điểm.',
  'students.grading.no.attendance':
    'Không đủ điều kiện dự thi: dự {percent} % thời gian học, chưa đến {least} %.',
  'students.grading.no.test_average':
    'Không đủ điều kiện dự thi: trung bình kiểm tra {average}, chưa đến {least}.',
  'students.grading.no.module_requirement':
    'Không đủ điều kiện dự thi: chưa đạt yêu cầu riêng của môn học, mô đun ({requirement}).',
  'students.grading.no.markers_missing': 'Cần ít nhất {least} người chấm độc lập, mới có {have}.',
  'students.grading.no.markers_differ':
    'Điểm của những người chấm chênh nhau {difference}, từ {limit} trở lên: cần người chấm thứ ba.',
  'students.grading.markers_mean.exact': 'Điểm bài thi = ({terms}) : {count} người chấm = {rounded}.',
  'students.grading.markers_mean.rounded':
    'Điểm bài thi = ({terms}) : {count} người chấm = {exact} → làm tròn {rounded}.',
  'students.grading.third_marker':
    'Điểm của những người chấm chênh nhau {difference}, từ {limit} trở lên: lấy điểm của người chấm thứ ba là {mark}.',
  'students.grading.no.year_average': 'Điểm trung bình năm {average}, dưới {least}: buộc thôi học.',
  'students.grading.no.adjust': 'Điểm trung bình năm {average}, dưới {least}: điều chỉnh tiến độ học.',
  'students.grading.no.adjust_disability':
    'Điểm trung bình năm {average}, dưới {least}: người học khuyết tật được điều chỉnh tiến độ học.',
  'students.grading.no.failed_share':
    'Không đạt {percent} % khối lượng đã đăng ký, vượt {limit} %: cảnh báo kết quả học tập.',
  'students.grading.no.term_average':
    'Điểm trung bình học kỳ {average}, dưới {least}: cảnh báo kết quả học tập.',
  'students.grading.no.warnings': 'Bị cảnh báo kết quả học tập {warnings} lần, trường cho phép {most} lần.',
  'students.grading.no.time_exhausted': 'Quá thời gian học tối đa: đã học {used} tháng, tối đa {most} tháng.',
  'students.grading.no.reserved_too_long': 'Bảo lưu {used} tháng, tối đa {most} tháng.',
  'students.grading.no.graduation_sittings': 'Đã hết {most} lần thi lại tốt nghiệp.',
  'students.grading.no.dismissed': 'Bị kỷ luật buộc thôi học.',
  'students.grading.no.suspended': 'Đang bị đình chỉ học tập.',
  'students.grading.no.prosecuted': 'Đang bị truy cứu trách nhiệm hình sự.',
  'students.grading.no.electives':
    'Môn tự chọn: mới đạt {passed} tín chỉ, chương trình yêu cầu {least} tín chỉ.',
  'students.grading.no.no_average':
    'Chưa tính được điểm trung bình: chưa có môn học, mô đun nào vừa có điểm vừa có số tín chỉ.',
  'students.grading.no.no_modules': 'Chưa có môn học, mô đun nào trong chương trình.',
  'students.grading.no.module_failed': 'Môn học, mô đun {module}: điểm {grade}, chưa đến {least}.',
  'students.grading.no.module_ungraded': 'Môn học, mô đun {module}: chưa có điểm.',
  'students.grading.no.module_postponed': 'Môn học, mô đun {module}: được hoãn, chưa có điểm.',
  'students.grading.no.condition_subject':
    'Môn học điều kiện {module}: điểm {grade}, chưa đến {least}; phải đạt dù không tính vào điểm trung bình.',
  'students.grading.no.requirement': 'Chưa đạt yêu cầu bắt buộc khác: {requirement}.',
  'students.grading.no.theory_exam_missing': 'Chưa có điểm thi lý thuyết chuyên môn.',
  'students.grading.no.theory_exam_failed': 'Thi lý thuyết chuyên môn {mark}, chưa đến {least}.',
  'students.grading.no.theory_exam_sittings': 'Thi lý thuyết chuyên môn {sittings} lần, tối đa {most} lần.',
  'students.grading.no.practice_exam_missing': 'Chưa có điểm thi thực hành.',
  'students.grading.no.practice_exam_failed': 'Thi thực hành {mark}, chưa đến {least}.',
  'students.grading.no.practice_exam_sittings': 'Thi thực hành {sittings} lần, tối đa {most} lần.',
  'students.grading.no.thesis_failed': 'Chuyên đề, khóa luận tốt nghiệp {mark}, chưa đến {least}.',
  'students.grading.no.thesis_sittings':
    'Bảo vệ chuyên đề, khóa luận tốt nghiệp {sittings} lần, tối đa {most} lần.',
  'students.grading.no.thesis_level': 'Chuyên đề, khóa luận tốt nghiệp chỉ dành cho trình độ cao đẳng.',
  'students.grading.no.cumulative_average': 'Điểm trung bình chung tích lũy {average}, chưa đến {least}.',

  'students.grading.basis.articles': 'Căn cứ: {document}, Điều {articles}.',
  'students.grading.basis.document': 'Căn cứ: {document}.',
  'students.grading.basis.unsure':
    'Có quy định dùng ở đây chưa đối chiếu được với văn bản hoặc do trường chọn.',

  'students.grading.case.line': 'Dòng {line}: {problems}',
  'students.grading.case.field': 'trường "{field}" {problem}',
  'students.grading.case.not_json': 'không phải JSON',
  'students.grading.case.not_object': 'phải là một đối tượng JSON',
  'students.grading.case.missing': 'bị thiếu',
  'students.grading.case.not_number': 'không phải số',
  'students.grading.case.mark_range': 'phải từ 0 đến 10',
  'students.grading.case.negative': 'không được âm',
  'students.grading.case.not_positive': 'phải lớn hơn 0',
  'students.grading.case.more_than_planned': 'lớn hơn "hours_planned"',
  'students.grading.case.wrong': 'không hợp lệ',
  'students.grading.case.options': 'phải là một trong: {options}',
  'students.grading.case.not_list': 'phải là một danh sách',
  'students.grading.case.not_boolean': 'phải là true hoặc false',
  'students.grading.case.not_count': 'phải là số nguyên từ 0 trở lên',
  'students.action.add-elementary-policy': 'Lập quy chế trình độ sơ cấp',
} as const
