import { Alert, Banner } from '../messages/alert.tsx'
import { Badge } from '../messages/badge.tsx'
import { LinkButton } from '../actions/button.tsx'
import { ConfirmPanel } from '../actions/dialog.tsx'
import { Disclosure } from '../actions/disclosure.tsx'
import { Empty } from '../messages/empty.tsx'
import { Prose, Section } from '../frame/page.tsx'
import { JobProgress } from '../boards/progress.tsx'
import { longName } from './samples.ts'

export function GalleryMessages() {
  return (
    <Section title="Thông báo và trạng thái">
      <Alerts />
      <div class="mb-6 flex flex-wrap gap-2">
        <Badge>Bản nháp</Badge>
        <Badge kind="primary">Đang làm</Badge>
        <Badge kind="info">Đã gửi</Badge>
        <Badge kind="success">Đã xác nhận</Badge>
        <Badge kind="warning">Sắp đến hạn</Badge>
        <Badge kind="error">Quá hạn</Badge>
      </div>
      <Jobs />
      <Questions />
    </Section>
  )
}

function Alerts() {
  return (
    <>
      <div class="mb-6">
        <Banner kind="warning">Dữ liệu ví dụ: tên người và số liệu ở trang này do máy tạo.</Banner>
      </div>
      <Alert kind="info" title="Số liệu tính đến 22/11/2026">
        Cơ sở chưa khai báo hạ tầng được ghi là “chưa có dữ liệu”.
      </Alert>
      <Alert kind="success" title="Đã lưu hồ sơ" />
      <Alert
        kind="warning"
        title="Giấy phép sắp hết hạn"
        actions={
          <LinkButton href="#gia-han" kind="secondary" small>
            Xem giấy phép
          </LinkButton>
        }
      >
        {longName} có 2 giấy phép hết hạn trước 31/12/2026.
      </Alert>
      <Alert kind="error" title="Chưa gửi được báo cáo">
        Máy chủ không trả lời. Nội dung bạn đã nhập vẫn còn; hãy gửi lại sau ít phút.
      </Alert>
    </>
  )
}

function Questions() {
  return (
    <>
      <Empty
        title="Chưa có khóa bồi dưỡng nào"
        action={{ href: '#them-khoa', label: 'Thêm khóa bồi dưỡng', icon: 'plus' }}
      >
        Phòng đào tạo của trường mở khóa; kết quả do đơn vị bồi dưỡng gửi về.
      </Empty>
      <div class="mt-6">
        <ConfirmPanel
          danger
          title="Hủy đợt nhập ngày 20/11/2026?"
          consequences={['215 nhà giáo thêm từ đợt này sẽ mất.', '12 chỗ đã sửa tay được giữ lại.']}
          confirmLabel="Hủy đợt nhập"
          cancelHref="#quay-lai"
          cancelLabel="Giữ lại"
          hidden={{ id: 'batch-7', version: 3 }}
        />
      </div>
      <div class="mt-6">
        <Disclosure label="Vì sao tôi thấy hồ sơ này?" open>
          Bạn có quyền xem hồ sơ nhà giáo của trường này đến 31/12/2026.
        </Disclosure>
      </div>
      <Paragraphs />
    </>
  )
}

function Jobs() {
  return (
    <div class="mb-6 grid gap-4 md:grid-cols-2">
      <JobProgress
        id="job-running"
        title="Nhập danh sách nhà giáo"
        state="running"
        stateText="Đang ghi"
        done={12000}
        total={100000}
        text="12.000 trên 100.000 dòng"
        actions={
          <LinkButton href="#dung" kind="secondary" small>
            Dừng
          </LinkButton>
        }
      />
      <JobProgress id="job-waiting" title="Xuất bản đồ" state="waiting" stateText="Đang chờ đến lượt" />
      <JobProgress id="job-done" title="Xuất danh sách" state="done" stateText="Đã xong" text="lúc 14:05" />
      <JobProgress
        id="job-failed"
        title="Nhập kết quả"
        state="failed"
        stateText="Không ghi được"
        text="tệp có mật khẩu"
      />
    </div>
  )
}

function Paragraphs() {
  return (
    <div class="mt-6">
      <Prose>
        <h3>Đoạn văn</h3>
        <p>
          Dòng dài nhất bảy mươi ký tự để mắt không lạc. Dấu thanh tiếng Việt cần khoảng thở: ẫ, ỗ, ữ, Ẩ, Ộ,
          Ự. <a href="#lien-ket">Liên kết trong câu</a> có gạch chân.
        </p>
        <ul>
          <li>Một ý ngắn</li>
          <li>Một ý ngắn khác</li>
        </ul>
      </Prose>
    </div>
  )
}
