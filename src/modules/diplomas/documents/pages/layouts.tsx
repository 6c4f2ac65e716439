import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { reach } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  DateField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Select,
  Table,
  TextField,
} from '#ui/index.ts'
import { kindOptions, kindText, schoolsFor } from '../../registers/pages/schools.tsx'
import { addLayout } from '../actions/layout.ts'
import { layoutUses, paperNames } from '../layout.ts'
import { listLayouts, type LayoutRow } from '../store/layout.ts'

export const layoutPath = (id: string) => `/mau-in/${id}`

export const daysText = ({ from_date, to_date }: LayoutRow, t: Translate): string =>
  t('diplomas.layout.days', {
    from: from_date ? t.date(from_date) : t('diplomas.layout.ever'),
    to: to_date ? t.date(to_date) : t('diplomas.layout.open'),
  })

/** How diplomas look: the layouts of schools in reach, and those for all. */
export const layoutList = definePage({
  path: '/mau-in',
  permission: 'diplomas.keys',
  async load({ db, actor, today }) {
    const rows = await listLayouts(db, reach(actor, 'diplomas.keys'))
    const ids = rows.flatMap((row) => row.institution_id ?? [])
    return { rows, names: await institutionNames(db, [...new Set(ids)], today) }
  },
  title: (_data, t) => t('diplomas.layout.title'),
  view: ({ rows, names }, { t }) => (
    <>
      <PageHeader
        title={t('diplomas.layout.title')}
        lead={t('diplomas.layout.lead')}
        actions={<LinkButton href="/mau-in/moi">{t('diplomas.layout.new')}</LinkButton>}
      />
      <Table
        caption={t('diplomas.layout.title')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => layoutPath(row.id)}
        columns={[
          { key: 'name', label: t('diplomas.layout.name') },
          {
            key: 'school',
            label: t('diplomas.keys.school'),
            render: (row) =>
              row.institution_id === null ? t('diplomas.layout.for_all') : names.get(row.institution_id),
          },
          { key: 'kind', label: t('diplomas.layout.kind'), render: (row) => kindText(row.kind_code, t) },
          {
            key: 'use',
            label: t('diplomas.layout.use'),
            render: (row) => <Badge kind="neutral">{t.dynamic(`diplomas.layout.use.${row.use}`)}</Badge>,
          },
          { key: 'days', label: t('diplomas.layout.used'), render: (row) => daysText(row, t) },
        ]}
      />
    </>
  ),
})

/** A new layout; where its fields stand is settled on the next page. */
export const layoutNew = definePage({
  path: '/mau-in/moi',
  permission: 'diplomas.keys',
  query: z.object({ 'co-so': z.uuid().optional().catch(undefined) }),
  async load({ db, actor, today, query }) {
    return { schools: await schoolsFor(db, actor, today, 'diplomas.keys'), chosen: query['co-so'] }
  },
  title: (_data, t) => t('diplomas.layout.new'),
  forms: {
    add: defineForm({
      action: addLayout,
      then: ({ id }) => ({ to: layoutPath(id), say: 'diplomas.layout.added' }),
    }),
  },
  view: ({ schools, chosen }, context) => {
    const { t, form } = context
    const choice = (name: string, value?: string) => fieldProps(context, name, value)
    return (
      <>
        <PageHeader
          title={t('diplomas.layout.new')}
          lead={t('diplomas.layout.new_lead')}
          breadcrumb={[{ href: '/mau-in', label: t('diplomas.layout.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
        />
        <Form hidden={form.hidden('add')} label={t('diplomas.layout.new')}>
          <Select
            {...choice('institution', chosen ?? (schools.length === 1 ? schools[0]!.id : undefined))}
            label={t('diplomas.keys.school')}
            placeholder={t('diplomas.registers.choose')}
            options={schools.map(({ id, name }) => ({ value: id, label: name }))}
            required
          />
          <Select
            {...choice('kind')}
            label={t('diplomas.layout.kind')}
            placeholder={t('diplomas.registers.choose')}
            options={kindOptions(t)}
            required
          />
          <RadioGroup
            {...choice('use', 'blank')}
            label={t('diplomas.layout.use')}
            options={layoutUses.map((value) => ({
              value,
              label: t.dynamic(`diplomas.layout.use.${value}`),
              hint: t.dynamic(`diplomas.layout.use_hint.${value}`),
            }))}
          />
          <Select
            {...choice('paper', 'booklet_open')}
            label={t('diplomas.layout.paper')}
            options={paperNames.map((value) => ({
              value,
              label: t.dynamic(`diplomas.layout.paper.${value}`),
            }))}
            required
          />
          <TextField
            {...choice('name')}
            label={t('diplomas.layout.name')}
            hint={t('diplomas.layout.name_hint')}
            required
          />
          <DateField
            {...choice('from_date')}
            label={t('diplomas.layout.from')}
            hint={t('diplomas.layout.from_hint')}
            optional={t('people.form.optional')}
          />
          <FormActions>
            <Button>{t('diplomas.layout.add_act')}</Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
