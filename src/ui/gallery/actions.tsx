import { Badge } from '../messages/badge.tsx'
import { Button, LinkButton } from '../actions/button.tsx'
import { Icon } from '../icons/icon.tsx'
import { icons, type IconName } from '../icons/icon-set.ts'
import { Menu } from '../actions/menu.tsx'
import { PageHeader, Section } from '../frame/page.tsx'
import { SearchBox } from '../forms/search-box.tsx'
import { Steps } from '../forms/steps.tsx'
import { Tabs } from '../records/tabs.tsx'
import { longName } from './samples.ts'

export function GalleryActions() {
  return (
    <Section title="Nút, liên kết, biểu tượng">
      <div class="mb-4 flex flex-wrap gap-3">
        <Button icon="send">Gửi báo cáo</Button>
        <Button kind="secondary" icon="download">
          Tải về
        </Button>
        <Button kind="ghost">Để sau</Button>
        <Button kind="danger" icon="trash">
          Xóa đợt nhập
        </Button>
        <Button disabled>Đang khóa</Button>
        <LinkButton href="#them" kind="secondary" small icon="edit">
          Sửa
        </LinkButton>
      </div>
      <Menus />
      <IconSheet />
      <Navigation />
    </Section>
  )
}

function IconSheet() {
  return (
    <ul class="flex flex-wrap gap-x-6 gap-y-2 text-sm text-muted">
      {(Object.keys(icons) as IconName[]).map((name) => (
        <li key={name} class="flex items-center gap-2">
          <Icon name={name} />
          {name}
        </li>
      ))}
    </ul>
  )
}

function Navigation() {
  return (
    <Section title="Đầu trang, thẻ, các bước, ô tìm" level={3}>
      <SamplePageHeader />
      <Tabs
        label="Phần của hồ sơ"
        items={[
          { href: '#chung', label: 'Thông tin chung', current: true },
          { href: '#giay-phep', label: 'Giấy phép', count: '12' },
          { href: '#doi-ngu', label: 'Đội ngũ', count: '1.234' },
          { href: '#lich-su', label: 'Lịch sử' },
        ]}
      />
      <Steps
        label="Các bước nhập dữ liệu"
        items={[
          { label: 'Chọn tệp', state: 'done', stateText: 'đã xong', href: '#buoc-1' },
          { label: 'Ghép cột', state: 'current', stateText: 'đang làm' },
          { label: 'Xem trước', state: 'todo', stateText: 'chưa làm' },
          { label: 'Ghi nhận', state: 'todo', stateText: 'chưa làm' },
        ]}
      />
      <SearchBox label="Tìm cơ sở, nghề, xã phường" button="Tìm" placeholder="Ví dụ: hàn, Thuận Hóa" />
      <div class="mt-4">
        <SearchBox
          label="Bạn muốn học nghề gì?"
          button="Tìm"
          large
          idPrefix="large"
          value="điện công nghiệp"
        />
      </div>
    </Section>
  )
}

function SamplePageHeader() {
  return (
    <div class="mb-6" role="group" aria-label="Ví dụ đầu trang">
      <PageHeader
        level={2}
        title={longName}
        count="1.234"
        state={
          <>
            <Badge kind="success">Đang hoạt động</Badge>
            <Badge kind="warning">Chờ xác nhận</Badge>
          </>
        }
        lead="Công lập, trực thuộc Ủy ban nhân dân thành phố."
        breadcrumb={[
          { href: '#trang-chu', label: 'Trang chủ' },
          { href: '#co-so', label: 'Cơ sở' },
        ]}
        breadcrumbLabel="Đường dẫn"
        actions={
          <>
            <Button icon="check">Xác nhận</Button>
            <LinkButton href="#sua" kind="secondary" icon="edit">
              Sửa
            </LinkButton>
          </>
        }
      />
    </div>
  )
}

function Menus() {
  return (
    <div class="mb-6 flex flex-wrap gap-3">
      <Menu
        label="Xuất danh sách"
        icon="download"
        items={[
          { href: '#xlsx', label: 'Bảng tính XLSX', icon: 'sheet' },
          { href: '#csv', label: 'Tệp CSV', icon: 'file' },
        ]}
      />
      <Menu
        label="Nguyễn Thị Minh Khuê"
        icon="user"
        plain
        heading="Phòng đào tạo"
        items={[
          { href: '#tai-khoan', label: 'Tài khoản của tôi', icon: 'settings', current: true },
          { action: '#thoat', label: 'Đăng xuất', icon: 'signOut' },
        ]}
      />
    </div>
  )
}
