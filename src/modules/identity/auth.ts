import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { PostgresDialect } from 'kysely'
import type { App } from '#platform/app.ts'
import { limits } from './limits.ts'
import { sendResetLetter } from './letters.ts'

/** Where better-auth's own routes live; only those of `endpoints.ts` are served. */
export const authPath = '/api/auth'
/** Name of the configured OpenID Connect provider in addresses and in `identity.credential`. */
export const oidcProvider = 'oidc'

/** One sign-in engine an application, made when first needed: the address is known only once it listens. */
export function authOf(app: App): Auth {
  const kept = made.get(app)
  if (kept && kept.url === app.publicUrl()) return kept.auth
  const auth = createAuth(app)
  made.set(app, { url: app.publicUrl(), auth })
  return auth
}

export type Auth = ReturnType<typeof createAuth>

const made = new WeakMap<App, { url: string; auth: Auth }>()

function createAuth(app: App) {
  return betterAuth({
    ...coreOptions(app),
    plugins: [
      twoFactor(secondFactorOptions),
      passkey({
        rpName: 'Nghề Số',
        rpID: new URL(app.publicUrl()).hostname,
        origin: app.publicUrl(),
        schema: passkeySchema,
        // A passkey is taken without a code after it, so the device must have checked who holds it.
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => requireHolder(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireHolder(verification.authenticationInfo.userVerified),
        },
      }),
      apiKey({
        enableMetadata: true,
        requireName: true,
        defaultPrefix: 'nghe_',
        startingCharactersConfig: { shouldStore: true, charactersLength: 10 },
        keyExpiration: { minExpiresIn: 0, maxExpiresIn: limits.apiKeyDays + 1 },
        rateLimit: { enabled: false },
        schema: apiKeySchema,
      }),
      genericOAuth({ config: oidcConfig(app) }),
    ],
  })
}

/** @throws APIError when the device did not ask for a finger, a face or its PIN. */
async function requireHolder(isVerified: boolean | undefined): Promise<void> {
  if (!isVerified)
    throw new APIError('UNAUTHORIZED', { code: 'HOLDER_NOT_VERIFIED', message: 'holder not verified' })
}

function coreOptions(app: App) {
  const isHttps = app.publicUrl().startsWith('https:')
  return {
    appName: 'Nghề Số',
    baseURL: app.publicUrl(),
    basePath: authPath,
    secret: app.keys.auth,
    trustedOrigins: [app.publicUrl()],
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => app.log[level === 'error' ? 'error' : 'warn']({ part: 'auth' }, message),
    },
    // Our own limits (`rate.ts`) hold across processes and speak the reader's language.
    rateLimit: { enabled: false },
    database: {
      dialect: new PostgresDialect({ pool: app.database.owner }),
      type: 'postgres',
      schemaName: 'identity',
      transaction: true,
    },
    advanced: {
      cookiePrefix: 'ngheso',
      useSecureCookies: isHttps,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
      database: { generateId: 'uuid' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.password.least,
      maxPasswordLength: limits.password.most,
      resetPasswordTokenExpiresIn: limits.resetLink,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => sendResetLetter(app, user, token),
    },
    ...tables,
    databaseHooks: {
      session: {
        create: { before: (session, context) => refuseClosedAccount(app, session.userId, context?.path) },
      },
    },
  } satisfies BetterAuthOptions
}

/**
 * The one gate every way of signing in passes: only an active account gets a session. An invited person whom the
 * OpenID Connect provider vouches for (verified address, see `accountLinking`) has thereby accepted the invitation.
 */
async function refuseClosedAccount(app: App, accountId: string, path: string | undefined): Promise<void> {
  const isVouched = path?.startsWith('/callback/') ?? false
  if (isVouched)
    await app.database.owner.query(
      `update identity.account set state = 'active' where id = $1 and state = 'invited'`,
      [accountId],
    )
  const found = await app.database.owner.query<{ state: string }>(
    `select state from identity.account where id = $1`,
    [accountId],
  )
  if (found.rows[0]?.state !== 'active')
    throw new APIError('FORBIDDEN', { code: 'ACCOUNT_CLOSED', message: 'account closed' })
}

/** better-auth's tables by our names; its "user" is our account, its "account" our credential. */
const tables = {
  user: {
    modelName: 'account',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'session',
    fields: {
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      userId: 'account_id',
    },
    expiresIn: limits.idle,
    updateAge: limits.renewEvery,
  },
  account: {
    modelName: 'credential',
    fields: {
      accountId: 'subject',
      providerId: 'provider_id',
      userId: 'account_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    // Nobody registers themselves, so an address in our table was entered by someone who may invite: linking by the
    // provider's verified address is safe without the person having answered our own letter first.
    accountLinking: { enabled: true, requireLocalEmailVerified: false },
    encryptOAuthTokens: true,
  },
  verification: {
    modelName: 'verification',
    // Links and challenges stand in the table by their digest, as invitations do.
    storeIdentifier: 'hashed',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const satisfies Partial<BetterAuthOptions>

const secondFactorOptions = {
  issuer: 'Nghề Số',
  // Somebody who signs in only through the OpenID Connect provider has no password to repeat.
  allowPasswordless: true,
  accountLockout: {
    maxFailedAttempts: limits.wrongPasswords.most,
    durationSeconds: limits.wrongPasswords.within,
  },
  schema: {
    user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
    twoFactor: {
      modelName: 'two_factor',
      fields: {
        userId: 'account_id',
        backupCodes: 'backup_codes',
        failedVerificationCount: 'failed_verification_count',
        lockedUntil: 'locked_until',
      },
    },
  },
}

const passkeySchema = {
  passkey: {
    modelName: 'passkey',
    fields: {
      userId: 'account_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
}

const apiKeySchema = {
  apikey: {
    modelName: 'api_key',
    fields: {
      referenceId: 'account_id',
      configId: 'config_id',
      refillInterval: 'refill_interval',
      refillAmount: 'refill_amount',
      lastRefillAt: 'last_refill_at',
      rateLimitEnabled: 'rate_limit_enabled',
      rateLimitTimeWindow: 'rate_limit_time_window',
      rateLimitMax: 'rate_limit_max',
      requestCount: 'request_count',
      lastRequest: 'last_request',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
}

/** The national e-identity, or any provider that speaks OpenID Connect, by configuration alone. */
function oidcConfig(app: App) {
  const { oidc } = app.config
  if (!oidc) return []
  return [
    {
      providerId: oidcProvider,
      name: oidc.name,
      discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      disableSignUp: true,
      disableImplicitSignUp: true,
      requireIdTokenVerification: true,
    },
  ]
}
