import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Form, TextArea } from '#ui/index.ts'
import type { Children } from '#ui/index.ts'
import { FormEnd, SourceField } from './decision-fields.tsx'
import { fieldOf } from './field-of.ts'
import type { PartEditing } from './part-editing.ts'

/** The frame of a part's form: what is open or came back, the fields, then the source (department) or a note (school). */
export function PartForm({
  editing,
  context,
  children,
}: {
  editing: PartEditing
  context: ViewContext
  children: Children
}) {
  const { t, form } = context
  const { isDirect, institution, pending } = editing
  return (
    <>
      {pending && (
        <Alert
          kind="info"
          title={t(isDirect ? 'institutions.form.pending_department' : 'institutions.form.pending', {
            day: t.dateTime(pending.proposed_at),
            name: pending.proposed_by_name,
          })}
        >
          {isDirect && <a href={`/de-xuat?id=${pending.id}`}>{t('institutions.queue.open')}</a>}
        </Alert>
      )}
      {editing.returnedFor && !pending && (
        <Alert kind="warning" title={t('institutions.form.returned')}>
          {editing.returnedFor}
        </Alert>
      )}
      <Form hidden={form.hidden(isDirect ? 'change' : 'propose', editing.hidden)}>
        {children}
        {isDirect ? (
          <SourceField t={t} {...fieldOf(context, 'source')} />
        ) : (
          <TextArea
            {...fieldOf(context, 'note')}
            label={t('institutions.field.note')}
            optional={t('institutions.optional')}
            rows={2}
          />
        )}
        <FormEnd
          act={t(isDirect ? 'institutions.form.save' : 'institutions.form.propose')}
          back={`/co-so/${institution.code}`}
          t={t}
        />
      </Form>
    </>
  )
}
