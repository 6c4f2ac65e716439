import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  DateField,
  FieldMessages,
  FieldSet,
  Form,
  FormActions,
  Section,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { dayText } from '../../registers/typed.ts'
import { aligns, fieldNames, type PlacedField } from '../layout.ts'
import type { LayoutRow } from '../store/layout.ts'
import { numberText } from '../typed.ts'

type Props = { layout: LayoutRow; context: ViewContext }

/** The fields as a table of numbers: everything the drawing does can be typed here. */
export function LayoutForm({ layout, context }: Props) {
  const { t, form } = context
  const isThis = form.sent !== 'picture'
  const props = (name: string, value: string) => (isThis ? fieldProps(context, name, value) : { name, value })
  const optional = t('people.form.optional')
  return (
    <Section title={t('diplomas.layout.fields')} lead={t('diplomas.layout.fields_lead')}>
      <Form
        bare
        hidden={{ ...form.hidden('save', { version: layout.version }), layout: layout.id }}
        label={t('diplomas.layout.fields')}
      >
        <FieldTable layout={layout} context={context} />
        <div class="form mt-6">
          <FieldSet legend={t('diplomas.layout.more')}>
            <Select
              {...props('more.field', '')}
              label={t('diplomas.layout.field')}
              placeholder={t('diplomas.layout.more_none')}
              options={fieldNames.map((value) => ({
                value,
                label: t.dynamic(`diplomas.layout.field.${value}`),
              }))}
              optional={optional}
            />
            <Select
              {...props('more.page', '1')}
              label={t('diplomas.layout.page')}
              options={pageOptions(layout)}
              width="short"
            />
          </FieldSet>
          <FieldSet legend={t('diplomas.layout.shift')} hint={t('diplomas.layout.shift_hint')}>
            <TextField
              {...props('shift_x', '0')}
              label={t('diplomas.layout.shift_x')}
              inputmode="decimal"
              width="short"
            />
            <TextField
              {...props('shift_y', '0')}
              label={t('diplomas.layout.shift_y')}
              inputmode="decimal"
              width="short"
            />
          </FieldSet>
          <TextField {...props('name', layout.name)} label={t('diplomas.layout.name')} required />
          <DateField
            {...props('from_date', dayText(layout.from_date))}
            label={t('diplomas.layout.from')}
            hint={t('diplomas.layout.from_hint')}
            optional={optional}
          />
          <DateField
            {...props('to_date', dayText(layout.to_date))}
            label={t('diplomas.layout.to')}
            hint={t('diplomas.layout.to_hint')}
            optional={optional}
          />
          <FormActions>
            <Button>{t('diplomas.layout.save')}</Button>
          </FormActions>
        </div>
      </Form>
    </Section>
  )
}

const pageOptions = (layout: LayoutRow) =>
  Array.from({ length: layout.pages }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }))

type Line = { field: PlacedField; at: number }
const partLabel = {
  x: 'diplomas.layout.x',
  y: 'diplomas.layout.y',
  width: 'diplomas.layout.width',
  size: 'diplomas.layout.letters',
} as const
type Part = keyof typeof partLabel

function FieldTable({ layout, context }: Props) {
  const { t } = context
  const lines = layout.fields.map((field, at): Line => ({ field, at }))
  const label = (field: PlacedField) => t.dynamic(`diplomas.layout.field.${field.field}`)
  const number = (part: Part) => ({
    key: part,
    label: t.dynamic(partLabel[part]),
    render: ({ field, at }: Line) => (
      <Cell
        name={`rows.${at}.${part}`}
        value={numberText(field[part])}
        label={`${label(field)}: ${t.dynamic(partLabel[part])}`}
        context={context}
      />
    ),
  })
  return (
    <Table
      caption={t('diplomas.layout.fields')}
      rows={lines}
      rowKey={({ at }) => String(at)}
      empty={<p class="mb-4 text-muted">{t('diplomas.layout.no_fields')}</p>}
      columns={[
        {
          key: 'field',
          label: t('diplomas.layout.field'),
          render: ({ field, at }) => (
            <>
              <input type="hidden" name={`rows.${at}.field`} value={field.field} />
              {label(field)}
            </>
          ),
        },
        {
          key: 'page',
          label: t('diplomas.layout.page'),
          render: ({ field, at }) => (
            <Choice
              name={`rows.${at}.page`}
              value={String(field.page)}
              label={`${label(field)}: ${t('diplomas.layout.page')}`}
              options={pageOptions(layout)}
              context={context}
            />
          ),
        },
        number('x'),
        number('y'),
        number('width'),
        number('size'),
        ...endColumns(label, context),
      ]}
    />
  )
}

function endColumns(label: (field: PlacedField) => string, context: ViewContext) {
  const { t } = context
  return [
    {
      key: 'align',
      label: t('diplomas.layout.align'),
      render: ({ field, at }: Line) => (
        <Choice
          name={`rows.${at}.align`}
          value={field.align}
          label={`${label(field)}: ${t('diplomas.layout.align')}`}
          options={aligns.map((value) => ({ value, label: t.dynamic(`diplomas.layout.align.${value}`) }))}
          context={context}
        />
      ),
    },
    {
      key: 'remove',
      label: t('diplomas.layout.remove'),
      render: ({ field, at }: Line) => (
        <input
          type="checkbox"
          class="checkbox"
          name={`rows.${at}.remove`}
          value="true"
          aria-label={t('diplomas.layout.remove_field', { field: label(field) })}
        />
      ),
    },
  ]
}

type CellProps = { name: string; value: string; label: string; context: ViewContext }

function Cell({ name, value, label, context: { form, t } }: CellProps) {
  const isThis = form.sent !== 'picture'
  const field = isThis ? form.field(name, value) : { name, value }
  const { error, current } = field as { error?: string; current?: string }
  const id = name.replaceAll('.', '-')
  return (
    <>
      <input
        class="input input-short"
        id={id}
        name={name}
        value={field.value}
        inputMode="decimal"
        autocomplete="off"
        maxLength={6}
        aria-label={label}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      <FieldMessages
        id={id}
        error={error}
        current={current === undefined ? undefined : t('people.form.current', { value: current })}
      />
    </>
  )
}

type Options = readonly { value: string; label: string }[]

function Choice({ name, value, label, options, context: { form } }: CellProps & { options: Options }) {
  const chosen = form.sent === 'picture' ? value : form.field(name, value).value
  return (
    <select class="select min-w-24" name={name} aria-label={label}>
      {options.map((one) => (
        <option key={one.value} value={one.value} selected={one.value === chosen}>
          {one.label}
        </option>
      ))}
    </select>
  )
}
