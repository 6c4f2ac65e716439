import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  PasswordField,
  TextField,
} from '#ui/index.ts'
import { signIn } from '../actions/sign-in.ts'
import { setUpPath } from '../role.ts'
import { startOidc } from '../actions/start-oidc.ts'
import { isHeldBack } from '../authenticate.ts'
import { ReturnPath, safeReturn, withHeaders } from '../own.ts'
import { findAccountOnDay } from '../store/actor.ts'

const Query = z.object({
  tiep: ReturnPath,
  giu: z.string().optional(),
  loi: z.string().optional(),
  error: z.string().optional(),
})

/** Sign-in with address and password, a passkey, or the configured provider. */
export const signInPage = definePage({
  path: '/dang-nhap',
  permission: 'public',
  frame: 'public',
  query: Query,
  headers: { 'cache-control': 'no-store' },
  async load({ app, actor, query, today }) {
    const account = actor.kind === 'account' ? await findAccountOnDay(app, actor.id, today) : undefined
    return { query, account, isHeldBack: account ? isHeldBack(account) : false, oidc: app.config.oidc?.name }
  },
  title: (_data, t) => t('identity.sign_in.title'),
  forms: {
    in: defineForm({
      action: signIn,
      input: withHeaders,
      then: (result) => result.to,
      headers: (result) => result.cookies,
    }),
    oidc: defineForm({
      action: startOidc,
      input: withHeaders,
      then: (result) => result.to,
      headers: (result) => result.cookies,
    }),
  },
  view: ({ query, account, isHeldBack: isWaiting, oidc }, { t, form }) => {
    const tiep = typeof form.values.tiep === 'string' ? safeReturn(form.values.tiep) : query.tiep
    return (
      <>
        <PageHeader title={t('identity.sign_in.title')} />
        {query.giu && <Alert kind="info" title={t('identity.sign_in.kept')} />}
        {query.loi && (
          <Alert kind="error" title={t('identity.sign_in.oidc_failed')}>
            {t('identity.sign_in.oidc_failed_hint')}
          </Alert>
        )}
        {account && (
          <Alert
            kind={isWaiting ? 'warning' : 'info'}
            title={
              isWaiting
                ? t('identity.second_factor.needed')
                : t('identity.sign_in.already', { name: account.name })
            }
            actions={
              <LinkButton
                href={isWaiting ? `${setUpPath}?tiep=${encodeURIComponent(query.tiep)}` : query.tiep}
                kind="secondary"
              >
                {isWaiting ? t('identity.second_factor.set_up') : t('identity.sign_in.go_on')}
              </LinkButton>
            }
          />
        )}
        <Form hidden={{ _form: 'in', tiep }} label={t('identity.sign_in.title')}>
          <TextField
            {...form.field('email')}
            type="email"
            label={t('identity.field.email')}
            autocomplete="username"
            required
          />
          <PasswordField
            name="password"
            error={form.errors.password}
            label={t('identity.field.password')}
            autocomplete="current-password"
            maxlength={128}
            required
          />
          <FormActions>
            <Button icon="signIn">{t('identity.sign_in.act')}</Button>
            <a href="/quen-mat-khau">{t('identity.sign_in.forgot')}</a>
          </FormActions>
        </Form>
        <p class="mt-6">
          <a href={`/dang-nhap/khoa?tiep=${encodeURIComponent(tiep)}`}>{t('identity.passkey.sign_in')}</a>
        </p>
        {oidc && (
          <div class="mt-4">
            <Form hidden={{ _form: 'oidc', tiep }} label={oidc} bare>
              <Button kind="secondary" icon="shield">
                {t('identity.sign_in.oidc', { name: oidc })}
              </Button>
            </Form>
          </div>
        )}
      </>
    )
  },
})
