import { z } from 'zod'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Button, Empty, LinkButton, PageHeader, Section, Select, Table } from '#ui/index.ts'
import { kindCodes } from '../../diploma.ts'
import { listLastEntries, nextNumbers } from '../preview.ts'
import { listPatterns, type NumberPattern } from '../store/pattern.ts'
import { kindText, schoolsFor } from './schools.tsx'

const Query = z.object({ 'co-so': z.string().max(100).optional() })
type Query = z.output<typeof Query>

/** How a school writes serials and entry numbers, of each kind and with the next three. */
export const patternList = definePage({
  path: '/so-goc/mau-so',
  permission: 'diplomas.read',
  query: Query,
  load: loadPatterns,
  title: (_data, t) => t('diplomas.registers.patterns.title'),
  view: (data, context) => {
    const { school, schools } = data
    const { t, may } = context
    if (!school) return <Empty title={t('diplomas.registers.no_school')} />
    return (
      <>
        <PageHeader
          title={t('diplomas.registers.patterns.of', { name: school.name })}
          lead={t('diplomas.registers.patterns.lead')}
          breadcrumb={[{ href: '/so-goc', label: t('diplomas.registers.title') }]}
          breadcrumbLabel={t('diplomas.registers.crumbs')}
          actions={
            may('diplomas.register', { institution: school.id }) && (
              <LinkButton icon="plus" href={`/so-goc/mau-so/${school.id}/moi`}>
                {t('diplomas.registers.patterns.new')}
              </LinkButton>
            )
          }
        />
        {schools.length > 1 && (
          <form class="mb-4 flex flex-wrap items-end gap-3 print:hidden" method="get">
            <Select
              name="co-so"
              label={t('diplomas.registers.institution')}
              value={school.code}
              options={schools.map((one) => ({ value: one.code, label: one.name }))}
            />
            <div class="mb-5">
              <Button kind="secondary">{t('diplomas.registers.apply')}</Button>
            </div>
          </form>
        )}
        <InForce data={data} context={context} />
        <Later data={data} context={context} />
      </>
    )
  },
})

async function loadPatterns({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const schools = await schoolsFor(db, actor, today)
  const school =
    schools.find((one) => one.code === query['co-so']) ?? schools.find((one) => one.is_active) ?? schools[0]
  const patterns = school ? await listPatterns(db, school.id) : []
  const year = Number(today.slice(0, 4))
  const last = school ? await listLastEntries(db, school.id, year) : new Map<string, number>()
  return { schools, school, patterns, year, last, today }
}
type Props = { data: Awaited<ReturnType<typeof loadPatterns>>; context: ViewContext }

/** What holds today: the school's own before the one all begin with. */
const inForce = (patterns: readonly NumberPattern[], kind: string, today: string) =>
  patterns.find((one) => one.kind_code === kind && one.from_date <= today)

function InForce({ data, context: { t } }: Props) {
  const { school, patterns, year, last, today } = data
  const rows = kindCodes.flatMap((kind) => {
    const pattern = inForce(patterns, kind, today)
    if (!pattern || !school) return []
    const from = { last: last.get(kind) ?? 0, year, school: school.code, kind }
    return [{ kind, pattern, next: nextNumbers(pattern, from) }]
  })
  return (
    <Table
      caption={t('diplomas.registers.patterns.title')}
      rows={rows}
      rowKey={(row) => row.kind}
      columns={[
        { key: 'kind', label: t('diplomas.registers.kind'), render: (row) => kindText(row.kind, t) },
        {
          key: 'pattern',
          label: t('diplomas.registers.patterns.both'),
          render: (row) => <PatternCell pattern={row.pattern} t={t} />,
        },
        {
          key: 'next',
          label: t('diplomas.registers.patterns.next'),
          render: (row) => (
            <ul class="text-sm sm:whitespace-nowrap">
              {row.next.map((one) => (
                <li key={one.serial}>{t('diplomas.registers.patterns.pair', one)}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

/** How both numbers are written, and since when. */
function PatternCell({ pattern, t }: { pattern: NumberPattern; t: ViewContext['t'] }) {
  return (
    <div>
      <code class="block sm:whitespace-nowrap">{pattern.serial}</code>{' '}
      <code class="block sm:whitespace-nowrap">{pattern.entry}</code>{' '}
      {pattern.institution_id === null ? (
        <Badge kind="warning">{t('diplomas.registers.patterns.first')}</Badge>
      ) : (
        <span class="block text-sm text-muted">
          {t('diplomas.registers.patterns.since_day', {
            day: t.date(pattern.from_date),
            source: pattern.source,
          })}
        </span>
      )}
    </div>
  )
}

/** Patterns of the school that begin later or were followed by another. */
function Later({ data: { patterns, today }, context: { t } }: Props) {
  const rows = patterns.filter(
    (one) => one.institution_id !== null && one !== inForce(patterns, one.kind_code, today),
  )
  if (rows.length === 0) return null
  return (
    <Section title={t('diplomas.registers.patterns.others')}>
      <Table
        caption={t('diplomas.registers.patterns.others')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'kind', label: t('diplomas.registers.kind'), render: (row) => kindText(row.kind_code, t) },
          {
            key: 'from',
            label: t('diplomas.registers.patterns.since'),
            render: (row) => t.date(row.from_date),
          },
          {
            key: 'serial',
            label: t('diplomas.registers.patterns.serial'),
            render: (row) => <code>{row.serial}</code>,
          },
          {
            key: 'entry',
            label: t('diplomas.registers.patterns.entry'),
            render: (row) => <code>{row.entry}</code>,
          },
          { key: 'source', label: t('diplomas.registers.patterns.source') },
        ]}
      />
    </Section>
  )
}
