import { z } from 'zod'
import { notFound, precondition } from '#platform/errors.ts'
import {
  choiceKey,
  findRows,
  importActions,
  mayReview,
  plainText,
  type AnyImport,
  type StagedRow,
} from '#platform/imports/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import type { FieldSpec } from '#platform/sheets/index.ts'
import { Button, Form, FormActions, LinkButton, PageHeader, Select, TextField } from '#ui/index.ts'
import { problemWords } from '../cell-words.ts'
import { loadBatch } from '../load-batch.ts'
import { Problems, shownText } from '../parts/cell.tsx'

/** One row with all its cells, to correct. */
export const importRow = (specs: readonly AnyImport[]) =>
  definePage({
    path: '/nhap-du-lieu/:id/dong/:row',
    permission: 'signed-in',
    params: z.object({ id: z.uuid(), row: z.coerce.number().int().positive() }),
    async load({ db, actor, app, params }) {
      const batch = await loadBatch({ db, actor, app, id: params.id })
      if (!mayReview(batch.row)) throw precondition('imports.error.wrong_state')
      const [staged] = await findRows(db, params.id, [params.row])
      if (!staged) throw notFound()
      return { ...batch, staged }
    },
    title: ({ staged }, t) => t('imports.review.row', { row: staged.sheet_row }),
    looks: ({ spec, staged }) =>
      spec.subject && staged.match_id && staged.differences
        ? { subject: spec.subject, ids: [staged.match_id] }
        : undefined,
    view: ({ row, spec, staged }, context) => {
      const { t, form } = context
      const known = new Set(spec.fields.map((field) => field.key))
      return (
        <>
          <PageHeader
            title={t('imports.review.row', { row: staged.sheet_row })}
            lead={t('imports.row.lead', { sheet: staged.sheet })}
            breadcrumb={[
              { href: '/nhap-du-lieu', label: t('imports.home.title') },
              { href: `/nhap-du-lieu/${row.id}`, label: row.file_name },
            ]}
            breadcrumbLabel={t('imports.breadcrumb')}
          />
          <Problems
            problems={staged.problems.filter((problem) => !problem.field || !known.has(problem.field))}
            t={t}
          />
          <Form hidden={form.hidden(`${spec.kind}.review`)}>
            {spec.fields.map((field) => (
              <CellField key={field.key} field={field} row={staged} context={context} />
            ))}
            <FormActions>
              <Button icon="save">{t('imports.row.save')}</Button>
              <LinkButton href={`/nhap-du-lieu/${row.id}`} kind="ghost">
                {t('imports.back')}
              </LinkButton>
            </FormActions>
          </Form>
        </>
      )
    },
    forms: Object.fromEntries(
      specs.map((spec) => [
        `${spec.kind}.review`,
        defineForm({
          action: importActions(spec).review,
          input: ({ rows }, { params }) => ({ id: params.id, rows }),
          then: ({ id, corrected, decided }) => ({
            to: `/nhap-du-lieu/${id}#dong`,
            say: 'imports.review.saved',
            params: { corrected, decided },
          }),
        }),
      ]),
    ),
  })

type CellFieldProps = { field: FieldSpec; row: StagedRow; context: ViewContext }

function CellField({ field, row, context }: CellFieldProps) {
  const { t, form, app } = context
  const name = `rows.r${row.row_number}.${field.key}`
  const label = field.labels[0] ?? field.key
  const isSecret = field.kind === 'national-id'
  const text = plainText(row, field, app.keys)
  const mine = row.problems.filter((problem) => problem.field === field.key)
  const errors = [
    ...new Set(
      mine.filter((problem) => problem.level === 'error').map((problem) => problemWords(t, problem)),
    ),
  ]
  const hints = [
    ...mine.filter((problem) => problem.level === 'warning').map((problem) => problemWords(t, problem)),
    ...(isSecret && text !== '' ? [t('imports.row.keep', { text: shownText(row, field, context) })] : []),
  ]
  const shared = {
    ...form.field(name, isSecret ? '' : text),
    label,
    optional: field.required ? undefined : t('imports.columns.optional'),
    hint: hints.join(' ') || field.hint,
    ...(errors.length > 0 ? { error: errors.join(' ') } : {}),
  }
  if (field.kind === 'date-group' && field.choices)
    return <DateGroup field={field} row={row} shared={shared} context={context} />
  if (field.choices && field.pick !== 'all')
    return <ChoiceField field={field} shared={shared} placeholder={t('imports.review.choose')} />
  return <TextField {...shared} />
}

type Shared = { name: string; value: string; label: string }

/** What was written stays selectable, so that saving another cell does not lose it. */
function ChoiceField({
  field,
  shared,
  placeholder,
}: {
  field: FieldSpec
  shared: Shared
  placeholder: string
}) {
  const choices = (field.choices ?? []).map((choice) => ({
    value: choice.labels[0] ?? choice.value,
    label: choice.labels[0] ?? choice.value,
  }))
  const known = field.choices?.find(
    (choice) => choice.value === shared.value || choice.labels.includes(shared.value),
  )
  const value = known?.labels[0] ?? shared.value
  const options = known || value === '' ? choices : [{ value, label: value }, ...choices]
  return <Select {...shared} value={value} placeholder={placeholder} options={options} />
}

function DateGroup({
  field,
  row,
  shared,
  context,
}: {
  field: FieldSpec
  row: StagedRow
  shared: Shared
  context: ViewContext
}) {
  const { t, form } = context
  const name = `rows.r${row.row_number}.${choiceKey(field.key)}`
  return (
    <>
      <TextField {...shared} />
      <Select
        {...form.field(name, row.raw[choiceKey(field.key)])}
        label={t('imports.row.column', { label: shared.label })}
        placeholder={t('imports.review.choose')}
        options={(field.choices ?? []).map((choice) => ({
          value: choice.value,
          label: choice.labels[0] ?? choice.value,
        }))}
      />
    </>
  )
}
