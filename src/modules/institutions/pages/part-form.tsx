import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, Tabs, TextArea, TextField } from '#ui/index.ts'
import type { Children } from '#ui/index.ts'
import type { PartEditing } from './part-editing.ts'

/** Props of a field: typed, else stored; at a conflict the other version as a sentence. `words` shows codes and ids as people read them. */
export function fieldOf(
  { form, t }: ViewContext,
  name: string,
  stored: string | number | null | undefined,
  words: (value: string) => string = String,
) {
  const { current, ...field } = form.field(name, stored)
  return {
    ...field,
    ...(current === undefined
      ? {}
      : { current: t('institutions.form.current', { value: current ? words(current) : '–' }) }),
  }
}

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
          <TextField
            {...fieldOf(context, 'source', '')}
            label={t('institutions.field.source')}
            hint={t('institutions.form.source_hint')}
          />
        ) : (
          <TextArea
            {...fieldOf(context, 'note', '')}
            label={t('institutions.field.note')}
            optional={t('institutions.optional')}
            rows={2}
          />
        )}
        <FormActions>
          <Button>{t(isDirect ? 'institutions.form.save' : 'institutions.form.propose')}</Button>
          <LinkButton href={`/co-so/${institution.code}`} kind="ghost">
            {t('institutions.form.cancel')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}

/** The parts of a record that can be changed, as links. */
export function PartTabs({
  code,
  current,
  context: { t, may, url },
}: {
  code: string
  current: string
  context: ViewContext
}) {
  const own = `/co-so/${code}`
  const tabs = [
    { key: 'profile', href: `${own}/sua` },
    { key: 'contact', href: `${own}/sua?phan=contact` },
    { key: 'campus', href: `${own}/sua?phan=campus` },
    { key: 'licence_item', href: `${own}/nganh-nghe` },
    { key: 'infrastructure', href: `${own}/ha-tang` },
    ...(may('institutions.edit')
      ? [
          { key: 'standing', href: `${own}/tinh-trang` },
          { key: 'recognition', href: `${own}/cong-nhan` },
          { key: 'succession', href: `${own}/sap-nhap` },
        ]
      : []),
  ]
  return (
    <Tabs
      label={t('institutions.parts')}
      items={tabs.map(({ key, href }) => ({
        href,
        label: t.dynamic(`institutions.part.${key}`),
        current: key === current || url.pathname + url.search === href,
      }))}
    />
  )
}
