import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { listAddressOf } from '#platform/pages/query.ts'
import { Badge, Button, Empty, Filters, LinkButton, PageHeader, Select, Table } from '#ui/index.ts'
import { listInstitutionOptions, type InstitutionOption } from '#modules/institutions/index.ts'
import type { Intake, QuotaStanding } from '../intake.ts'
import { listIntakes, type IntakeCounts } from '../store/intake.ts'
import { listQuotaStandings } from '../store/quota.ts'
import { IntakeState, quotaSentence } from './intake-words.tsx'

const Query = z.object({
  nam: z.coerce.number().int().optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
})

type Data = {
  query: z.output<typeof Query>
  options: InstitutionOption[]
  intakes: (Intake & IntakeCounts)[]
  standings: Map<string, QuotaStanding>
}

const address = listAddressOf<z.output<typeof Query>>('/tuyen-sinh/ke-hoach')

/** The plan of admission: rounds with their places, the licence's quota, and how many applied. */
export const intakePlan = definePage<Data, Record<string, string>, z.output<typeof Query>>({
  path: '/tuyen-sinh/ke-hoach',
  permission: 'students.read',
  query: Query,
  async load({ db, actor, query, today }) {
    const reached = reach(actor, 'students.read')
    const options = await listInstitutionOptions(db, actor, { on: today })
    const institution = options.find((one) => one.code === query['co-so'])?.id
    const intakes = await listIntakes(db, reached, today, { year: query.nam, institution })
    return { query, options, intakes, standings: await listQuotaStandings(db, intakes, today) }
  },
  title: (_data, t) => t('students.admission.plan.title'),
  view: (data, context) => (
    <>
      <PageHeader
        title={context.t('students.admission.plan.title')}
        count={context.t.number(data.intakes.length)}
        lead={context.t('students.admission.plan.lead')}
        actions={
          context.may('students.edit') && (
            <LinkButton href="/tuyen-sinh/ke-hoach/moi" icon="plus">
              {context.t('students.admission.plan.new')}
            </LinkButton>
          )
        }
      />
      <PlanFilters data={data} context={context} />
      <Rounds data={data} context={context} />
    </>
  ),
})

type Props = { data: Data; context: ViewContext }

function PlanFilters({ data: { query, options }, context: { t, today } }: Props) {
  const years = [-2, -1, 0, 1].map((step) => String(Number(today.slice(0, 4)) + step))
  const school = options.find((one) => one.code === query['co-so'])
  return (
    <Filters
      lead={t('students.admission.plan.showing')}
      chips={[
        ...(query.nam ? [{ label: String(query.nam), removeHref: address(query, { nam: undefined }) }] : []),
        ...(school ? [{ label: school.name, removeHref: address(query, { 'co-so': undefined }) }] : []),
      ].map((chip) => ({ ...chip, removeLabel: t('students.admission.plan.clear') }))}
      clearHref="/tuyen-sinh/ke-hoach"
      clearLabel={t('students.admission.plan.clear')}
      moreLabel={t('students.admission.plan.filter')}
      more={
        <>
          <Select
            name="nam"
            label={t('students.admission.field.year')}
            value={query.nam}
            placeholder={t('students.admission.any')}
            options={years.map((year) => ({ value: year, label: year }))}
          />
          {options.length > 1 && (
            <Select
              name="co-so"
              label={t('students.admission.field.institution')}
              value={query['co-so']}
              placeholder={t('students.admission.any')}
              options={options.map((one) => ({ value: one.code, label: one.name }))}
            />
          )}
          <Button kind="secondary">{t('students.admission.apply_filter')}</Button>
        </>
      }
    />
  )
}

function Rounds({ data: { options, intakes, standings }, context: { t, today, may } }: Props) {
  return (
    <Table
      caption={t('students.admission.plan.title')}
      rows={intakes}
      rowKey={(one) => one.id}
      rowHref={(one) =>
        may('students.edit', { institution: one.institution_id })
          ? `/tuyen-sinh/ke-hoach/${one.id}`
          : undefined
      }
      columns={[
        { key: 'programme_name', label: t('students.admission.field.programme') },
        ...(options.length > 1
          ? [{ key: 'institution_name', label: t('students.admission.field.institution') }]
          : []),
        {
          key: 'round',
          label: t('students.admission.field.round'),
          render: (one) => `${one.year} · ${one.round}`,
        },
        {
          key: 'places',
          label: t('students.admission.field.places'),
          align: 'end',
          render: (one) => <Places intake={one} standing={standings.get(one.id)!} t={t} />,
        },
        {
          key: 'submitted',
          label: t('students.admission.field.applied'),
          align: 'end',
          render: (one) => (
            <a href={`/tuyen-sinh/ho-so?dot=${one.id}`}>
              {t('students.admission.plan.counts', {
                all: one.submitted + one.returned + one.accepted + one.rejected,
                accepted: one.accepted,
              })}
            </a>
          ),
        },
        {
          key: 'state',
          label: t('students.admission.field.state'),
          render: (one) => <IntakeState intake={one} today={today} t={t} />,
        },
      ]}
      empty={
        <Empty title={t('students.admission.plan.empty')}>{t('students.admission.plan.empty_hint')}</Empty>
      }
    />
  )
}

/** Places of a round; beyond the licence's quota it says so. */
function Places({ intake, standing, t }: { intake: Intake; standing: QuotaStanding; t: ViewContext['t'] }) {
  const warning = quotaSentence(standing, t)
  return (
    <>
      {t.number(intake.places)}
      {warning && (
        <div>
          <Badge kind="warning" icon="alert">
            {warning}
          </Badge>
        </div>
      )}
    </>
  )
}
