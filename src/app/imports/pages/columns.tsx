import { precondition } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { importActions, mayMatch, type AnyImport, type FoundList } from '#platform/imports/index.ts'
import { defineForm, definePage, type PageForm, type ViewContext } from '#platform/pages/page.ts'
import type { FieldMatch, FieldSpec } from '#platform/sheets/index.ts'
import {
  Button,
  Checkbox,
  Disclosure,
  FieldSet,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Select,
} from '#ui/index.ts'
import { loadBatch } from '../load-batch.ts'
import { BatchSteps } from '../parts/state.tsx'

/** Which column answers which question, with a chance to correct. */
export const importColumns = (specs: readonly AnyImport[]) =>
  definePage({
    path: '/nhap-du-lieu/:id/cot',
    permission: 'signed-in',
    async load({ db, actor, app, params }) {
      const data = await loadBatch({ db, actor, app, id: params.id ?? '' })
      if (!mayMatch(data.row)) throw precondition('imports.error.wrong_state')
      return data
    },
    title: (_data, t) => t('imports.columns.title'),
    view: ({ row, spec }, context) => (
      <>
        <BatchSteps row={row} t={context.t} at={1} />
        <PageHeader
          title={context.t('imports.columns.title')}
          lead={context.t('imports.columns.lead', { file: row.file_name })}
          breadcrumb={[{ href: '/nhap-du-lieu', label: context.t('imports.home.title') }]}
          breadcrumbLabel={context.t('imports.breadcrumb')}
        />
        <Form hidden={context.form.hidden(`${spec.kind}.columns`)}>
          {row.tables.map((list, at) => (
            <ListFields
              key={list.sheet}
              list={list}
              at={at}
              isOnly={row.tables.length === 1}
              spec={spec}
              context={context}
            />
          ))}
          <FormActions>
            <Button>{context.t('imports.columns.go')}</Button>
            <LinkButton href={`/nhap-du-lieu/${row.id}`} kind="ghost">
              {context.t('imports.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    ),
    forms: Object.fromEntries(specs.map((spec) => [`${spec.kind}.columns`, columnsForm(spec)])),
  })

function columnsForm(spec: AnyImport): PageForm {
  return defineForm({
    action: importActions(spec).columns,
    then: ({ id, run }) => (run ? `/cong-viec/${run}` : `/nhap-du-lieu/${id}`),
  })
}

type ListProps = { list: FoundList; at: number; isOnly: boolean; spec: AnyImport; context: ViewContext }

function ListFields({ list, at, isOnly, spec, context }: ListProps) {
  const { t, form } = context
  const name = `lists.t${at}`
  const isTicked = form.sent ? form.values[`${name}.included`] !== undefined : list.isIncluded
  return (
    <FieldSet
      legend={t('imports.columns.sheet', { sheet: list.sheet })}
      hint={list.titles.slice(0, 3).join(' · ')}
    >
      {isOnly ? (
        <input type="hidden" name={`${name}.included`} value="true" />
      ) : (
        <Checkbox
          name={`${name}.included`}
          label={t('imports.columns.included', { rows: t.number(list.rows) })}
          checked={isTicked}
          error={form.errors[`${name}.included`]}
        />
      )}
      {spec.fields.map((field) => (
        <FieldColumn key={field.key} field={field} list={list} name={name} context={context} />
      ))}
      {list.unused.length > 0 && (
        <Disclosure label={t('imports.columns.unused', { count: list.unused.length })}>
          <ul class="bullets">
            {list.columns
              .filter((column) => list.unused.includes(column.index))
              .map((column) => (
                <li key={column.index}>{column.label}</li>
              ))}
          </ul>
        </Disclosure>
      )}
    </FieldSet>
  )
}

type FieldProps = { field: FieldSpec; list: FoundList; name: string; context: ViewContext }

/** One column for the field, or one for each of its choices. */
function FieldColumn({ field, list, name, context }: FieldProps) {
  const { t, form } = context
  const match = list.matches.find((candidate) => candidate.key === field.key)
  const label = field.labels[0] ?? field.key
  const one = `${name}.one.${field.key}`
  const options = list.columns.map((column) => ({
    value: String(column.index),
    label: column.sample
      ? `${column.label} (${t('imports.columns.sample', { text: column.sample })})`
      : column.label,
  }))
  const select = (
    <Select
      {...form.field(one, match?.mode === 'single' ? match.columns[0]?.index : null)}
      label={label}
      optional={field.required ? undefined : t('imports.columns.optional')}
      hint={matchHint(t, field, match)}
      placeholder={t('imports.columns.none')}
      options={options}
    />
  )
  if (!field.choices || (field.kind !== 'choice-group' && field.kind !== 'date-group')) return select
  return (
    <div class="mb-6">
      {select}
      <Disclosure label={t('imports.columns.each', { label })} open={match?.mode === 'group'}>
        {field.choices.map((choice) => (
          <Select
            key={choice.value}
            {...form.field(
              `${name}.each.${field.key}.c_${choice.value}`,
              match?.columns.find((column) => column.choice === choice.value)?.index,
            )}
            label={choice.labels[0] ?? choice.value}
            placeholder={t('imports.columns.none')}
            options={options}
          />
        ))}
      </Disclosure>
    </div>
  )
}

function matchHint(t: Translate, field: FieldSpec, match: FieldMatch | undefined): string | undefined {
  if (!match) return field.required ? t('imports.columns.missing') : field.hint
  if (match.by === 'remembered') return t('imports.columns.remembered')
  return match.score < 0.8 ? t('imports.columns.unsure') : field.hint
}
