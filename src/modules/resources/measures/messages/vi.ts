export const vi = {
  'resources.subject.activity': 'Hoạt động trong kho học liệu',
  'resources.measure.shares': 'Đã chia sẻ {count} học liệu, từ {day}.',
  'resources.measure.school_only': 'Có {count} học liệu được duyệt trong trường, chưa chia sẻ ra ngoài.',
  'resources.measure.taken_down':
    'Đã gỡ {count} học liệu từng chia sẻ, không còn học liệu nào mở ra ngoài trường.',
  'resources.measure.shares_none': 'Chưa có học liệu nào được duyệt.',
  'resources.measure.contributing': 'Nhà giáo có học liệu được chấp nhận',
  'resources.measure.teachers': 'nhà giáo',
  'resources.measure.accepted': 'Có {count} học liệu được chấp nhận, gần nhất “{title}” ngày {day}.',
  'resources.measure.accepted_none': 'Chưa có học liệu nào được chấp nhận.',
  'resources.measure.accepted_on': 'Ngày chấp nhận',
  'resources.measure.author': 'Học liệu của {name}',
  'resources.measure.author_lead': 'Những phiên bản đã được thẩm định và chấp nhận, tính cho tác giả.',
  'resources.measure.author_none': 'Chưa có học liệu nào được chấp nhận',
} as const
