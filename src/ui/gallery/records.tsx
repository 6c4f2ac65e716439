import { Badge } from '../messages/badge.tsx'
import { Card, Cards } from '../records/card.tsx'
import { Empty } from '../messages/empty.tsx'
import { Facts } from '../records/facts.tsx'
import { Section, Split } from '../frame/page.tsx'
import { PublicAnswer } from '../boards/public-answer.tsx'
import { Timeline } from '../records/timeline.tsx'
import { longName } from './samples.ts'

export function GalleryRecords() {
  return (
    <>
      <Section title="Hồ sơ">
        <RecordFacts />
      </Section>
      <Section title="Thẻ">
        <Cards>
          <Card
            title={longName}
            href="#co-so"
            level={3}
            state={<Badge kind="success">Đang tuyển sinh</Badge>}
            footer="12 nghề · 1.234 người học"
          >
            Phường Thuận Hóa, thành phố Huế
          </Card>
          <Card title="Trung tâm dạy nghề An Cựu" level={3}>
            Phường An Cựu, thành phố Huế
          </Card>
          <Card>Thẻ không có tiêu đề.</Card>
        </Cards>
      </Section>
      <Section title="Câu trả lời cho người dân">
        <Answers />
      </Section>
    </>
  )
}

function History() {
  return (
    <>
      <Timeline
        label="Lịch sử hồ sơ"
        items={[
          {
            when: '15/10/2026 14:05',
            datetime: '2026-10-15T14:05+07:00',
            title: 'Sở xác nhận',
            by: 'Lê Văn Bình',
            icon: 'check',
          },
          {
            when: '01/10/2026',
            datetime: '2026-10-01',
            title: 'Nhà trường đề nghị sửa',
            by: 'Nguyễn Thị Minh Khuê',
            text: 'Người học: 1.180 → 1.234',
            icon: 'edit',
          },
          { when: '2024', title: 'Thành lập' },
        ]}
      />
      <Timeline
        label="Lịch sử trống"
        items={[]}
        empty={<Empty title="Chưa có thay đổi nào" icon="history" />}
      />
    </>
  )
}

function Answers() {
  return (
    <div class="grid gap-4">
      <PublicAnswer
        level={2}
        state="yes"
        answer="Văn bằng này có thật và còn hiệu lực."
        next={{ href: '#xem', label: 'Xem nội dung văn bằng' }}
        source="Theo sổ gốc của nhà trường, tra lúc 14:05 ngày 22/11/2026."
      >
        Cấp cho Tôn Nữ Quỳnh Hương ngày 20/06/2026.
      </PublicAnswer>
      <PublicAnswer level={2} state="no" answer="Không tìm thấy văn bằng có số hiệu này." />
      <PublicAnswer level={2} state="partly" answer="Văn bằng này đã được cấp lại ngày 01/09/2026." />
      <PublicAnswer level={2} state="unknown" answer="Sổ gốc trước năm 2010 chưa được số hóa." />
      <PublicAnswer level={2} answer="38 cơ sở dạy nghề ở thành phố Huế." />
    </div>
  )
}

function RecordFacts() {
  return (
    <Split asideLabel="Dòng thời gian" aside={<History />}>
      <Facts
        items={[
          { label: 'Tên đầy đủ', value: longName, wide: true },
          { label: 'Loại hình', value: 'Công lập' },
          {
            label: 'Địa chỉ',
            value: 'Phường Thuận Hóa, thành phố Huế',
            note: 'Trước 01/07/2025: phường Phú Hội',
          },
          {
            label: 'Người học',
            value: '1.234',
            note: 'Nhà trường khai 01/10/2026, Sở xác nhận 15/10/2026',
          },
          { label: 'Điện thoại', value: 'chưa có' },
        ]}
      />
    </Split>
  )
}
