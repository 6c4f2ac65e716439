import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Button, Form, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { withdrawTrainedRule } from '../actions/trained-rule.ts'
import { targets, type Target } from '../rule.ts'
import type { RuleVersion } from '../rule-version.ts'
import { listRules } from '../store/rules.ts'

/** The versions of the rule that says who counts as trained, and the way to add one. */
export const ruleList = definePage({
  path: '/boi-duong/quy-tac',
  permission: 'staff.set-trained-rule',
  load: ({ db }) => listRules(db),
  about: () => ({ province: true }),
  title: (_data, t) => t('staff.training.rule.title'),
  forms: {
    withdraw: defineForm({
      action: withdrawTrainedRule,
      then: () => ({ to: '/boi-duong/quy-tac', say: 'staff.training.rule.withdrawn' }),
    }),
  },
  view: (rules, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('staff.training.rule.title')}
          lead={t('staff.training.rule.lead')}
          breadcrumb={[{ href: '/boi-duong', label: t('staff.training.nav') }]}
          breadcrumbLabel={t('staff.training.nav')}
        />
        {targets.map((target) => (
          <Versions
            key={target}
            target={target}
            rules={rules.filter((rule) => rule.target === target)}
            context={context}
          />
        ))}
      </>
    )
  },
})

function Versions({
  target,
  rules,
  context,
}: {
  target: Target
  rules: readonly RuleVersion[]
  context: ViewContext
}) {
  const { t, today } = context
  return (
    <Section
      title={t.dynamic(`staff.training.status.${target}`)}
      actions={
        <LinkButton kind="secondary" icon="plus" href={`/boi-duong/quy-tac/moi?target=${target}`}>
          {t('staff.training.rule.new')}
        </LinkButton>
      }
    >
      <Table
        caption={t('staff.training.rule.versions')}
        rows={rules}
        rowKey={(rule) => rule.id}
        columns={[
          {
            key: 'from_date',
            label: t('staff.training.rule.period'),
            render: (rule) => <Period rule={rule} context={context} />,
          },
          {
            key: 'reading_vi',
            label: t('staff.training.rule.reading'),
            render: (rule) => (t.lang === 'vi' ? rule.reading_vi : rule.reading_en),
          },
          { key: 'source', label: t('staff.training.rule.source') },
          {
            key: 'certainty',
            label: t('staff.training.rule.certainty'),
            render: (rule) => (
              <Badge kind={rule.certainty === 'S' ? 'success' : 'warning'}>
                {t.dynamic(`staff.training.rule.certainty_${rule.certainty}`)}
              </Badge>
            ),
          },
          {
            key: 'id',
            label: '',
            render: (rule) =>
              rule.from_date > today && rule.to_date === null && <Withdraw rule={rule} context={context} />,
          },
        ]}
      />
    </Section>
  )
}

function Period({ rule, context: { t, today } }: { rule: RuleVersion; context: ViewContext }) {
  const state = rule.from_date > today ? 'next' : (rule.to_date ?? today) >= today ? 'now' : 'past'
  const kind = { next: 'info', now: 'success', past: 'neutral' } as const
  const from = t.date(rule.from_date)
  return (
    <>
      <p>
        {rule.to_date
          ? t('staff.training.rule.from_to', { from, to: t.date(rule.to_date) })
          : t('staff.training.rule.from', { from })}
      </p>
      <Badge kind={kind[state]}>{t.dynamic(`staff.training.rule.state_${state}`)}</Badge>
    </>
  )
}

function Withdraw({ rule, context: { t, form } }: { rule: RuleVersion; context: ViewContext }) {
  return (
    <Form bare hidden={{ ...form.hidden('withdraw'), id: rule.id }}>
      <Button
        kind="ghost"
        small
        label={t('staff.training.rule.withdraw_of', { day: t.date(rule.from_date) })}
      >
        {t('staff.training.rule.withdraw')}
      </Button>
    </Form>
  )
}
