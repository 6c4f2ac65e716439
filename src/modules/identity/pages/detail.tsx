import { z } from 'zod'
import { may, reach } from '#platform/access.ts'
import { today as dayOf } from '#platform/clock.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Badge,
  Button,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Section,
  Table,
  TextField,
} from '#ui/index.ts'
import { blockAccount, unblockAccount } from '../actions/block-account.ts'
import { endGrant } from '../actions/end-grant.ts'
import { giveGrant } from '../actions/give-grant.ts'
import { resendInvitation } from '../actions/invite-account.ts'
import { resetSecondFactor } from '../actions/reset-second-factor.ts'
import { mayManage, grantToGiveBy } from '../grant.ts'
import { placeOf, schoolOf } from '../managed.ts'
import type { Role } from '../role.ts'
import {
  getAccountWithin,
  listGrants,
  listHeld,
  listInstitutions,
  type Account,
  type GrantHistory,
  type InstitutionOption,
} from '../store/account.ts'
import { GrantFieldsView } from '../view/grant-fields.tsx'
import { areaText, roleText } from '../view/grant-text.tsx'
import { StateBadge } from './list.tsx'

const permission = 'identity.manage-accounts'

type Data = {
  account: Account
  grants: GrantHistory[]
  institutions: InstitutionOption[]
  isWide: boolean
  isManaged: boolean
}

const back = (id: string) => `/quan-tri/tai-khoan/${id}`

