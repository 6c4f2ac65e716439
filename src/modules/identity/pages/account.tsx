import type { Translate } from '#platform/i18n/index.ts'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { cookie } from '#platform/http/cookies.ts'
import {
  Alert,
  Badge,
  Button,
  Facts,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  Table,
  TextField,
} from '#ui/index.ts'
import { changePassword } from '../actions/change-password.ts'
import { endOtherSessions, endSession } from '../actions/end-session.ts'
import { removePasskey } from '../actions/remove-passkey.ts'
import { setUpPath } from '../role.ts'
import { updateProfile } from '../actions/update-profile.ts'
import { isHeldBack } from '../authenticate.ts'
import { deviceName } from '../device.ts'
import { ownAccount, withHeaders } from '../own.ts'
import { getAccount, listGrants, type Account, type GrantHistory } from '../store/account.ts'
import { listPasskeys, listProviders, listSessions, type PasskeyRow, type SessionRow } from '../store/own.ts'
import { areaText, roleText } from '../view/grant-text.tsx'
import { CurrentPasswordField, NewPasswordField } from '../view/password-fields.tsx'

type Data = {
  account: Account
  sessions: SessionRow[]
  here: string | undefined
  passkeys: PasskeyRow[]
  grants: GrantHistory[]
  isWaiting: boolean
  hasPassword: boolean
}

/** One's own account: name, password, second factor, passkeys, devices, roles. */
export const accountPage = definePage({
  path: '/tai-khoan',
  permission: 'signed-in',
  island: 'identity/passkey',
  headers: { 'cache-control': 'no-store' },
  async load({ db, actor, today }): Promise<Data> {
    const id = ownAccount(actor)
    const account = await getAccount(db, id)
    const grants = (await listGrants(db, id)).filter(
      (grant) => !grant.revoked_at && grant.from_date <= today && (grant.to_date ?? today) >= today,
    )
    return {
      account,
      grants,
      sessions: await listSessions(db, id),
      here: actor.kind === 'account' ? actor.sessionId : undefined,
      passkeys: await listPasskeys(db, id),
      isWaiting: isHeldBack({ has_second_factor: account.two_factor_enabled, grants }),
      hasPassword: (await listProviders(db, id)).includes('credential'),
    }
  },
  title: (_data, t) => t('identity.account.title'),
  forms: {
    profile: defineForm({
      action: updateProfile,
      then: () => ({ to: '/tai-khoan', say: 'identity.account.saved' }),
      headers: ({ lang }) => new Headers({ 'set-cookie': cookie('lang', lang, 31_536_000, false) }),
    }),
    password: defineForm({
      action: changePassword,
      input: withHeaders,
      then: () => ({ to: '/tai-khoan', say: 'identity.account.password_saved' }),
      headers: (result) => result.cookies,
    }),
    session: defineForm({
      action: endSession,
      then: () => ({ to: '/tai-khoan#phien', say: 'identity.session.ended' }),
    }),
    others: defineForm({
      action: endOtherSessions,
      input: () => ({}),
      then: (result) => ({
        to: '/tai-khoan#phien',
        say: 'identity.session.others_ended',
        params: { count: result.ended },
      }),
    }),
    passkey: defineForm({
      action: removePasskey,
      then: () => ({ to: '/tai-khoan#passkey', say: 'identity.passkey.removed' }),
    }),
  },
  view: (data, context) => (
    <>
      <PageHeader title={context.t('identity.account.title')} lead={data.account.email} />
      {data.isWaiting && (
        <Alert
          kind="warning"
          title={context.t('identity.second_factor.needed')}
          actions={<LinkButton href={setUpPath}>{context.t('identity.second_factor.set_up')}</LinkButton>}
        />
      )}
      <Profile account={data.account} context={context} />
      <Roles data={data} t={context.t} />
      <SignInWays data={data} context={context} />
      <Devices data={data} context={context} />
    </>
  ),
})

