import type { ViewContext } from '#platform/pages/page.ts'
import { Button, DateField, Disclosure, Form, Section, Select, Table, TextField } from '#ui/index.ts'
import { qualificationKinds, qualificationLevels, type Qualification } from '../qualification.ts'

/** Qualifications of a person, with a form to add one and a button to take one away. */
export function Qualifications({
  items,
  mayEdit,
  context,
}: {
  items: readonly Qualification[]
  mayEdit: boolean
  context: ViewContext
}) {
  const { t } = context
  return (
    <Section title={t('staff.qualifications.title')} id="qualifications">
      <Table
        caption={t('staff.qualifications.title')}
        rows={[...items]}
        rowKey={(one) => one.id}
        columns={[
          { key: 'kind', label: t('staff.field.kind'), render: (one) => t.dynamic(`staff.kind.${one.kind}`) },
          {
            key: 'level',
            label: t('staff.field.level'),
            render: (one) => t.dynamic(`staff.level.${one.kind}.${one.level}`),
          },
          { key: 'field', label: t('staff.field.field'), render: (one) => one.field ?? '–' },
          {
            key: 'issuer',
            label: t('staff.field.issuer'),
            render: (one) => [one.issuer, t.date(one.obtained_on)].filter(Boolean).join(', ') || '–',
          },
          { key: 'valid_to', label: t('staff.field.valid_to'), render: (one) => t.date(one.valid_to) || '–' },
          ...(mayEdit
            ? [
                {
                  key: 'act',
                  label: t('staff.qualifications.acts'),
                  render: (one: Qualification) => <Remove one={one} context={context} />,
                },
              ]
            : []),
        ]}
        empty={<p class="text-muted">{t('staff.qualifications.empty')}</p>}
      />
      {mayEdit && <Add context={context} />}
    </Section>
  )
}

/** Asks once, in place. */
function Remove({ one, context: { t, form } }: { one: Qualification; context: ViewContext }) {
  return (
    <Disclosure label={t('staff.qualifications.remove')}>
      <Form
        hidden={{ ...form.hidden('disqualify'), qualification: one.id }}
        bare
        label={t('staff.qualifications.remove')}
      >
        <p class="mb-2">
          {t('staff.qualifications.remove_ask', { name: t.dynamic(`staff.level.${one.kind}.${one.level}`) })}
        </p>
        <Button kind="danger" small>
          {t('staff.qualifications.remove')}
        </Button>
      </Form>
    </Disclosure>
  )
}

function Add({ context: { t, form } }: { context: ViewContext }) {
  const optional = t('people.form.optional')
  return (
    <Disclosure label={t('staff.qualifications.add')} open={form.sent === 'qualify'}>
      <Form hidden={form.hidden('qualify')} label={t('staff.qualifications.add')}>
        <Select
          {...form.field('choice')}
          label={t('staff.qualifications.choice')}
          placeholder={t('staff.form.choose')}
          required
          options={qualificationKinds.map((kind) => ({
            label: t.dynamic(`staff.kind.${kind}`),
            options: qualificationLevels[kind].map((level) => ({
              value: `${kind}.${level}`,
              label: t.dynamic(`staff.level.${kind}.${level}`),
            })),
          }))}
        />
        <TextField
          {...form.field('field')}
          label={t('staff.field.field')}
          hint={t('staff.hint.field')}
          optional={optional}
          maxlength={200}
        />
        <TextField
          {...form.field('issuer')}
          label={t('staff.field.issuer')}
          optional={optional}
          maxlength={200}
        />
        <DateField
          {...form.field('obtained_on')}
          label={t('staff.field.obtained_on')}
          hint={t('staff.hint.day')}
          optional={optional}
        />
        <DateField {...form.field('valid_to')} label={t('staff.field.valid_to')} optional={optional} />
        <Button>{t('staff.qualifications.save')}</Button>
      </Form>
    </Disclosure>
  )
}
