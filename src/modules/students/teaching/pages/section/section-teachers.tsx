import type { ViewContext } from '#platform/pages/page.ts'
import { Empty, LinkButton, Section, Table } from '#ui/index.ts'
import type { SectionData } from './section.tsx'

/** Who teaches from when to when. */
export function TeachersTab({ data, context: { t } }: { data: SectionData; context: ViewContext }) {
  const { section, teachers, mayEdit } = data
  type Row = SectionData['teachers'][number]
  const isOpen = section.state === 'open' || section.state === 'submitted'
  return (
    <Section
      title={t('students.teaching.teachers.title')}
      actions={
        mayEdit &&
        isOpen && (
          <LinkButton kind="secondary" icon="edit" href={`/lop-hoc-phan/${section.id}/giao-vien`}>
            {t('students.teaching.teachers.change')}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t('students.teaching.teachers.title')}
        rows={teachers}
        rowKey={(row) => `${row.person_id} ${row.from_date}`}
        columns={[
          { key: 'full_name', label: t('students.teaching.field.teacher') },
          {
            key: 'role',
            label: t('students.teaching.field.role'),
            render: (row: Row) => t.dynamic(`students.teaching.role.${row.role}`),
          },
          {
            key: 'from',
            label: t('students.teaching.field.from'),
            render: (row: Row) => t.date(row.from_date),
          },
          {
            key: 'to',
            label: t('students.teaching.field.to'),
            render: (row: Row) => (row.to_date ? t.date(row.to_date) : t('students.teaching.until_end')),
          },
        ]}
        empty={
          <Empty title={t('students.teaching.nobody')}>{t('students.teaching.teachers.empty_hint')}</Empty>
        }
      />
    </Section>
  )
}
