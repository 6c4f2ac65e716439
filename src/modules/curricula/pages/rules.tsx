import { definePage, defineForm, type ViewContext } from '#platform/pages/page.ts'
import { Badge, PageHeader, Section, Table } from '#ui/index.ts'
import { addIntegrationRule, addUpdateRule } from '../actions/add-rule.ts'
import { integrationReading, structureReading, updateReading } from '../readings.ts'
import { listFrameworks } from '../store/framework.ts'
import {
  listIntegrationRules,
  listStructureRules,
  listUpdateRules,
  type Dated,
  type StoredIntegrationRule,
  type StoredStructureRule,
  type StoredUpdateRule,
} from '../store/rules.ts'
import { IntegrationForm, UpdateForm } from './rule-forms.tsx'

type Data = {
  frameworks: Awaited<ReturnType<typeof listFrameworks>>
  integration: StoredIntegrationRule[]
  update: StoredUpdateRule[]
  structure: StoredStructureRule[]
}

const saved = () => ({ to: '/quy-dinh-chuong-trinh', say: 'curricula.rules.saved' })

/** The rules by which programmes are judged: in plain words, with their days and sources; the department adds the next. */
export const rulesPage = definePage<Data>({
  path: '/quy-dinh-chuong-trinh',
  permission: 'public',
  load: async ({ db }) => ({
    frameworks: await listFrameworks(db),
    integration: await listIntegrationRules(db),
    update: await listUpdateRules(db),
    structure: await listStructureRules(db),
  }),
  title: (_data, t) => t('curricula.rules.title'),
  forms: {
    integration: defineForm({ action: addIntegrationRule, then: saved }),
    update: defineForm({ action: addUpdateRule, then: saved }),
  },
  view: (data, context) => {
    const { t, may } = context
    const canEdit = may('curricula.edit-rules', { province: true })
    return (
      <>
        <PageHeader
          title={t('curricula.rules.title')}
          lead={t('curricula.rules.lead')}
          breadcrumb={[{ href: '/chuong-trinh', label: t('curricula.nav') }]}
          breadcrumbLabel={t('curricula.breadcrumb')}
        />
        <Section title={t('curricula.rules.integration')} id="tich-hop">
          <RuleTable
            rules={data.integration}
            read={(rule) => integrationReading(rule, t)}
            context={context}
          />
          {canEdit && data.integration[0] && (
            <IntegrationForm rule={data.integration[0]} frameworks={data.frameworks} context={context} />
          )}
        </Section>
        <Section title={t('curricula.rules.update')} id="cap-nhat">
          <RuleTable rules={data.update} read={(rule) => updateReading(rule, t)} context={context} />
          {canEdit && data.update[0] && <UpdateForm rule={data.update[0]} context={context} />}
        </Section>
        <Section
          title={t('curricula.rules.structure')}
          lead={t('curricula.rules.structure_lead')}
          id="cau-truc"
        >
          <RuleTable
            rules={data.structure}
            read={(rule) => structureReading(rule, t)}
            context={context}
            hrefOf={(rule) => (canEdit && !rule.to_date ? `/quy-dinh-chuong-trinh/${rule.id}` : undefined)}
          />
        </Section>
      </>
    )
  },
})

function RuleTable<Rule extends Dated>(props: {
  rules: readonly Rule[]
  read: (rule: Rule) => string
  hrefOf?: (rule: Rule) => string | undefined
  context: ViewContext
}) {
  const { t } = props.context
  return (
    <Table
      caption={t('curricula.rules.title')}
      rows={props.rules}
      rowKey={(rule) => rule.id}
      rowHref={props.hrefOf}
      columns={[
        { key: 'reading', label: t('curricula.rules.reading'), render: props.read },
        {
          key: 'days',
          label: t('curricula.rules.days'),
          render: (rule) =>
            t('curricula.occupations.from', {
              from: t.date(rule.from_date),
              to: rule.to_date ? t.date(rule.to_date) : 'empty',
            }),
        },
        {
          key: 'source',
          label: t('curricula.rules.source'),
          render: (rule) => (
            <div class="grid justify-items-start gap-1">
              <span>{rule.source}</span>
              {!rule.is_verified && <Badge kind="warning">{t('curricula.rules.unverified')}</Badge>}
            </div>
          ),
        },
      ]}
    />
  )
}
