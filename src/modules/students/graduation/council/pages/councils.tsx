import { z } from 'zod'
import { fieldProps } from '#modules/people/index.ts'
import { may as mayDo } from '#platform/access.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Disclosure,
  FieldSet,
  Form,
  FormActions,
  PageHeader,
  RadioGroup,
  Section,
  Select,
  Table,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { DecisionFields, wordOptions } from '../../../records/pages/parts.tsx'
import { getPolicy } from '../../../store/policy.ts'
import { getCohortFacts } from '../../store/facts.ts'
import { nameCouncil, takeBackCouncil } from '../actions/name-council.ts'
import { councilKinds, councilRoles, lacksEnterprise, sizeOf, type Council } from '../council.ts'
import { listCouncils } from '../store.ts'
import { roleText } from '../words.ts'

const here = (cohort: string) => `/tot-nghiep/khoa/${cohort}/hoi-dong`

/** Councils of a cohort's graduation, each as its decision names it, and the form for another. */
export const councilPage = definePage({
  path: '/tot-nghiep/khoa/:id/hoi-dong',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ 'them-dong': z.coerce.number().int().min(0).max(20).default(0).catch(0) }),
  load: loadCouncils,
  about: ({ cohort }) => ({ institution: cohort.institution_id }),
  title: ({ cohort }, t) => t('students.council.title', { cohort: cohort.name }),
  forms: {
    add: defineForm({
      action: nameCouncil,
      then: ({ cohort }) => ({ to: here(cohort), say: 'students.council.named_now' }),
    }),
    withdraw: defineForm({
      action: takeBackCouncil,
      then: ({ cohort }) => ({ to: here(cohort), say: 'students.council.withdrawn_now' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    const { cohort, councils, mayEdit } = data
    return (
      <>
        <PageHeader
          title={t('students.council.title', { cohort: cohort.name })}
          lead={t('students.council.lead')}
          breadcrumb={[{ href: '/tot-nghiep', label: t('students.graduation.title') }]}
          breadcrumbLabel={t('students.crumbs')}
        />
        {councils.length === 0 && <p class="mb-6 text-muted">{t('students.council.none')}</p>}
        {councils.map((council) => (
          <OneCouncil key={council.id} council={council} mayEdit={mayEdit} context={context} />
        ))}
        {mayEdit && <AddForm data={data} context={context} />}
      </>
    )
  },
})

type Query = { 'them-dong': number }
type Data = Awaited<ReturnType<typeof loadCouncils>>

async function loadCouncils({ db, actor, params, query }: LoadContext<{ id: string }, Query>) {
  const cohort = await getCohortFacts(db, params.id)
  const { policy } = await getPolicy(db, cohort.grading_policy_id)
  return {
    cohort,
    councils: await listCouncils(db, cohort.id),
    size: sizeOf(policy, 'graduation'),
    panel: sizeOf(policy, 'thesis'),
    more: query['them-dong'],
    mayEdit: mayDo(actor, 'students.edit', { institution: cohort.institution_id }),
  }
}

type One = { council: Council; mayEdit: boolean; context: ViewContext }

function OneCouncil({ council, mayEdit, context }: One) {
  const { t } = context
  return (
    <Section
      title={t.dynamic(`students.council.kind.${council.kind}`)}
      lead={t('students.council.by_decision', {
        number: council.decision_no,
        day: t.date(council.decision_date),
      })}
    >
      {lacksEnterprise(council) && <Alert kind="warning" title={t('students.council.no_enterprise')} />}
      <Table
        caption={t('students.council.members')}
        rows={council.members}
        rowKey={(one) => one.name}
        columns={[
          { key: 'name', label: t('people.field.full_name') },
          { key: 'role', label: t('students.council.role'), render: (one) => roleText(one.role, t) },
          {
            key: 'capacity',
            label: t('students.council.capacity'),
            render: (one) => one.capacity ?? '–',
          },
        ]}
      />
      {mayEdit && !council.is_used && <Withdraw council={council} context={context} />}
    </Section>
  )
}

function Withdraw({ council, context: { t, form } }: { council: Council; context: ViewContext }) {
  const isSent = form.sent === 'withdraw' && form.values.council === council.id
  return (
    <Disclosure label={t('students.council.withdraw')} open={isSent}>
      <Form
        hidden={{ ...form.hidden('withdraw'), council: council.id }}
        label={t('students.council.withdraw')}
      >
        <TextArea
          {...(isSent ? form.field('reason') : { name: 'reason' })}
          idPrefix={`bo-${council.id}`}
          label={t('students.graduation.discard_reason')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="danger">{t('students.council.withdraw')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  )
}

/** Empty rows beyond the fewest members asked for. */
const spareRows = 2

function AddForm({ data, context }: { data: Data; context: ViewContext }) {
  const { t, form } = context
  const { cohort, size, panel, more } = data
  const typed = Object.keys(form.values).flatMap((name) => /^members\.(\d+)\./.exec(name)?.[1] ?? [])
  const rows = Math.max(size.least + spareRows + more, ...typed.map((at) => Number(at) + 1))
  return (
    <Section
      title={t('students.council.add')}
      lead={t('students.council.add_lead', {
        least: size.least,
        panel_least: panel.least,
        panel_most: panel.most ?? panel.least,
      })}
    >
      <Form hidden={{ ...form.hidden('add'), cohort: cohort.id }} label={t('students.council.add')}>
        <RadioGroup
          {...fieldProps(context, 'kind', 'graduation')}
          label={t('students.council.which')}
          options={wordOptions(councilKinds, 'students.council.kind', t)}
          required
        />
        <DecisionFields context={context} />
        {Array.from({ length: rows }, (_, at) => (
          <MemberFields key={at} at={at} context={context} />
        ))}
        <p class="mb-4">
          <a href={`${here(cohort.id)}?them-dong=${more + 5}`}>{t('students.council.more_rows')}</a>
        </p>
        <FormActions>
          <Button>{t('students.council.add_act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function MemberFields({ at, context }: { at: number; context: ViewContext }) {
  const { t } = context
  return (
    <FieldSet legend={t('students.council.person', { number: at + 1 })}>
      <div class="grid gap-x-4 sm:grid-cols-3">
        <TextField
          {...fieldProps(context, `members.${at}.name`)}
          label={t('people.field.full_name')}
          maxlength={120}
          autocomplete="off"
        />
        <Select
          {...fieldProps(context, `members.${at}.role`)}
          label={t('students.council.role')}
          placeholder={t('students.form.choose')}
          options={wordOptions(councilRoles, 'students.council.role', t)}
        />
        <TextField
          {...fieldProps(context, `members.${at}.capacity`)}
          label={t('students.council.capacity')}
          maxlength={160}
          autocomplete="off"
        />
      </div>
    </FieldSet>
  )
}
