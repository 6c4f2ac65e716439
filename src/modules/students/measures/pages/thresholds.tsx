import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { Badge, Button, Form, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { thresholdCodes, thresholds, type ThresholdCode, type ThresholdVersion } from '../../threshold.ts'
import { listThresholds } from '../../store/threshold.ts'
import { withdrawThreshold } from '../actions/threshold.ts'

const path = '/so-hoa/nguong'

/** What a threshold counts as, with its unit: "95 %", "15 ngày". */
export const thresholdText = (code: ThresholdCode, value: string, t: Translate): string =>
  t.dynamic(`students.threshold.unit.${thresholds[code].unit}`, { value: t.number(Number(value), 2) })

/** Every number the measures and deadlines hold to, with its days and source; the department adds the next. */
export const thresholdList = definePage({
  path,
  permission: 'students.read',
  load: ({ db }) => listThresholds(db),
  title: (_data, t) => t('students.threshold.title'),
  forms: {
    withdraw: defineForm({
      action: withdrawThreshold,
      then: () => ({ to: path, say: 'students.threshold.withdrawn' }),
    }),
  },
  view: (versions, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.threshold.title')}
          lead={t('students.threshold.lead')}
          breadcrumb={[{ href: '/so-hoa', label: t('students.digital.title') }]}
          breadcrumbLabel={t('students.threshold.crumbs')}
        />
        {thresholdCodes.map((code) => (
          <Versions
            key={code}
            code={code}
            rows={versions.filter((one) => one.code === code)}
            context={context}
          />
        ))}
      </>
    )
  },
})

function Versions({
  code,
  rows,
  context,
}: {
  code: ThresholdCode
  rows: readonly ThresholdVersion[]
  context: ViewContext
}) {
  const { t, today, may } = context
  const mayKeep = may('students.keep-policies', { province: true })
  return (
    <Section
      title={t.dynamic(`students.threshold.name.${code}`)}
      lead={t.dynamic(`students.threshold.about.${code}`)}
      actions={
        mayKeep && (
          <LinkButton small kind="secondary" icon="plus" href={`${path}/moi?muc=${code}`}>
            {t('students.threshold.add')}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t.dynamic(`students.threshold.name.${code}`)}
        rows={rows}
        rowKey={(row) => row.from_date}
        columns={[
          {
            key: 'value',
            label: t('students.threshold.value'),
            render: (row) => thresholdText(code, row.value, t),
          },
          {
            key: 'from_date',
            label: t('students.threshold.period'),
            render: (row) => <Period row={row} context={context} />,
          },
          { key: 'source', label: t('students.threshold.source') },
          {
            key: 'is_verified',
            label: t('students.threshold.certainty'),
            render: (row) => (
              <Badge kind={row.is_verified ? 'success' : 'warning'}>
                {t(row.is_verified ? 'students.threshold.verified' : 'students.threshold.unverified')}
              </Badge>
            ),
          },
          ...(mayKeep && rows.some((row) => row.from_date > today)
            ? [
                {
                  key: 'withdraw',
                  label: t('students.threshold.act'),
                  render: (row: ThresholdVersion) =>
                    row.from_date > today && row.to_date === null ? (
                      <Withdraw row={row} context={context} />
                    ) : (
                      '–'
                    ),
                },
              ]
            : []),
        ]}
        empty={<p class="text-muted">{t('students.threshold.none')}</p>}
      />
    </Section>
  )
}

function Period({ row, context: { t, today } }: { row: ThresholdVersion; context: ViewContext }) {
  const state = row.from_date > today ? 'next' : (row.to_date ?? today) >= today ? 'now' : 'past'
  const kind = { next: 'info', now: 'success', past: 'neutral' } as const
  const from = t.date(row.from_date)
  return (
    <div class="grid justify-items-start gap-1">
      <span>
        {row.to_date
          ? t('students.threshold.from_to', { from, to: t.date(row.to_date) })
          : t('students.threshold.from', { from })}
      </span>
      <Badge kind={kind[state]}>{t.dynamic(`students.threshold.state.${state}`)}</Badge>
    </div>
  )
}

function Withdraw({ row, context: { t, form } }: { row: ThresholdVersion; context: ViewContext }) {
  return (
    <Form bare hidden={{ ...form.hidden('withdraw'), code: row.code, from_date: row.from_date }}>
      <Button kind="ghost" small label={t('students.threshold.withdraw_of', { day: t.date(row.from_date) })}>
        {t('students.threshold.withdraw')}
      </Button>
    </Form>
  )
}
