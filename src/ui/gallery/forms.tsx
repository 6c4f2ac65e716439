import { Button, LinkButton } from '../actions/button.tsx'
import { CheckAnswers } from '../forms/check-answers.tsx'
import { CodeList, CopyField } from '../fields/copy.tsx'
import { ErrorSummary, FieldSet, Form, FormActions } from '../forms/form.tsx'
import { Section } from '../frame/page.tsx'
import { DateField, TextField } from '../fields/text-field.tsx'
import { longName } from './samples.ts'

export function GalleryForms() {
  return (
    <Section title="Biểu mẫu">
      <div class="grid gap-8 lg:grid-cols-2">
        <div class="min-w-0">
          <SampleForm />
        </div>
        <div class="min-w-0">
          <CheckAnswers
            title="Xem lại trước khi gửi"
            changeLabel="Sửa"
            items={[
              { label: 'Cơ sở', value: longName, changeHref: '#sua-co-so', changeContext: 'tên cơ sở' },
              { label: 'Năm học', value: '2026–2027', changeHref: '#sua-nam' },
              { label: 'Người lập', value: 'Nguyễn Thị Minh Khuê' },
            ]}
          />
          <CopyField
            name="api_key"
            label="Khóa truy cập"
            value="ns_4f1c9e7a2b8d4e6f9a1c3b5d7e9f1a2b"
            hint="Chỉ hiện một lần. Hãy chép vào nơi an toàn."
          />
          <CodeList label="Mã khôi phục" codes={['8J4K-22QX', 'P9D3-7LMA', 'ZC61-0VTB', 'H5RE-W8YN']} />
        </div>
      </div>
    </Section>
  )
}

function SampleForm() {
  return (
    <Form action="#luu" hidden={{ id: 'i-1', version: 4 }} label="Thêm giấy phép">
      <ErrorSummary
        title="Có 2 chỗ cần sửa"
        idPrefix="licence"
        errors={[
          { field: 'number', message: 'Nhập số giấy phép.' },
          { field: 'from', message: 'Ngày cấp phải trước ngày hết hạn.' },
        ]}
      />
      <FieldSet legend="Giấy phép" hint="Theo bản đã ký.">
        <TextField
          name="number"
          label="Số giấy phép"
          idPrefix="licence"
          width="half"
          error="Nhập số giấy phép."
        />
        <DateField
          name="from"
          label="Ngày cấp"
          idPrefix="licence"
          value="22/11/2027"
          error="Ngày cấp phải trước ngày hết hạn."
        />
        <DateField name="to" label="Ngày hết hạn" idPrefix="licence" value="22/11/2026" />
      </FieldSet>
      <FormActions>
        <Button icon="save">Lưu giấy phép</Button>
        <LinkButton kind="ghost" href="#bo">
          Bỏ
        </LinkButton>
      </FormActions>
    </Form>
  )
}
