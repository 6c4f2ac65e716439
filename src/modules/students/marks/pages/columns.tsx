import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Checkbox, DateField, Disclosure, Form, Select, TextField } from '#ui/index.ts'
import type { SheetData } from './sheet.tsx'
import { columnText } from '../stored-words.ts'

/** Adding, naming and taking away columns. */
export function ColumnForms({ data, context }: { data: SheetData; context: ViewContext }) {
  const { columns, section } = data
  const { t, form } = context
  const open = columns.filter((column) => !column.is_closed)
  const isSent = form.sent === 'add-column' || form.sent === 'edit-column'
  const editing = form.sent === 'edit-column'
  const typed = (name: string, isMine: boolean) => (isMine ? form.field(name) : { name })
  return (
    <div class="mt-4">
      <Disclosure label={t('students.marks.columns.title')} open={isSent}>
        <div class="grid gap-8 md:grid-cols-2">
          {!section.posted_at && (
            <Form hidden={form.hidden('add-column')} label={t('students.marks.columns.add')}>
              <Select
                {...typed('kind', form.sent === 'add-column')}
                idPrefix="add"
                label={t('students.marks.columns.kind')}
                options={(['regular', 'periodic'] as const).map((kind) => ({
                  value: kind,
                  label: t.dynamic(`students.marks.kind.${kind}`),
                }))}
              />
              <TextField
                {...typed('name', form.sent === 'add-column')}
                idPrefix="add"
                label={t('students.marks.columns.name')}
                hint={t('students.marks.columns.name_hint')}
                optional={t('students.marks.optional')}
                width="half"
                maxlength={40}
              />
              <DateField
                {...typed('held_on', form.sent === 'add-column')}
                idPrefix="add"
                label={t('students.marks.columns.held_on')}
                optional={t('students.marks.optional')}
              />
              <Button kind="secondary">{t('students.marks.columns.add')}</Button>
            </Form>
          )}
          <Form hidden={form.hidden('edit-column')} label={t('students.marks.columns.edit')}>
            <Select
              {...typed('column', editing)}
              idPrefix="edit"
              label={t('students.marks.columns.which')}
              options={open.map((column) => ({ value: column.id, label: columnText(t, column.name) }))}
            />
            <TextField
              {...typed('name', editing)}
              idPrefix="edit"
              label={t('students.marks.columns.new_name')}
              optional={t('students.marks.optional')}
              width="half"
              maxlength={40}
            />
            <DateField
              {...typed('held_on', editing)}
              idPrefix="edit"
              label={t('students.marks.columns.held_on')}
              optional={t('students.marks.optional')}
            />
            <Checkbox
              name="remove"
              idPrefix="edit"
              label={t('students.marks.columns.remove')}
              hint={t('students.marks.columns.remove_hint')}
            />
            <Button kind="secondary">{t('students.marks.columns.edit')}</Button>
          </Form>
        </div>
      </Disclosure>
    </div>
  )
}
