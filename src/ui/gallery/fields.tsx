import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../fields/choice-field.tsx'
import { Section } from '../frame/page.tsx'
import {
  Combobox,
  DateField,
  FileField,
  NumberField,
  PasswordField,
  TextArea,
  TextField,
} from '../fields/text-field.tsx'
import { longName } from './samples.ts'

export function GalleryFields() {
  return (
    <Section title="Ô nhập">
      <div class="grid gap-x-8 lg:grid-cols-2">
        <div class="min-w-0">
          <Lines />
          <ShortLines />
        </div>
        <div class="min-w-0">
          <Choices />
          <Suggestions />
        </div>
      </div>
    </Section>
  )
}

function Lines() {
  return (
    <>
      <TextField name="full_name" label="Họ và tên" value="Tôn Nữ Quỳnh Hương" required autocomplete="name" />
      <TextField
        name="school"
        label="Tên cơ sở"
        hint="Viết đúng như trên quyết định thành lập."
        value={longName}
        optional="không bắt buộc"
      />
      <TextField
        name="mail"
        label="Thư điện tử"
        type="email"
        value="khue@"
        error="Thư điện tử thiếu phần sau dấu @, ví dụ ten@truong.edu.vn."
      />
      <TextField
        name="phone"
        label="Số điện thoại"
        type="tel"
        width="half"
        value="0234 3822 222"
        current="Lê Văn Bình vừa lưu số khác lúc 14:05: 0234 3833 333."
      />
      <TextField name="code" label="Mã cơ sở" value="CD0301" width="short" disabled />
    </>
  )
}

function ShortLines() {
  return (
    <>
      <DateField
        name="birth"
        label="Ngày sinh"
        hint="Ví dụ 22/11/1986"
        value="31/2/1986"
        error="Không có ngày 31/2/1986."
      />
      <NumberField name="bandwidth" label="Băng thông" unit="Mbps" value="1.234,5" decimal />
      <PasswordField
        name="password"
        label="Mật khẩu"
        hint="Ít nhất 12 ký tự; một câu ngắn dễ nhớ là đủ."
        autocomplete="new-password"
        width="half"
      />
      <TextArea name="note" label="Ghi chú" rows={3} value="Đã đối chiếu với hồ sơ giấy." />
    </>
  )
}

function Choices() {
  return (
    <>
      <Select
        name="level"
        label="Trình độ"
        placeholder="Chọn trình độ"
        options={[
          {
            label: 'Chính quy',
            options: [
              { value: 'c', label: 'Cao đẳng' },
              { value: 't', label: 'Trung cấp' },
            ],
          },
          { label: 'Khác', options: [{ value: 's', label: 'Sơ cấp', disabled: true }] },
        ]}
        error="Chọn một trình độ."
      />
      <RadioGroup
        name="owner"
        label="Loại hình"
        value="public"
        options={[
          { value: 'public', label: 'Công lập' },
          { value: 'private', label: 'Tư thục', hint: 'Do cá nhân hoặc tổ chức trong nước thành lập.' },
          { value: 'foreign', label: 'Có vốn đầu tư nước ngoài', disabled: true },
        ]}
      />
    </>
  )
}

function Suggestions() {
  return (
    <>
      <CheckboxGroup
        name="equipment"
        label="Đã có"
        hint="Chọn mọi mục đúng."
        values={['lms']}
        inline
        options={[
          { value: 'lms', label: 'Hệ thống quản lý học tập' },
          { value: 'signature', label: 'Chữ ký số' },
        ]}
        error="Chọn ít nhất một mục."
      />
      <Checkbox name="consent" label="Tôi đã đối chiếu với hồ sơ giấy" checked hint="Ghi vào nhật ký." />
      <Combobox
        name="occupation"
        label="Nghề"
        hint="Gõ vài chữ để thấy gợi ý."
        options={[{ value: 'Hàn' }, { value: 'Điện công nghiệp' }, { value: 'Kỹ thuật chế biến món ăn' }]}
      />
      <FileField
        name="file"
        label="Tệp danh sách"
        hint="Bảng tính .xlsx hoặc .csv, đến 50 MB."
        accept=".xlsx,.csv"
      />
      <FileField name="evidence" label="Minh chứng" multiple disabled />
    </>
  )
}