function Profile({ account, context: { t, form } }: { account: Account; context: ViewContext }) {
  const name =
    form.sent === 'profile' ? form.field('name', account.name) : { name: 'name', value: account.name }
  const other =
    'current' in name && name.current ? t('identity.conflict.current', { value: name.current }) : undefined
  return (
    <Section title={t('identity.account.profile')}>
      <Form
        hidden={form.hidden('profile', { version: account.version })}
        label={t('identity.account.profile')}
      >
        <TextField {...name} current={other} label={t('identity.field.name')} autocomplete="name" required />
        <RadioGroup
          name="lang"
          value={account.lang}
          label={t('identity.field.lang')}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          inline
        />
        <FormActions>
          <Button icon="save">{t('identity.account.save')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function Roles({ data, t }: { data: Data; t: Translate }) {
  return (
    <Section
      title={t('identity.account.roles')}
      actions={
        <>
          <LinkButton href="/tai-khoan/ai-da-xem" kind="ghost" icon="eye" small>
            {t('identity.looks.title')}
          </LinkButton>
          <LinkButton href="/tai-khoan/khoa-api" kind="ghost" icon="key" small>
            {t('identity.key.title')}
          </LinkButton>
        </>
      }
    >
      {data.grants.length === 0 ? (
        <p>{t('identity.account.no_roles')}</p>
      ) : (
        <Facts
          items={data.grants.map((grant) => ({
            label: roleText(t, grant.role),
            value: areaText(t, grant.area_kind, grant.area_id),
            note: t('identity.grant.days', {
              from: t.date(grant.from_date),
              to: grant.to_date ? t.date(grant.to_date) : t('identity.grant.open'),
            }),
          }))}
        />
      )}
    </Section>
  )
}

function SignInWays({ data, context }: { data: Data; context: ViewContext }) {
  const { t } = context
  return (
    <>
      <Section
        title={t('identity.second_factor.title')}
        actions={
          <LinkButton href={setUpPath} kind="secondary" icon="shield">
            {data.account.two_factor_enabled
              ? t('identity.second_factor.manage')
              : t('identity.second_factor.set_up')}
          </LinkButton>
        }
      >
        <Badge kind={data.account.two_factor_enabled ? 'success' : 'warning'}>
          {data.account.two_factor_enabled ? t('identity.second_factor.on') : t('identity.second_factor.off')}
        </Badge>
      </Section>
      <Passkeys passkeys={data.passkeys} t={t} />
      <Password hasPassword={data.hasPassword} context={context} />
    </>
  )
}

function Passkeys({ passkeys, t }: { passkeys: PasskeyRow[]; t: Translate }) {
  return (
    <Section title={t('identity.passkey.title')} id="passkey" lead={t('identity.passkey.lead')}>
      <Table
        caption={t('identity.passkey.title')}
        rows={passkeys}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            label: t('identity.passkey.name'),
            render: (row) => row.name ?? t('identity.passkey.unnamed'),
          },
          {
            key: 'created_at',
            label: t('identity.session.since'),
            render: (row) => t.dateTime(row.created_at),
          },
          {
            key: 'act',
            label: t('identity.act'),
            render: (row) => (
              <Form hidden={{ _form: 'passkey', passkey: row.id }} bare>
                <Button
                  kind="ghost"
                  small
                  label={t('identity.passkey.remove_named', {
                    name: row.name ?? t('identity.passkey.unnamed'),
                  })}
                >
                  {t('identity.passkey.remove')}
                </Button>
              </Form>
            ),
          },
        ]}
        empty={<p>{t('identity.passkey.none')}</p>}
      />
      <div
        id="passkey-add"
        class="mt-4"
        data-done={t('identity.passkey.added')}
        data-failed={t('identity.passkey.failed')}
        hidden
      >
        <TextField
          name="passkey_name"
          label={t('identity.passkey.name')}
          hint={t('identity.passkey.name_hint')}
          width="half"
          maxlength={60}
        />
        <Button type="button" kind="secondary" icon="plus" id="passkey-make">
          {t('identity.passkey.add')}
        </Button>
        <p id="passkey-message" role="status"></p>
      </div>
      <noscript>
        <p>{t('identity.passkey.needs_script')}</p>
      </noscript>
    </Section>
  )
}

function Password({ hasPassword, context: { t, form } }: { hasPassword: boolean; context: ViewContext }) {
  return (
    <Section title={t('identity.account.password')}>
      {hasPassword ? (
        <Form hidden={{ _form: 'password' }} label={t('identity.account.password')}>
          <CurrentPasswordField t={t} form={form} of="password" />
          <NewPasswordField t={t} form={form} />
          <FormActions>
            <Button>{t('identity.account.change_password')}</Button>
          </FormActions>
        </Form>
      ) : (
        <p>
          {t('identity.account.without_password')}{' '}
          <a href="/quen-mat-khau">{t('identity.forgotten.title')}</a>
        </p>
      )}
    </Section>
  )
}

function Devices({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const name = (row: SessionRow) => deviceName(row.user_agent) || t('identity.session.unknown')
  return (
    <Section
      title={t('identity.session.title')}
      id="phien"
      lead={t('identity.session.lead')}
      actions={
        data.sessions.length > 1 && (
          <Form hidden={{ _form: 'others' }} bare>
            <Button kind="secondary">{t('identity.session.end_others')}</Button>
          </Form>
        )
      }
    >
      <Table
        caption={t('identity.session.title')}
        rows={data.sessions}
        rowKey={(row) => row.id}
        columns={[
          { key: 'device', label: t('identity.session.device'), render: name },
          { key: 'ip_address', label: t('identity.session.address'), render: (row) => row.ip_address || '–' },
          {
            key: 'created_at',
            label: t('identity.session.since'),
            render: (row) => t.dateTime(row.created_at),
          },
          {
            key: 'updated_at',
            label: t('identity.session.last'),
            render: (row) => t.dateTime(row.updated_at),
          },
          {
            key: 'act',
            label: t('identity.act'),
            render: (row) =>
              row.id === data.here ? (
                <Badge kind="primary">{t('identity.session.here')}</Badge>
              ) : (
                <Form hidden={{ _form: 'session', session: row.id }} bare>
                  <Button kind="ghost" small label={t('identity.session.end_named', { name: name(row) })}>
                    {t('identity.session.end')}
                  </Button>
                </Form>
              ),
          },
        ]}
        empty={<p>{t('identity.session.none')}</p>}
      />
    </Section>
  )
}
