import { InstitutionField } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { may as mayDo } from '#platform/access.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  DateField,
  FieldSet,
  Form,
  FormActions,
  NumberField,
  PageHeader,
  Section,
  Table,
  TextField,
} from '#ui/index.ts'
import { schoolsFor } from '../../records/pages/parts.tsx'
import { addElementaryPolicy } from './add-elementary-policy.ts'
import { elementaryFields, elementaryLaw, fieldOf, type FieldKind } from './elementary.ts'
import { listElementaryPolicies, listUncovered } from './store.ts'

const path = '/quy-che-diem-so-cap'
const marks = { S: 'success', K: 'info' } as const

/** How the elementary level is graded: what the law read so far says, what is not known, and the school's own numbers. */
export const elementaryPage = definePage({
  path,
  permission: 'students.read',
  load: loadElementary,
  title: (_data, t) => t('students.elementary.title'),
  forms: {
    save: defineForm({
      action: addElementaryPolicy,
      then: ({ id }) => ({ to: `/quy-che-diem/${id}`, say: 'students.elementary.saved' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.elementary.title')}
          lead={t('students.elementary.lead', { document: elementaryLaw.document })}
          breadcrumb={[{ href: '/quy-che-diem', label: t('students.policy.title') }]}
          breadcrumbLabel={t('students.crumbs')}
        />
        <Uncovered data={data} t={t} />
        <Known t={t} />
        <Policies data={data} t={t} />
        {data.mine.length > 0 && <AddForm data={data} context={context} />}
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadElementary>>
type T = ViewContext['t']

async function loadElementary({ db, actor, today }: LoadContext) {
  const schools = await schoolsFor(db, actor, today, 'students.read')
  const ids = schools.map((one) => one.id)
  return {
    schools,
    mine: schools.filter((one) => mayDo(actor, 'students.approve', { institution: one.id })),
    policies: await listElementaryPolicies(db, ids),
    uncovered: await listUncovered(db, ids, today),
  }
}

const nameOf = ({ schools }: Data, id: string): string => schools.find((one) => one.id === id)?.name ?? '–'

/** Programmes whose learners nobody could grade today. */
function Uncovered({ data, t }: { data: Data; t: T }) {
  if (data.uncovered.length === 0) return null
  return (
    <Alert kind="warning" title={t('students.elementary.uncovered', { count: data.uncovered.length })}>
      <ul class="grid gap-1">
        {data.uncovered.slice(0, 20).map((one) => (
          <li key={one.programme_id}>
            {one.name} ({one.code}), {nameOf(data, one.institution_id)}
          </li>
        ))}
      </ul>
      <p class="mt-2">{t('students.elementary.uncovered_hint')}</p>
    </Alert>
  )
}

function Known({ t }: { t: T }) {
  return (
    <Section title={t('students.elementary.known')}>
      <Table
        caption={t('students.elementary.known')}
        rows={elementaryLaw.known}
        rowKey={(one) => one.name}
        columns={[
          {
            key: 'rule',
            label: t('students.policy.rule'),
            render: (one) =>
              t.dynamic(`students.elementary.rule.${one.name}`, {
                low: elementaryLaw.council_sizes[0]!,
                high: elementaryLaw.council_sizes[1]!,
                hours: elementaryLaw.min_hours,
                months: elementaryLaw.notice_months,
              }),
          },
          {
            key: 'certainty',
            label: t('students.policy.certainty'),
            render: (one) => (
              <Badge kind={marks[one.certainty as 'S' | 'K']}>
                {t.dynamic(`students.policy.certainty.${one.certainty}`)}
              </Badge>
            ),
          },
        ]}
      />
      <p class="mt-3 max-w-prose">{t('students.elementary.unknown')}</p>
    </Section>
  )
}

function Policies({ data, t }: { data: Data; t: T }) {
  return (
    <Section title={t('students.elementary.policies')}>
      <Table
        caption={t('students.elementary.policies')}
        rows={data.policies}
        rowKey={(one) => one.id}
        rowHref={(one) => `/quy-che-diem/${one.id}`}
        columns={[
          { key: 'name', label: t('students.policy.name') },
          {
            key: 'school',
            label: t('students.field.institution'),
            render: (one) => nameOf(data, one.institution_id),
          },
          { key: 'from', label: t('students.policy.from'), render: (one) => t.date(one.from_date) },
          { key: 'cohorts', label: t('students.policy.cohorts'), align: 'end' },
          {
            key: 'verified',
            label: t('students.policy.checked'),
            render: (one) => (
              <Badge kind={one.is_verified ? 'success' : 'warning'}>
                {t(one.is_verified ? 'students.policy.verified' : 'students.policy.unverified')}
              </Badge>
            ),
          },
        ]}
        empty={<p class="text-muted">{t('students.elementary.none')}</p>}
      />
    </Section>
  )
}

const groups = ['tests', 'module', 'eligibility', 'graduation', 'classification'] as const

function AddForm({ data, context }: { data: Data; context: ViewContext }) {
  const { t, form } = context
  return (
    <Section title={t('students.elementary.add')} lead={t('students.elementary.add_lead')}>
      <Form hidden={form.hidden('save')} label={t('students.elementary.add')}>
        <InstitutionField options={data.mine} context={context} />
        <TextField
          {...fieldProps(context, 'name')}
          label={t('students.policy.name')}
          maxlength={200}
          required
        />
        <TextField
          {...fieldProps(context, 'document')}
          label={t('students.elementary.document')}
          hint={t('students.elementary.document_hint')}
          maxlength={120}
          required
        />
        <DateField
          {...fieldProps(context, 'from_date')}
          label={t('students.policy.from')}
          hint={t('students.elementary.from_hint')}
          required
        />
        {groups.map((group) => (
          <FieldSet key={group} legend={t.dynamic(`students.policy.part.${group}`)}>
            {elementaryFields
              .filter(({ path: of }) => of.startsWith(`${group}.`))
              .map(({ path: of, kind }) => (
                <NumberField
                  key={of}
                  {...fieldProps(context, fieldOf(of))}
                  label={t.dynamic(`students.elementary.field.${of}`)}
                  {...unitOf(kind, t)}
                  decimal={kind !== 'count'}
                  required
                />
              ))}
          </FieldSet>
        ))}
        <FormActions>
          <Button>{t('students.elementary.save')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

const unitOf = (kind: FieldKind, t: T): { unit?: string } =>
  kind === 'percent' ? { unit: '%' } : kind === 'mark' ? { unit: t('students.elementary.points') } : {}
