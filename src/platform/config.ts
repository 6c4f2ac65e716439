import { resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const optionalUrl = z.url().optional()

/** Every setting the process reads, by the name of its environment variable. */
const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  DATA_DIR: z.string().min(1).default('./var'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  PUBLIC_URL: optionalUrl,
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PROVINCE_CODE: z
    .string()
    .regex(/^\d{2}$/, 'must be a two-digit province code')
    .default('46'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Nghề Số <khong-tra-loi@ngheso.invalid>'),
  TILE_URL: z.string().includes('{z}').includes('{x}').includes('{y}').optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_ENDPOINT: optionalUrl,
  S3_REGION: z.string().min(1).default('auto'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  OIDC_ISSUER: optionalUrl,
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('Định danh điện tử'),
  TRUST_PROXY: z.stringbool().default(false),
  DEV: z.stringbool().default(false),
})

export type Config = {
  host: string
  port: number
  dataDir: string
  databaseUrl: string | undefined
  publicUrl: string | undefined
  secretKey: string | undefined
  logLevel: string
  provinceCode: string
  mail: { smtpUrl: string | undefined; from: string; folder: string }
  tileUrl: string | undefined
  s3:
    | {
        bucket: string
        endpoint: string | undefined
        region: string
        accessKeyId: string
        secretAccessKey: string
      }
    | undefined
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
  /** A proxy in front sets `x-forwarded-for`; without one that header is not believed. */
  trustProxy: boolean
  /** Development pages (`/ui`, `/dev/mail`) are served. */
  dev: boolean
}

/** A setting that cannot be used; the message names each variable. */
export class ConfigError extends Error {}

/**
 * Reads and checks the environment once, at start.
 * @throws ConfigError naming every variable that is wrong or missing.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const e = parsed.data
  const dataDir = resolve(e.DATA_DIR)
  return {
    host: e.HOST,
    port: e.PORT,
    dataDir,
    databaseUrl: e.DATABASE_URL,
    publicUrl: e.PUBLIC_URL?.replace(/\/$/, ''),
    secretKey: e.SECRET_KEY,
    logLevel: e.LOG_LEVEL,
    provinceCode: e.PROVINCE_CODE,
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM, folder: resolve(dataDir, 'mail') },
    tileUrl: e.TILE_URL,
    s3: s3Settings(e),
    oidc: oidcSettings(e),
    trustProxy: e.TRUST_PROXY,
    dev: e.DEV,
  }
}

function s3Settings(e: z.infer<typeof Environment>): Config['s3'] {
  if (!e.S3_BUCKET) return undefined
  if (!e.S3_ACCESS_KEY_ID) throw new ConfigError('S3_ACCESS_KEY_ID: needed when S3_BUCKET is set')
  if (!e.S3_SECRET_ACCESS_KEY) throw new ConfigError('S3_SECRET_ACCESS_KEY: needed when S3_BUCKET is set')
  return {
    bucket: e.S3_BUCKET,
    endpoint: e.S3_ENDPOINT,
    region: e.S3_REGION,
    accessKeyId: e.S3_ACCESS_KEY_ID,
    secretAccessKey: e.S3_SECRET_ACCESS_KEY,
  }
}

function oidcSettings(e: z.infer<typeof Environment>): Config['oidc'] {
  if (!e.OIDC_ISSUER) return undefined
  if (!e.OIDC_CLIENT_ID) throw new ConfigError('OIDC_CLIENT_ID: needed when OIDC_ISSUER is set')
  if (!e.OIDC_CLIENT_SECRET) throw new ConfigError('OIDC_CLIENT_SECRET: needed when OIDC_ISSUER is set')
  return {
    issuer: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET,
    name: e.OIDC_NAME,
  }
}
