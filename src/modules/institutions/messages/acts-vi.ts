/** What the journal calls each act. */
export const vi = {
  'institutions.action.propose-change': 'Gửi đề xuất sửa hồ sơ cơ sở',
  'institutions.action.decide-proposal': 'Quyết định đề xuất của cơ sở',
  'institutions.action.change-part': 'Sửa hồ sơ cơ sở',
  'institutions.action.create-institution': 'Thêm cơ sở',
  'institutions.action.set-standing': 'Ghi tình trạng hoạt động của cơ sở',
  'institutions.action.record-succession': 'Ghi sáp nhập, tách, đổi tên, giải thể cơ sở',
  'institutions.action.add-recognition': 'Thêm quyết định công nhận',
  'institutions.action.change-recognition': 'Sửa quyết định công nhận',
  'institutions.action.declare-infrastructure': 'Gửi bản khai hạ tầng số',
  'institutions.action.decide-infrastructure': 'Xác nhận hoặc trả lại bản khai hạ tầng số',
  'institutions.action.add-checklist': 'Thêm danh mục kiểm hạ tầng số',
  'institutions.action.withdraw-checklist': 'Rút danh mục kiểm hạ tầng số',
  'institutions.action.load-register': 'Nạp danh sách cơ sở ban đầu',
  'institutions.action.load-examples': 'Nạp dữ liệu mẫu về cơ sở',
} as const
