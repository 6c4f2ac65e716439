import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { authOf, oidcProvider } from '../auth.ts'
import { ReturnPath, SentHeaders } from '../own.ts'
import { asking, cookiesOnly } from '../reply.ts'

/** Sends the browser to the configured OpenID Connect provider. */
export const startOidc = defineAction({
  name: 'identity.start-oidc',
  permission: 'public',
  input: z.object({ tiep: ReturnPath, headers: SentHeaders }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(_tx, { input, app }) {
    if (!app.config.oidc) throw precondition('identity.error.no_oidc')
    const body = {
      provider: oidcProvider,
      callbackURL: app.publicUrl() + input.tiep,
      errorCallbackURL: `${app.publicUrl()}/dang-nhap?loi=oidc`,
      disableRedirect: true,
    }
    const { headers, response } = await asking(() =>
      authOf(app).api.signInSocial({ body, headers: input.headers, returnHeaders: true }),
    )
    return {
      result: { to: response.url ?? '/dang-nhap?loi=oidc', cookies: cookiesOnly(headers) },
      changes: [],
    }
  },
})
