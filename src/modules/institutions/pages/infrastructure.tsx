import { definePage, defineForm, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Disclosure,
  Form,
  NumberField,
  RadioGroup,
  Section,
  Table,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { declareInfrastructure } from '../actions/declare-infrastructure.ts'
import { missingItems, numberItems, type InfrastructureRule } from '../infrastructure.ts'
import { listDeclarations, listRules, sentMark, type Declaration } from '../store/infrastructure.ts'
import { getInstitution, type Institution } from '../store/record.ts'
import { describeItem } from './checklists.tsx'
import { FormEnd } from './decision-fields.tsx'
import { EditHeader } from './edit-header.tsx'
import { fieldOf } from './field-of.ts'

type Data = { institution: Institution; declarations: Declaration[]; rules: InfrastructureRule[] }

/** The yearly declaration of digital infrastructure; the previous one is filled in. */
export const infrastructurePage = definePage<Data, { code: string }>({
  path: '/co-so/:code/ha-tang',
  permission: 'institutions.propose',
  async load({ db, params, today }) {
    const institution = await getInstitution(db, params.code, today)
    const [declarations, rules] = await Promise.all([
      listDeclarations(db, institution.id),
      listRules(db, today),
    ])
    return { institution, declarations, rules }
  },
  about: ({ institution }) => ({ institution: institution.id }),
  title: ({ institution }, t) => t('institutions.infra.title', { name: institution.name }),
  forms: {
    declare: defineForm({
      action: declareInfrastructure,
      input: (body, { params }) => ({ ...body, code: params.code }),
      then: ({ code }) => ({ to: `/co-so/${code}/ha-tang`, say: 'institutions.said.declared' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { institution, declarations } = data
    const [last] = declarations
    return (
      <>
        <EditHeader
          institution={institution}
          title={t('institutions.infra.title', { name: institution.name })}
          lead={t('institutions.infra.lead')}
          current="infrastructure"
          context={context}
        />
        {last && <LastState last={last} rules={data.rules} context={context} />}
        <DeclareForm
          previous={last}
          waiting={declarations.find((one) => one.state === 'declared')}
          code={institution.code}
          context={context}
        />
        <Checklist rules={data.rules} context={context} />
        <Declarations list={declarations} context={context} />
      </>
    )
  },
})

function LastState({
  last,
  rules,
  context: { t },
}: {
  last: Declaration
  rules: readonly InfrastructureRule[]
  context: ViewContext
}) {
  if (last.state === 'declared')
    return (
      <Alert
        kind="info"
        title={t('institutions.infra.waiting', {
          day: t.date(last.declared_on),
          name: last.declared_by_name,
        })}
      />
    )
  if (last.state === 'returned')
    return (
      <Alert kind="warning" title={t('institutions.infra.returned')}>
        {last.reason}
      </Alert>
    )
  const missing = missingItems(last, rules)
  if (missing.length === 0)
    return <Alert kind="success" title={t('institutions.infra.meets', { day: t.date(last.declared_on) })} />
  return (
    <Alert kind="warning" title={t('institutions.infra.lacks')}>
      {missing.map((item) => t.dynamic(`institutions.infra.${item}`)).join(' · ')}
    </Alert>
  )
}

function DeclareForm({
  previous,
  waiting,
  code,
  context,
}: {
  previous: Declaration | undefined
  waiting: Declaration | undefined
  code: string
  context: ViewContext
}) {
  const { t, form } = context
  const yesNo = (name: 'has_lms' | 'has_management_system' | 'has_e_signature') => (
    <RadioGroup
      {...fieldOf(
        context,
        name,
        previous?.[name] === null || previous === undefined ? '' : String(previous[name]),
      )}
      label={t.dynamic(`institutions.infra.${name}`)}
      inline
      options={[
        { value: 'true', label: t('institutions.yes') },
        { value: 'false', label: t('institutions.no') },
      ]}
    />
  )
  return (
    <Form hidden={form.hidden('declare', { seen: sentMark(waiting) })}>
      {numberItems.map((item) => (
        <NumberField
          key={item}
          {...fieldOf(context, item, previous?.[item])}
          label={t.dynamic(`institutions.infra.${item}`)}
          unit={t.dynamic(`institutions.infra.unit.${item}`)}
        />
      ))}
      {yesNo('has_lms')}
      <TextField
        {...fieldOf(context, 'lms_name', previous?.lms_name)}
        label={t('institutions.infra.lms_name')}
        optional={t('institutions.optional')}
      />
      {yesNo('has_management_system')}
      <TextField
        {...fieldOf(context, 'management_system_name', previous?.management_system_name)}
        label={t('institutions.infra.management_system_name')}
        optional={t('institutions.optional')}
      />
      {yesNo('has_e_signature')}
      <TextField
        {...fieldOf(context, 'connected_platform', previous?.connected_platform)}
        label={t('institutions.infra.connected_platform')}
        optional={t('institutions.optional')}
      />
      <TextArea
        {...fieldOf(context, 'note', previous?.note)}
        label={t('institutions.infra.note')}
        optional={t('institutions.optional')}
        rows={3}
      />
      <FormEnd act={t('institutions.infra.send')} back={`/co-so/${code}`} t={t} />
    </Form>
  )
}

function Checklist({
  rules,
  context: { t, may },
}: {
  rules: readonly InfrastructureRule[]
  context: ViewContext
}) {
  return (
    <Disclosure label={t('institutions.infra.checklist')}>
      <p class="mb-2">{t('institutions.infra.checklist_lead')}</p>
      <ul class="list-disc pl-6">
        {rules.map((rule) => (
          <li key={rule.item}>
            {describeItem(t, rule)}
            {!rule.is_verified && <span class="text-muted"> ({rule.source})</span>}
          </li>
        ))}
      </ul>
      {may('institutions.set-infrastructure-rule') && (
        <p class="mt-2">
          <a href="/danh-muc-ha-tang">{t('institutions.checklist.open')}</a>
        </p>
      )}
    </Disclosure>
  )
}

function Declarations({ list, context: { t } }: { list: readonly Declaration[]; context: ViewContext }) {
  if (list.length === 0) return null
  return (
    <Section title={t('institutions.infra.history')}>
      <Table
        caption={t('institutions.infra.history')}
        rows={list}
        rowKey={(one) => one.id}
        columns={[
          {
            key: 'declared_on',
            label: t('institutions.infra.declared_on'),
            render: (one) => t.date(one.declared_on),
          },
          { key: 'declared_by_name', label: t('institutions.field.by') },
          {
            key: 'state',
            label: t('institutions.field.state'),
            render: (one) => t.dynamic(`institutions.infra.state.${one.state}`),
          },
          { key: 'reason', label: t('institutions.field.reason'), render: (one) => one.reason ?? '–' },
        ]}
      />
    </Section>
  )
}
