import { NavButton, Navigation, type NavGroup } from '../frame/navigation.tsx'
import { Section } from '../frame/page.tsx'

const entries: Record<string, readonly string[]> = {
  'Điều hành': ['Chỉ tiêu', 'Báo cáo', 'Kiểm tra', 'Đánh giá, công nhận', 'Nhiệm vụ, kinh phí'],
  'Mạng lưới': ['Cơ sở', 'Bản đồ', 'Đề xuất của cơ sở', 'Địa bàn'],
  'Con người': ['Nhân sự', 'Bồi dưỡng', 'Năng lực số đội ngũ', 'Người học', 'Văn bằng, chứng chỉ'],
  'Dạy và học': ['Chương trình', 'Học liệu số dùng chung', 'Lớp học trực tuyến', 'Ngân hàng câu hỏi'],
  'Quản trị': ['Thủ tục hành chính', 'Sắp xếp địa bàn', 'Tài khoản', 'Nhật ký', 'Kết nối, chia sẻ dữ liệu'],
}

const groups: NavGroup[] = [
  { items: [{ href: '#hom-nay', label: 'Hôm nay' }] },
  ...Object.entries(entries).map(([label, names]) => ({
    label,
    items: names.map((name, at) => ({ href: `#${label}-${at}`, label: name, current: name === 'Bồi dưỡng' })),
  })),
]
const words = { label: 'Danh mục', close: 'Đóng' }

/** The navigation with as many entries as the whole product will have. */
export function GalleryFrame() {
  return (
    <Section title="Khung">
      <Navigation
        kind="bar"
        id="nav-public"
        words={{ ...words, label: 'Danh mục công khai' }}
        groups={[
          {
            items: [
              { href: '#trang-dau', label: 'Trang đầu', current: true },
              { href: '#co-so', label: 'Cơ sở' },
              { href: '#ban-do', label: 'Bản đồ' },
            ],
          },
        ]}
      />
      <div class="mt-6 max-w-56">
        <NavButton words={words} />
        <Navigation kind="rail" groups={groups} words={words} />
      </div>
    </Section>
  )
}