/** One account: what it holds, what it held, and the acts on it. */
export const accountDetail = definePage({
  path: '/quan-tri/tai-khoan/:id',
  permission,
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, params, app }): Promise<Data> {
    const mine = reach(actor, permission)
    const account = await getAccountWithin(db, params.id, mine)
    const day = dayOf(app.clock)
    const grants = await listGrants(db, account.id)
    const held = await listHeld(db, account.id, day)
    const managed = { account, grants: held, institution: schoolOf(held) }
    return {
      account,
      grants,
      isWide: mine === 'all',
      institutions: await listInstitutions(db, day, mine),
      isManaged:
        may(actor, permission, placeOf(managed)) &&
        mayManage(actor, held) &&
        !(actor.kind === 'account' && actor.id === account.id),
    }
  },
  title: ({ account }) => account.name,
  looks: ({ account }) => ({ subject: 'identity.account', ids: [account.id] }),
  forms: {
    grant: defineForm({
      action: giveGrant,
      then: (_result, { params }) => ({ to: back(params.id!), say: 'identity.grant.given' }),
    }),
    end: defineForm({
      action: endGrant,
      input: (body) => body,
      then: (result) => ({ to: back(result.account), say: 'identity.grant.ended' }),
    }),
    block: defineForm({
      action: blockAccount,
      then: (result) => ({ to: back(result.id), say: 'identity.block.done' }),
    }),
    unblock: defineForm({
      action: unblockAccount,
      then: (result) => ({ to: back(result.id), say: 'identity.unblock.done' }),
    }),
    again: defineForm({
      action: resendInvitation,
      then: (result) => ({ to: back(result.id), say: 'identity.invite.sent' }),
    }),
    factor: defineForm({
      action: resetSecondFactor,
      then: (result) => ({ to: back(result.id), say: 'identity.reset_factor.done' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={data.account.name}
          state={<StateBadge state={data.account.state} t={t} />}
          breadcrumb={[{ href: '/quan-tri/tai-khoan', label: t('identity.list.title') }]}
          breadcrumbLabel={t('identity.breadcrumb')}
          actions={
            may(context.actor, 'identity.read-log') && (
              <LinkButton href={`/quan-tri/nhat-ky?ho_so=${data.account.id}`} kind="ghost" icon="history">
                {t('identity.log.of_record')}
              </LinkButton>
            )
          }
        />
        <AccountFacts account={data.account} context={context} />
        <Grants data={data} context={context} />
        <Section title={t('identity.grant.give')}>
          <Form hidden={context.form.hidden('grant')} label={t('identity.grant.give')}>
            <GrantFieldsView context={context} institutions={data.institutions} isWide={data.isWide} />
            <FormActions>
              <Button>{t('identity.grant.give_act')}</Button>
            </FormActions>
          </Form>
        </Section>
        {data.isManaged && <Acts account={data.account} context={context} />}
      </>
    )
  },
})

function isCurrent(grant: GrantHistory, day: string): boolean {
  return !grant.revoked_at && (grant.to_date === null || grant.to_date >= day)
}

function AccountFacts({ account, context: { t } }: { account: Account; context: ViewContext }) {
  return (
    <Facts
      items={[
        { label: t('identity.field.email'), value: account.email },
        { label: t('identity.field.created'), value: t.dateTime(account.created_at) },
        {
          label: t('identity.second_factor.title'),
          value: account.two_factor_enabled
            ? t('identity.second_factor.on')
            : t('identity.second_factor.off'),
        },
        ...(account.blocked_reason
          ? [{ label: t('identity.block.reason'), value: account.blocked_reason }]
          : []),
      ]}
    />
  )
}

function Grants({ data, context: { t, actor, today } }: { data: Data; context: ViewContext }) {
  const name = (grant: GrantHistory) => data.institutions.find((one) => one.id === grant.area_id)?.name
  const mayEnd = (grant: GrantHistory) =>
    isCurrent(grant, today) &&
    grantToGiveBy(actor, {
      role: grant.role as Role,
      area: { kind: grant.area_kind, id: grant.area_id },
      institution: grant.institution_id,
    })
  return (
    <Section title={t('identity.grant.title')}>
      <Table
        caption={t('identity.grant.title')}
        rows={data.grants}
        rowKey={(grant) => grant.id}
        columns={[
          { key: 'role', label: t('identity.field.role'), render: (grant) => roleText(t, grant.role) },
          {
            key: 'area',
            label: t('identity.field.area'),
            render: (grant) => areaText(t, grant.area_kind, grant.area_id, name(grant)),
          },
          { key: 'from', label: t('identity.field.from'), render: (grant) => t.date(grant.from_date) },
          {
            key: 'to',
            label: t('identity.field.to'),
            render: (grant) => (grant.to_date ? t.date(grant.to_date) : t('identity.grant.open')),
          },
          {
            key: 'by',
            label: t('identity.grant.by'),
            render: (grant) => grant.granted_by_name ?? t('identity.grant.by_system'),
          },
          {
            key: 'act',
            label: t('identity.act'),
            render: (grant) =>
              grant.revoked_at ? (
                <Badge kind="neutral">
                  {t('identity.grant.ended_on', { day: t.date(grant.revoked_at) })}
                </Badge>
              ) : (
                mayEnd(grant) && (
                  <Form hidden={{ _form: 'end', grant: grant.id }} bare>
                    <Button
                      kind="ghost"
                      small
                      label={t('identity.grant.end_named', { role: roleText(t, grant.role) })}
                    >
                      {t('identity.grant.end')}
                    </Button>
                  </Form>
                )
              ),
          },
        ]}
        empty={<p>{t('identity.account.no_roles')}</p>}
      />
    </Section>
  )
}

function Acts({ account, context: { t, form } }: { account: Account; context: ViewContext }) {
  const reason = (name: string) => (
    <TextField
      name="reason"
      // The list of mistakes links to the plain name.
      idPrefix={form.sent === name ? undefined : name}
      value={form.sent === name ? form.field('reason').value : ''}
      required
      maxlength={500}
      error={form.sent === name ? form.errors.reason : undefined}
      label={t('identity.field.reason')}
    />
  )
  return (
    <Section title={t('identity.acts')}>
      {account.state === 'invited' && (
        <Form hidden={form.hidden('again')} label={t('identity.invite.again')}>
          <Button kind="secondary">{t('identity.invite.again')}</Button>
        </Form>
      )}
      {account.two_factor_enabled && (
        <Section title={t('identity.reset_factor.title')} lead={t('identity.reset_factor.lead')} level={3}>
          <Form hidden={form.hidden('factor')} label={t('identity.reset_factor.title')}>
            {reason('factor')}
            <Button kind="secondary">{t('identity.reset_factor.act')}</Button>
          </Form>
        </Section>
      )}
      {account.state === 'blocked' ? (
        <Form hidden={form.hidden('unblock', { version: account.version })} label={t('identity.unblock.act')}>
          <Button kind="secondary">{t('identity.unblock.act')}</Button>
        </Form>
      ) : (
        <Section title={t('identity.block.title')} lead={t('identity.block.lead')} level={3}>
          <Form hidden={form.hidden('block', { version: account.version })} label={t('identity.block.title')}>
            {reason('block')}
            <Button kind="danger">{t('identity.block.act')}</Button>
          </Form>
        </Section>
      )}
    </Section>
  )
}
