import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Badge, Button, Form, LinkButton, PageHeader, Table } from '#ui/index.ts'
import { withdrawChecklist } from '../actions/set-checklist.ts'
import type { Checklist, LeastItem } from '../checklist.ts'
import { listChecklists } from '../store/checklists.ts'

/** The checklists of infrastructure that say which schools count (T06), and the way to add one. */
export const checklistPage = definePage({
  path: '/danh-muc-ha-tang',
  permission: 'institutions.set-infrastructure-rule',
  load: ({ db }) => listChecklists(db),
  about: () => ({ province: true }),
  title: (_data, t) => t('institutions.checklist.title'),
  forms: {
    withdraw: defineForm({
      action: withdrawChecklist,
      then: () => ({ to: '/danh-muc-ha-tang', say: 'institutions.checklist.withdrawn' }),
    }),
  },
  view: (checklists, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('institutions.checklist.title')}
          lead={t('institutions.checklist.lead')}
          breadcrumb={[{ href: '/co-so', label: t('institutions.list.title') }]}
          breadcrumbLabel={t('institutions.breadcrumb')}
          actions={
            <LinkButton icon="plus" href="/danh-muc-ha-tang/moi">
              {t('institutions.checklist.new')}
            </LinkButton>
          }
        />
        <Versions checklists={checklists} context={context} />
      </>
    )
  },
})

function Versions({ checklists, context }: { checklists: readonly Checklist[]; context: ViewContext }) {
  const { t, today } = context
  return (
    <Table
      caption={t('institutions.checklist.versions')}
      rows={checklists}
      rowKey={(one) => one.id}
      empty={<p>{t('institutions.checklist.none')}</p>}
      columns={[
        {
          key: 'from_date',
          label: t('institutions.checklist.period'),
          render: (one) => <Period checklist={one} context={context} />,
        },
        {
          key: 'items',
          label: t('institutions.checklist.items'),
          render: ({ items }) => (
            <ul class="list-disc pl-5">
              {items.map((one) => (
                <li key={one.item}>{describeItem(t, one)}</li>
              ))}
            </ul>
          ),
        },
        { key: 'source', label: t('institutions.field.source') },
        {
          key: 'is_verified',
          label: t('institutions.checklist.verified'),
          render: ({ is_verified }) => (
            <Badge kind={is_verified ? 'success' : 'warning'}>
              {t(is_verified ? 'institutions.checklist.is_verified' : 'institutions.checklist.is_unverified')}
            </Badge>
          ),
        },
        {
          key: 'id',
          label: '',
          render: (one) =>
            one.from_date > today && one.to_date === null && <Withdraw checklist={one} context={context} />,
        },
      ]}
    />
  )
}

/** An item and the least it asks for, in words. */
export function describeItem(t: Translate, { item, minimum }: LeastItem): string {
  const name = t.dynamic(`institutions.infra.${item}`)
  if (item.startsWith('has_')) return name
  return `${name}: ${t('institutions.infra.at_least', { n: minimum })} ${t.dynamic(`institutions.infra.unit.${item}`)}`
}

function Period({
  checklist: { from_date, to_date },
  context: { t, today },
}: {
  checklist: Checklist
  context: ViewContext
}) {
  const state = from_date > today ? 'next' : (to_date ?? today) >= today ? 'now' : 'past'
  const kind = { next: 'info', now: 'success', past: 'neutral' } as const
  const from = t.date(from_date)
  return (
    <>
      <p>
        {to_date
          ? t('institutions.checklist.from_to', { from, to: t.date(to_date) })
          : t('institutions.checklist.from', { from })}
      </p>
      <Badge kind={kind[state]}>{t(`institutions.checklist.state_${state}`)}</Badge>
    </>
  )
}

function Withdraw({ checklist, context: { t, form } }: { checklist: Checklist; context: ViewContext }) {
  return (
    <Form bare hidden={{ ...form.hidden('withdraw'), id: checklist.id }}>
      <Button
        kind="ghost"
        small
        label={t('institutions.checklist.withdraw_of', { day: t.date(checklist.from_date) })}
      >
        {t('institutions.checklist.withdraw')}
      </Button>
    </Form>
  )
}
