import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Alert, Button, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { ReturnPath } from '../own.ts'

/** Sign-in with a passkey: the one way that needs script, on a page of its own so that the plain one carries none. */
export const passkeySignIn = definePage({
  path: '/dang-nhap/khoa',
  permission: 'public',
  frame: 'public',
  island: 'identity/passkey',
  query: z.object({ tiep: ReturnPath }),
  headers: { 'cache-control': 'no-store' },
  load: async ({ query }) => query,
  title: (_data, t) => t('identity.passkey.sign_in'),
  view: ({ tiep }, { t }) => (
    <>
      <PageHeader title={t('identity.passkey.sign_in')} lead={t('identity.passkey.sign_in_lead')} />
      <noscript>
        <Alert kind="warning" title={t('identity.passkey.needs_script')} />
      </noscript>
      <div id="passkey-sign-in" data-next={tiep} data-failed={t('identity.passkey.failed')} hidden>
        <Button type="button" icon="key" id="passkey-use">
          {t('identity.passkey.sign_in')}
        </Button>
        <p id="passkey-message" role="status"></p>
      </div>
      <FormActions>
        <LinkButton href={`/dang-nhap?tiep=${encodeURIComponent(tiep)}`} kind="secondary">
          {t('identity.passkey.use_password')}
        </LinkButton>
      </FormActions>
    </>
  ),
})
