import { Badge } from '../messages/badge.tsx'
import { BoardSentence } from '../boards/board-sentence.tsx'
import { Section } from '../frame/page.tsx'
import { TargetBar } from '../boards/progress.tsx'
import { Stat, Stats } from '../boards/stat.tsx'

export function GalleryBoards() {
  return (
    <>
      <Section title="Bảng chỉ tiêu">
        <Boards />
        <Bars />
      </Section>
      <Section title="Con số">
        <Stats>
          <Stat figure="1.234" label="nhà giáo đang dạy" href="#nha-giao" note="tăng 12 so với tháng trước" />
          <Stat figure="43 %" label="đã bồi dưỡng" href="#boi-duong" />
          <Stat figure="38" label="cơ sở" />
          <Stat figure="chưa đo được" label="trường có kết nối" href="#ket-noi" />
        </Stats>
      </Section>
    </>
  )
}

function Boards() {
  return (
    <div class="grid gap-4">
      <BoardSentence
        level={3}
        title="Nhà giáo được bồi dưỡng"
        state={<Badge kind="warning">Còn thiếu</Badge>}
        sentence={
          <>
            Đạt <strong>43 %</strong>: 215 trên 500 nhà giáo.
          </>
        }
        note="Cần thêm 35 người trước 31/12/2030."
      >
        <TargetBar
          value={43}
          label="Nhà giáo được bồi dưỡng"
          text="43 %, 215 trên 500 nhà giáo"
          targets={[
            { value: 30, label: '2025: 30 % (đã đóng)' },
            { value: 50, label: '2030: 50 %' },
          ]}
        />
      </BoardSentence>
      <BoardSentence level={3} title="Trường có kết nối" sentence="Chưa đo được: 12 trường chưa khai báo.">
        <TargetBar
          value={null}
          label="Trường có kết nối"
          text="Chưa đo được"
          targets={[{ value: 100, label: '2030: 100 %' }]}
        />
      </BoardSentence>
    </div>
  )
}

function Bars() {
  return (
    <div class="mt-4 grid gap-4">
      <TargetBar value={0} label="Mới bắt đầu" text="0 %, 0 trên 40 trường" />
      <TargetBar
        value={100}
        label="Đã đủ"
        text="100 %, 40 trên 40 trường"
        targets={[{ value: 100, label: '100 %' }]}
      />
    </div>
  )
}
