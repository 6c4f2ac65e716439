/** Words of the grading policy pages: each number of a policy in a plain sentence. */
export const policyVi = {
  'students.policy.title': 'Quy chế điểm',
  'students.policy.lead':
    'Quy chế có ngày hiệu lực. Khóa gắn với quy chế có hiệu lực ngày khai giảng và giữ đến hết.',
  'students.policy.none': 'Chưa có quy chế nào.',
  'students.policy.name': 'Tên quy chế',
  'students.policy.whose': 'Áp dụng cho',
  'students.policy.national': 'Cả nước',
  'students.policy.from': 'Hiệu lực từ',
  'students.policy.from_hint':
    'Khóa khai giảng từ ngày này theo quy chế mới. Khóa đã mở giữ quy chế của mình.',
  'students.policy.to': 'Đến',
  'students.policy.open': 'nay',
  'students.policy.cohorts': 'Số khóa',
  'students.policy.checked': 'Đối chiếu văn bản',
  'students.policy.verified': 'Đã đối chiếu',
  'students.policy.unverified': 'Chưa đối chiếu',
  'students.policy.verify': 'Xác nhận đã đối chiếu văn bản',
  'students.policy.verified_now': 'Đã ghi là đã đối chiếu.',
  'students.policy.document': 'Văn bản',
  'students.policy.levels': 'Trình độ',
  'students.policy.marks':
    'Đã xem văn bản: số lấy từ văn bản. Chưa xem: số được biết nhưng chưa thấy trong văn bản. Chưa chắc: cần kiểm tra, hoặc là cách làm do hệ thống chọn. Quy định ghi “không tự kiểm tra” do nhà trường tự theo dõi.',
  'students.policy.rule': 'Quy định',
  'students.policy.article': 'Căn cứ',
  'students.policy.article_no': 'Điều {article}',
  'students.policy.no_article': 'Chưa rõ điều',
  'students.policy.by_hand': 'không tự kiểm tra',
  'students.policy.certainty': 'Mức chắc chắn',
  'students.policy.certainty.S': 'Đã xem văn bản',
  'students.policy.certainty.K': 'Chưa xem',
  'students.policy.certainty.U': 'Chưa chắc',
  'students.policy.used_by': '{count} khóa đang theo quy chế này',
  'students.policy.unused': 'Chưa có khóa nào.',
  'students.policy.own': 'Lập quy chế riêng của trường',
  'students.policy.own_lead': 'Chép từ "{name}", chỉ đổi những số hiệu trưởng quy định.',
  'students.policy.own_document': 'Quyết định ban hành',
  'students.policy.own_document_hint': 'Số quyết định của hiệu trưởng, ví dụ: QĐ 45/QĐ-CĐN ngày 01/08/2026',
  'students.policy.own_save': 'Lập quy chế',
  'students.policy.own_saved': 'Đã lập quy chế riêng.',
  'students.policy.numbers': 'Số hiệu trưởng quy định',
  'students.policy.numbers_hint': 'Những quy định khác giữ nguyên theo quy chế gốc.',
  'students.policy.own.tests.min_regular': 'Số điểm kiểm tra thường xuyên ít nhất',
  'students.policy.own.tests.min_periodic': 'Số điểm kiểm tra định kỳ ít nhất',
  'students.policy.own.sittings.max_retakes': 'Số lần thi lại nhiều nhất',
  'students.policy.own.sittings.improvement_sittings': 'Số lần thi cải thiện điểm',
  'students.policy.own.progress.credit.max_warnings': 'Số lần cảnh báo học tập trước khi buộc thôi học',
  'students.policy.own.progress.registration.withdraw_until_week.main':
    'Rút học phần đến hết tuần (học kỳ chính)',
  'students.policy.own.graduation.year.exam_marking.third_from':
    'Điểm hai người chấm thi tốt nghiệp lệch từ bao nhiêu thì phải có người chấm thứ ba',
  'students.policy.error.mark': 'Nhập một điểm số, ví dụ 1,0.',
  'students.policy.own.progress.registration.withdraw_until_week.supplementary':
    'Rút học phần đến hết tuần (học kỳ phụ)',
  'students.policy.error.count': 'Ghi một số nguyên.',
  'students.policy.error.least_0': 'Ghi số từ 0 trở lên.',
  'students.policy.error.least_1': 'Ghi số từ 1 trở lên.',
  'students.policy.error.least_2': 'Ghi số từ 2 trở lên.',
  'students.policy.end': 'Kết thúc quy chế này',
  'students.policy.end_lead':
    'Khóa khai giảng sau ngày này theo quy chế của Bộ. Các khóa đã theo quy chế này giữ nguyên.',
  'students.policy.last_day': 'Ngày cuối cùng áp dụng cho khóa mới',
  'students.policy.ended_now': 'Đã ghi ngày kết thúc.',
  'students.policy.error.not_own': 'Quy chế này không phải của trường.',
  'students.policy.error.ended': 'Quy chế này đã kết thúc.',
  'students.policy.error.past': 'Quy chế chỉ lập cho những ngày từ hôm nay trở đi.',
  'students.policy.error.same_day': 'Đã có một quy chế của trường bắt đầu ngày này.',
  'students.policy.error.other_school': 'Quy chế gốc là của trường khác.',
  'students.policy.nothing': 'không có',
  'students.policy.row.letter': '{letter} ({label}) từ {from}, {point} điểm thang 4',
  'students.policy.row.class': '{class} từ {from}',
  'students.policy.row.factor': 'chương trình từ {from_months} đến dưới {below_months} tháng: {factor} lần',
  'students.policy.code.xuat_sac': 'Xuất sắc',
  'students.policy.code.gioi': 'Giỏi',
  'students.policy.code.kha': 'Khá',
  'students.policy.code.trung_binh': 'Trung bình',
  'students.policy.code.yeu': 'Yếu',
  'students.policy.code.khien_trach': 'khiển trách',
  'students.policy.code.canh_cao': 'cảnh cáo',
  'students.policy.code.dinh_chi': 'đình chỉ học tập',
  'students.policy.code.buoc_thoi_hoc': 'buộc thôi học',
  'students.policy.code.dinh_chi_1_nam': 'đình chỉ một năm',
  'students.policy.code.cao_dang': 'cao đẳng',
  'students.policy.code.trung_cap': 'trung cấp',
  'students.policy.part.tests': 'Điểm kiểm tra',
  'students.policy.part.eligibility': 'Điều kiện dự thi kết thúc',
  'students.policy.part.module': 'Điểm môn học, mô đun',
  'students.policy.part.sittings': 'Lần thi',
  'students.policy.part.marking': 'Chấm thi',
  'students.policy.part.letters': 'Điểm chữ và thang 4',
  'students.policy.part.averages': 'Điểm trung bình chung',
  'students.policy.part.classification': 'Xếp loại',
  'students.policy.part.downgrade': 'Giảm mức xếp loại',
  'students.policy.part.progress': 'Tiến độ, cảnh báo, buộc thôi học',
  'students.policy.part.graduation': 'Tốt nghiệp',
  'students.policy.part.organisation': 'Tổ chức đào tạo, thi',
  'students.policy.part.titles': 'Danh hiệu',
  'students.policy.rule.tests.highest_mark': 'Thang điểm cao nhất là {value}.',
  'students.policy.rule.tests.mark_unit': 'Điểm kiểm tra ghi đến {value}.',
  'students.policy.rule.tests.regular_weight': 'Kiểm tra thường xuyên hệ số {value}.',
  'students.policy.rule.tests.periodic_weight': 'Kiểm tra định kỳ hệ số {value}.',
  'students.policy.rule.tests.min_regular': 'Ít nhất {value} điểm kiểm tra thường xuyên.',
  'students.policy.rule.tests.min_periodic': 'Ít nhất {value} điểm kiểm tra định kỳ.',
  'students.policy.rule.tests.average_unit': 'Trung bình kiểm tra làm tròn đến {value}.',
  'students.policy.rule.tests.round_average_first':
    '{value, select, true {Điểm môn học tính từ trung bình kiểm tra đã làm tròn.} other {Điểm môn học tính từ trung bình kiểm tra chưa làm tròn.}}',
  'students.policy.rule.eligibility.min_attendance': 'Tham dự ít nhất {percent} thời gian học.',
  'students.policy.rule.eligibility.min_test_average': 'Trung bình kiểm tra ít nhất {value}.',
  'students.policy.rule.eligibility.compare_rounded_average':
    '{value, select, true {So ngưỡng với trung bình đã làm tròn.} other {So ngưỡng với trung bình chưa làm tròn.}}',
  'students.policy.rule.eligibility.attendance_may_be_waived_for_disability':
    '{value, select, true {Người khuyết tật có thể được miễn điều kiện tham dự.} other {Điều kiện tham dự như nhau cho mọi người.}}',
  'students.policy.rule.module.test_weight': 'Trung bình kiểm tra có trọng số {value}.',
  'students.policy.rule.module.exam_weight': 'Điểm thi kết thúc có trọng số {value}.',
  'students.policy.rule.module.grade_unit': 'Điểm môn học, mô đun làm tròn đến {value}.',
  'students.policy.rule.module.pass.year': 'Niên chế: đạt từ {value}.',
  'students.policy.rule.module.pass.credit': 'Tích lũy: đạt từ {value}.',
  'students.policy.rule.sittings.max_retakes':
    '{value, select, none {Số lần thi lại do hiệu trưởng quy định.} other {Thi lại nhiều nhất {value} lần.}}',
  'students.policy.rule.sittings.unexcused_absence_mark': 'Vắng thi không lý do: {value} điểm.',
  'students.policy.rule.sittings.unexcused_absence_counts':
    '{value, select, true {Vắng không lý do tính là một lần thi.} other {Vắng không lý do không tính là một lần thi.}}',
  'students.policy.rule.sittings.excused_absence_counts':
    '{value, select, true {Vắng có lý do tính là một lần thi.} other {Vắng có lý do không tính là một lần thi.}}',
  'students.policy.rule.sittings.improvement_sittings': 'Được thi cải thiện điểm {value} lần.',
  'students.policy.rule.sittings.improvement_replaces_grade':
    '{value, select, true {Điểm cải thiện thay điểm cũ.} other {Lấy điểm cao hơn.}}',
  'students.policy.rule.sittings.improvement_counts_for_scholarship':
    '{value, select, true {Điểm cải thiện được tính khi xét học bổng.} other {Điểm cải thiện không tính khi xét học bổng.}}',
  'students.policy.rule.sittings.cheating_mark': 'Vi phạm quy chế thi: {value} điểm.',
  'students.policy.rule.sittings.proxy_sitting': 'Thi hộ, nhờ thi hộ, theo từng lần: {value}.',
  'students.policy.rule.marking.min_markers': 'Mỗi bài thi ít nhất {value} người chấm.',
  'students.policy.rule.marking.remark_difference': 'Chênh lệch từ {value} điểm thì chấm lại.',
  'students.policy.rule.marking.mark_unit': 'Điểm chấm ghi đến {value}.',
  'students.policy.rule.letters.bands': 'Điểm chữ: {value}.',
  'students.policy.rule.letters.point_unit': 'Điểm thang 4 ghi đến {value}.',
  'students.policy.rule.letters.missing_component': 'Thiếu điểm thành phần ghi {value}.',
  'students.policy.rule.letters.awaiting_result': 'Chờ kết quả ghi {value}.',
  'students.policy.rule.letters.recognised': 'Miễn, công nhận ghi {value}.',
  'students.policy.rule.letters.violation': 'Vi phạm hoặc bỏ học phần ghi {value}.',
  'students.policy.rule.averages.unit.year': 'Niên chế: trung bình chung làm tròn đến {value}.',
  'students.policy.rule.averages.unit.credit': 'Tích lũy: trung bình chung làm tròn đến {value}.',
  'students.policy.rule.averages.not_eligible_as':
    '{value, select, none {Môn chưa đủ điều kiện thi không tính vào trung bình.} other {Môn chưa đủ điều kiện thi tính {value} điểm.}}',
  'students.policy.rule.averages.leave_out_condition_subjects':
    '{value, select, true {Không tính môn học điều kiện.} other {Tính cả môn học điều kiện.}}',
  'students.policy.rule.averages.leave_out_postponed':
    '{value, select, true {Không tính môn tạm hoãn.} other {Tính cả môn tạm hoãn.}}',
  'students.policy.rule.averages.scholarship_uses':
    '{value, select, first {Xét học bổng, khen thưởng theo điểm thi lần đầu.} other {Xét học bổng, khen thưởng theo điểm chính thức.}}',
  'students.policy.rule.averages.progress_uses':
    '{value, select, highest {Xét tiến độ theo điểm cao nhất.} other {Xét tiến độ theo điểm chính thức.}}',
  'students.policy.rule.classification.year': 'Niên chế: {value}.',
  'students.policy.rule.classification.credit': 'Tích lũy: {value}.',
  'students.policy.rule.downgrade.retaken_modules': 'Số môn thi lại làm giảm một mức: {value}.',
  'students.policy.rule.downgrade.discipline_from': 'Bị kỷ luật từ {value} trở lên thì giảm một mức.',
  'students.policy.rule.downgrade.relearned_share_over.year':
    '{value, select, none {Niên chế: không giảm mức vì học lại.} other {Niên chế: học lại quá {percent} thì giảm một mức.}}',
  'students.policy.rule.downgrade.relearned_share_over.credit':
    '{value, select, none {Tích lũy: không giảm mức vì học lại.} other {Tích lũy: học lại quá {percent} chương trình thì giảm một mức.}}',
  'students.policy.rule.downgrade.relearned_counts_condition_subjects':
    '{value, select, true {Khối lượng học lại tính cả môn học điều kiện.} other {Khối lượng học lại không tính môn học điều kiện.}}',
  'students.policy.rule.progress.year.min_programme_months':
    'Niên chế: xét tiến độ cho chương trình từ {value} tháng.',
  'students.policy.rule.progress.year.adjust_below':
    'Niên chế: trung bình năm dưới {value} thì điều chỉnh tiến độ.',
  'students.policy.rule.progress.year.dismiss_below':
    'Niên chế: trung bình năm dưới {value} thì buộc thôi học.',
  'students.policy.rule.progress.year.adjust_instead_for_disability':
    '{value, select, true {Người khuyết tật được điều chỉnh tiến độ thay cho buộc thôi học.} other {Người khuyết tật xét như mọi người.}}',
  'students.policy.rule.progress.year.disability_spares_short_programmes':
    '{value, select, true {Chương trình ngắn hơn, không điều chỉnh được tiến độ: người khuyết tật được học tiếp.} other {Chương trình ngắn hơn, không điều chỉnh được tiến độ: người khuyết tật vẫn xét buộc thôi học.}}',
  'students.policy.rule.progress.credit.warn_failed_share_over':
    'Tích lũy: không đạt quá {percent} khối lượng đăng ký thì cảnh báo.',
  'students.policy.rule.progress.credit.warn_average_below_first_term':
    'Tích lũy: trung bình học kỳ đầu dưới {value} thì cảnh báo.',
  'students.policy.rule.progress.credit.warn_average_below_later':
    'Tích lũy: trung bình học kỳ sau dưới {value} thì cảnh báo.',
  'students.policy.rule.progress.credit.max_warnings':
    '{value, select, none {Số lần cảnh báo trước khi buộc thôi học do trường quy định.} other {Cảnh báo quá {value} lần thì buộc thôi học.}}',
  'students.policy.rule.progress.max_time': 'Thời gian học tối đa: {value}.',
  'students.policy.rule.progress.max_reserved_months': 'Bảo lưu nhiều nhất {value} tháng.',
  'students.policy.rule.progress.reserved_time_counts':
    '{value, select, true {Thời gian bảo lưu tính vào thời gian học tối đa.} other {Thời gian bảo lưu không tính vào thời gian học tối đa.}}',
  'students.policy.rule.progress.registration.min_load':
    'Đăng ký ít nhất {low}/{high} khối lượng trung bình.',
  'students.policy.rule.progress.registration.max_load':
    'Đăng ký nhiều nhất {low}/{high} khối lượng trung bình.',
  'students.policy.rule.progress.registration.withdraw_until_week.main':
    'Học kỳ chính: rút học phần đến hết tuần {value}.',
  'students.policy.rule.progress.registration.withdraw_until_week.supplementary':
    'Học kỳ phụ: rút học phần đến hết tuần {value}.',
  'students.policy.rule.graduation.year.pass': 'Mỗi môn thi tốt nghiệp đạt từ {value}.',
  'students.policy.rule.graduation.year.max_retakes': 'Thi lại tốt nghiệp nhiều nhất {value} lần mỗi môn.',
  'students.policy.rule.graduation.year.first_retake_after_days': 'Thi lại lần đầu sau ít nhất {value} ngày.',
  'students.policy.rule.graduation.year.mark_step': 'Điểm thi tốt nghiệp theo bước {value}.',
  'students.policy.rule.graduation.year.total_unit': 'Tổng điểm bài thi làm tròn đến {value}.',
  'students.policy.rule.graduation.year.by_exams.average':
    'Điểm tốt nghiệp theo thi: trung bình chung hệ số {value}.',
  'students.policy.rule.graduation.year.by_exams.practice':
    'Điểm tốt nghiệp theo thi: thực hành hệ số {value}.',
  'students.policy.rule.graduation.year.by_exams.theory':
    'Điểm tốt nghiệp theo thi: lý thuyết hệ số {value}.',
  'students.policy.rule.graduation.year.by_thesis.average':
    'Điểm tốt nghiệp theo chuyên đề: trung bình chung hệ số {value}.',
  'students.policy.rule.graduation.year.by_thesis.thesis':
    'Điểm tốt nghiệp theo chuyên đề: chuyên đề hệ số {value}.',
  'students.policy.rule.graduation.year.thesis_levels': 'Chuyên đề, khóa luận dành cho trình độ: {value}.',
  'students.policy.rule.graduation.year.thesis_unit': 'Điểm chuyên đề làm tròn đến {value}.',
  'students.policy.rule.graduation.year.max_thesis_credits':
    'Chuyên đề, khóa luận nhiều nhất {value} tín chỉ.',
  'students.policy.rule.graduation.year.exam_marking.min_markers':
    'Bài thi tốt nghiệp do ít nhất {value} người chấm độc lập.',
  'students.policy.rule.graduation.year.exam_marking.third_from':
    'Điểm chấm độc lập một bài thi tốt nghiệp chênh nhau từ {value} điểm thì người thứ ba chấm, điểm của người thứ ba là điểm bài thi.',
  'students.policy.rule.graduation.year.round_average_first':
    '{value, select, true {Điểm tốt nghiệp tính từ trung bình chung đã làm tròn.} other {Điểm tốt nghiệp tính từ trung bình chung chưa làm tròn.}}',
  'students.policy.rule.graduation.year.score_unit': 'Điểm tốt nghiệp làm tròn đến {value}.',
  'students.policy.rule.graduation.year.downgrade_applies':
    '{value, select, true {Niên chế: giảm mức xếp loại áp dụng cả khi tốt nghiệp.} other {Niên chế: không giảm mức xếp loại tốt nghiệp.}}',
  'students.policy.rule.graduation.year.exam_retakes_lower':
    '{value, select, true {Niên chế: phần thi tốt nghiệp phải thi lại tính như một môn thi lại khi giảm mức xếp loại.} other {Niên chế: thi lại phần thi tốt nghiệp không làm giảm mức xếp loại.}}',
  'students.policy.rule.graduation.credit.min_average':
    'Tích lũy: trung bình chung ít nhất {value} để tốt nghiệp.',
  'students.policy.rule.graduation.credit.downgrade_applies':
    '{value, select, true {Tích lũy: giảm mức xếp loại áp dụng cả khi tốt nghiệp.} other {Tích lũy: không giảm mức xếp loại tốt nghiệp.}}',
  'students.policy.rule.organisation.main_terms_a_year': 'Mỗi năm {value} học kỳ chính.',
  'students.policy.rule.organisation.main_term_min_weeks': 'Học kỳ chính ít nhất {value} tuần.',
  'students.policy.rule.organisation.supplementary_term_min_weeks.year':
    'Niên chế: học kỳ phụ ít nhất {value} tuần.',
  'students.policy.rule.organisation.supplementary_term_min_weeks.credit':
    'Tích lũy: học kỳ phụ ít nhất {value} tuần.',
  'students.policy.rule.organisation.teaching_hours.from': 'Giờ học sớm nhất {value}.',
  'students.policy.rule.organisation.teaching_hours.to': 'Giờ học muộn nhất {value}.',
  'students.policy.rule.organisation.max_practice_class': 'Lớp thực hành nhiều nhất {value} người.',
  'students.policy.rule.organisation.max_hazardous_practice_class':
    'Lớp thực hành nặng nhọc, độc hại, nguy hiểm nhiều nhất {value} người.',
  'students.policy.rule.organisation.written_regular_test_max_minutes':
    'Bài viết thường xuyên nhiều nhất {value} phút.',
  'students.policy.rule.organisation.written_periodic_test_minutes':
    'Bài viết định kỳ từ {low} đến {high} phút.',
  'students.policy.rule.organisation.written_exam_minutes': 'Bài thi viết kết thúc từ {low} đến {high} phút.',
  'students.policy.rule.organisation.exam_room_max': 'Phòng thi nhiều nhất {value} người.',
  'students.policy.rule.organisation.exam_room_min_invigilators': 'Phòng thi ít nhất {value} người coi thi.',
  'students.policy.rule.organisation.exam_timetable_weeks_before': 'Công bố lịch thi trước {value} tuần.',
  'students.policy.rule.organisation.exam_list_working_days_before':
    'Công bố danh sách dự thi trước {value} ngày làm việc.',
  'students.policy.rule.organisation.results_working_days': 'Công bố điểm trong {value} ngày làm việc.',
  'students.policy.rule.organisation.graduation_plan_weeks_before':
    'Công bố kế hoạch thi tốt nghiệp trước {value} tuần.',
  'students.policy.rule.organisation.graduation_written_max_minutes':
    'Bài viết tốt nghiệp nhiều nhất {value} phút.',
  'students.policy.rule.organisation.graduation_oral_minutes':
    'Thi vấn đáp: chuẩn bị {low} phút, trả lời {high} phút.',
  'students.policy.rule.organisation.graduation_council_min': 'Hội đồng tốt nghiệp ít nhất {value} người.',
  'students.policy.rule.organisation.thesis_panel': 'Ban chấm chuyên đề từ {low} đến {high} người.',
  'students.policy.rule.organisation.graduation_review_working_days':
    'Xét tốt nghiệp trong {value} ngày làm việc.',
  'students.policy.rule.organisation.graduation_list_working_days':
    'Trình danh sách trong {value} ngày làm việc.',
  'students.policy.rule.organisation.graduation_decision_working_days':
    'Ra quyết định trong {value} ngày làm việc.',
  'students.policy.rule.organisation.diploma_working_days': 'Cấp bằng trong {value} ngày làm việc.',
  'students.policy.rule.titles.levels': 'Có danh hiệu ở trình độ: {value}.',
  'students.policy.rule.titles.practical_engineer_fields':
    'Kỹ sư thực hành cho các lĩnh vực có mã: {value}; lĩnh vực khác là cử nhân thực hành.',
} as const
