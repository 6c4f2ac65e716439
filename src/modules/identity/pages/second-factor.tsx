import QRCode from 'qrcode'
import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  CodeList,
  CopyField,
  Form,
  FormActions,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import {
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '../actions/set-up-second-factor.ts'
import { ownAccount, ReturnPath, withHeaders } from '../own.ts'
import { needsSecondFactor } from '../role.ts'
import { getAccount } from '../store/account.ts'
import { findAccountOnDay } from '../store/actor.ts'
import { listProviders } from '../store/own.ts'
import { readSecondFactor, takeNewCodes, type SecondFactor } from '../store/secrets.ts'
import { CurrentPasswordField } from '../view/password-fields.tsx'

const here = '/tai-khoan/hai-buoc'

type Data = {
  factor: SecondFactor
  qr: string
  codes: string[] | undefined
  isNeeded: boolean
  hasPassword: boolean
  tiep: string
}

/** Setting up the second factor, its recovery codes, and switching it off where the role allows. */
export const secondFactorPage = definePage({
  path: here,
  permission: 'signed-in',
  query: z.object({ tiep: ReturnPath }),
  headers: { 'cache-control': 'no-store' },
  async load({ db, app, actor, today, query }): Promise<Data> {
    const account = await getAccount(db, ownAccount(actor))
    const factor = await readSecondFactor(app, account)
    const held = await findAccountOnDay(app, account.id, today)
    return {
      factor,
      qr:
        factor.state === 'pending'
          ? await QRCode.toString(factor.uri, { type: 'svg', margin: 2, width: 240 })
          : '',
      codes: factor.state === 'on' ? await takeNewCodes(app, account.id) : undefined,
      isNeeded: held?.grants.some((grant) => needsSecondFactor(grant.role)) ?? false,
      hasPassword: (await listProviders(db, account.id)).includes('credential'),
      tiep: query.tiep,
    }
  },
  title: (_data, t) => t('identity.second_factor.title'),
  forms: {
    start: defineForm({
      action: startSecondFactor,
      input: withHeaders,
      then: (_result, { request }) => keepNext(request),
    }),
    confirm: defineForm({
      action: confirmSecondFactor,
      input: withHeaders,
      then: (_result, { request }) => ({ to: keepNext(request), say: 'identity.second_factor.switched_on' }),
      headers: (result) => result.cookies,
    }),
    renew: defineForm({ action: renewRecoveryCodes, input: withHeaders, then: () => here }),
    end: defineForm({
      action: endSecondFactor,
      input: withHeaders,
      then: () => ({ to: here, say: 'identity.second_factor.switched_off' }),
      headers: (result) => result.cookies,
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('identity.second_factor.title')}
          lead={t('identity.second_factor.lead')}
          breadcrumb={[{ href: '/tai-khoan', label: t('identity.account.title') }]}
          breadcrumbLabel={t('identity.breadcrumb')}
          state={
            <Badge kind={data.factor.state === 'on' ? 'success' : 'warning'}>
              {data.factor.state === 'on' ? t('identity.second_factor.on') : t('identity.second_factor.off')}
            </Badge>
          }
        />
        {data.isNeeded && data.factor.state !== 'on' && (
          <Alert kind="warning" title={t('identity.second_factor.needed')} />
        )}
        {data.factor.state === 'off' && <Start data={data} context={context} />}
        {data.factor.state === 'pending' && (
          <Pending data={data} secret={data.factor.secret} context={context} />
        )}
        {data.factor.state === 'on' && <On data={data} left={data.factor.left} context={context} />}
      </>
    )
  },
})

function keepNext(request: Request): string {
  return here + new URL(request.url).search
}

function Password({ data, of, context: { t, form } }: { data: Data; of: string; context: ViewContext }) {
  if (!data.hasPassword) return null
  return <CurrentPasswordField t={t} form={form} of={of} hint={t('identity.second_factor.why_password')} />
}

function Start({ data, context }: { data: Data; context: ViewContext }) {
  const { t } = context
  return (
    <Form hidden={{ _form: 'start' }} label={t('identity.second_factor.set_up')}>
      <Password data={data} of="start" context={context} />
      <FormActions>
        <Button icon="shield">{t('identity.second_factor.start')}</Button>
      </FormActions>
    </Form>
  )
}

function Pending({
  data,
  secret,
  context: { t, form },
}: {
  data: Data
  secret: string
  context: ViewContext
}) {
  return (
    <>
      <Section title={t('identity.second_factor.scan')} lead={t('identity.second_factor.scan_hint')}>
        <div
          role="img"
          aria-label={t('identity.second_factor.qr')}
          class="inline-block bg-white p-2"
          dangerouslySetInnerHTML={{ __html: data.qr }}
        />
        <CopyField
          name="secret"
          label={t('identity.second_factor.secret')}
          value={secret.match(/.{1,4}/g)?.join(' ') ?? secret}
        />
      </Section>
      <Section title={t('identity.second_factor.test')} lead={t('identity.second_factor.test_hint')}>
        <Form hidden={{ _form: 'confirm', tiep: data.tiep }} label={t('identity.second_factor.test')}>
          <TextField
            name="code"
            error={form.errors.code}
            label={t('identity.field.code')}
            inputmode="numeric"
            autocomplete="one-time-code"
            width="short"
            required
          />
          <FormActions>
            <Button>{t('identity.second_factor.confirm')}</Button>
          </FormActions>
        </Form>
      </Section>
    </>
  )
}

function On({ data, left, context }: { data: Data; left: number; context: ViewContext }) {
  const { t } = context
  return (
    <>
      {data.codes && (
        <Alert kind="warning" title={t('identity.recovery.keep')}>
          <p>{t('identity.recovery.keep_hint')}</p>
          <CodeList label={t('identity.recovery.title')} codes={data.codes} />
          <p class="mt-3">
            <a href={data.tiep === '/' ? '/tai-khoan' : data.tiep}>{t('identity.recovery.kept')}</a>
          </p>
        </Alert>
      )}
      <Section title={t('identity.recovery.title')} lead={t('identity.recovery.left', { count: left })}>
        <Form hidden={{ _form: 'renew' }} label={t('identity.recovery.renew')}>
          <Password data={data} of="renew" context={context} />
          <FormActions>
            <Button kind="secondary">{t('identity.recovery.renew')}</Button>
          </FormActions>
        </Form>
      </Section>
      <Section title={t('identity.second_factor.end')}>
        {data.isNeeded ? (
          <p>{t('identity.error.second_factor_needed')}</p>
        ) : (
          <Form hidden={{ _form: 'end' }} label={t('identity.second_factor.end')}>
            <Password data={data} of="end" context={context} />
            <FormActions>
              <Button kind="danger">{t('identity.second_factor.end_act')}</Button>
            </FormActions>
          </Form>
        )}
      </Section>
    </>
  )
}
