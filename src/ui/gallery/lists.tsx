import { Badge, type BadgeKind } from '../messages/badge.tsx'
import { Button } from '../actions/button.tsx'
import { Select } from '../fields/choice-field.tsx'
import { Agenda } from '../lists/agenda.tsx'
import { DutyList } from '../lists/duty-list.tsx'
import { Empty } from '../messages/empty.tsx'
import { Filters } from '../lists/filters.tsx'
import { FormActions } from '../forms/form.tsx'
import { Section } from '../frame/page.tsx'
import { Pager } from '../lists/pager.tsx'
import { Queue } from '../lists/queue.tsx'
import { type Column, Table } from '../lists/table.tsx'
import { longName, rows, type SampleRow } from './samples.ts'

export function GalleryLists() {
  return (
    <>
      <Section title="Danh sách">
        <SampleFilters />
        <SampleTable />
        <Pager
          label="Phân trang"
          previous="#truoc"
          next="#sau"
          previousLabel="Trang trước"
          nextLabel="Trang sau"
          summary="3 trên 1.234"
        />
        <div class="mt-6">
          <Table
            caption="Bảng không có dòng nào"
            columns={columns}
            rows={[]}
            rowKey={(row) => row.id}
            empty={
              <Empty title="Không có cơ sở nào khớp" icon="search">
                Bỏ bớt điều kiện lọc hoặc tìm chữ khác.
              </Empty>
            }
          />
        </div>
      </Section>
      <Section title="Việc đang chờ">
        <Duties />
      </Section>
      <Section title="Hàng đợi">
        <SampleQueue />
      </Section>
    </>
  )
}

const states: Record<SampleRow['state'], [kind: BadgeKind, word: string]> = {
  open: ['success', 'Đang tuyển sinh'],
  waiting: ['warning', 'Chờ xác nhận'],
  closed: ['neutral', 'Ngừng tuyển sinh'],
}

const columns: Column<SampleRow>[] = [
  { key: 'name', label: 'Tên cơ sở', sort: true },
  { key: 'ward', label: 'Địa bàn', sort: true },
  { key: 'students', label: 'Người học', align: 'end', sort: true },
  {
    key: 'state',
    label: 'Tuyển sinh',
    render: (row) => <Badge kind={states[row.state][0]}>{states[row.state][1]}</Badge>,
  },
]

function SampleTable() {
  return (
    <Table
      caption="Cơ sở ở Huế"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `#co-so-${row.id}`}
      sort={{ key: 'students', direction: 'desc' }}
      sortHref={(key) => `#sap-xep-${key}`}
      select={{
        name: 'ids',
        value: (row) => row.id,
        label: (row) => `Chọn ${row.name}`,
        columnLabel: 'Chọn',
        checked: (row) => row.id === 'b',
      }}
      foot={['Cộng', '', '1.732', '']}
    />
  )
}

function SampleFilters() {
  return (
    <Filters
      search={{ label: 'Tìm cơ sở', button: 'Tìm', name: 'tim', placeholder: 'Tên, nghề hoặc xã phường' }}
      lead="Đang xem:"
      chips={[
        { label: 'Trường cao đẳng', removeHref: '#bo-1', removeLabel: 'Bỏ lọc Trường cao đẳng' },
        { label: 'phường Thuận Hóa', removeHref: '#bo-2', removeLabel: 'Bỏ lọc phường Thuận Hóa' },
        { label: 'đang tuyển sinh', removeHref: '#bo-3', removeLabel: 'Bỏ lọc đang tuyển sinh' },
      ]}
      clearHref="#bo-het"
      clearLabel="Bỏ hết"
      moreLabel="Lọc thêm"
      moreOpen
      more={
        <>
          <Select
            name="loai"
            label="Loại cơ sở"
            placeholder="Tất cả"
            width="half"
            options={[{ value: 'cd', label: 'Trường cao đẳng' }]}
          />
          <FormActions>
            <Button kind="secondary">Lọc</Button>
          </FormActions>
        </>
      }
    />
  )
}

function Duties() {
  return (
    <>
      <Agenda
        label="Lịch hôm nay"
        items={[
          { time: '07:00–09:30', title: 'Lập trình Python', about: 'K25-6480216-A · A102', href: '#buoi-1' },
          { time: '13:00–15:30', title: longName, about: 'K25-6480216-A · Trực tuyến', href: '#buoi-2' },
        ]}
      />
      <DutyList
        label="Việc đang chờ"
        empty={null}
        items={[
          {
            what: 'Xác nhận thay đổi giấy phép',
            forWhom: longName,
            due: 'quá hạn 2 ngày (20/11/2026)',
            urgency: 'late',
            href: '#viec-1',
            action: 'Xác nhận',
          },
          {
            what: 'Kiểm tra 12 dòng lỗi của đợt nhập',
            forWhom: 'Trung tâm dạy nghề An Cựu',
            due: 'hạn 25/11/2026, còn 3 ngày',
            urgency: 'soon',
            href: '#viec-2',
            action: 'Kiểm tra',
          },
          { what: 'Đọc góp ý của nhà trường', due: 'hạn 30/12/2026', href: '#viec-3', action: 'Đọc' },
        ]}
      />
      <div class="mt-4">
        <DutyList
          label="Hôm nay"
          items={[]}
          empty={
            <Empty title="Hôm nay không có việc nào chờ bạn" icon="success">
              Việc mới sẽ hiện ở đây, kèm thư báo nếu có hạn.
            </Empty>
          }
        />
      </div>
    </>
  )
}

function SampleQueue() {
  return (
    <Queue
      label="Hồ sơ đang chờ"
      itemLabel="Hồ sơ đang mở"
      summary="3 hồ sơ đang chờ"
      items={[
        { href: '#ho-so-1', title: longName, note: 'Thêm nghề Hàn, trình độ cao đẳng', current: true },
        { href: '#ho-so-2', title: 'Trung tâm dạy nghề An Cựu', note: 'Đổi người đứng đầu' },
        { href: '#ho-so-3', title: 'Trường Trung cấp Phú Xuân', state: <Badge kind="error">Quá hạn</Badge> },
      ]}
    >
      <h3 class="text-lg font-semibold">Thêm nghề Hàn, trình độ cao đẳng</h3>
      <p class="mt-2 mb-4">Trường đề nghị thêm nghề từ ngày 01/01/2027, 60 người học mỗi năm.</p>
      <div class="flex flex-wrap gap-3">
        <Button icon="check">Đồng ý</Button>
        <Button kind="secondary">Trả lại</Button>
      </div>
    </Queue>
  )
}
