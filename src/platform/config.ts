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
    .regex(/^postgres(ql)?:\/\//, 'phải bắt đầu bằng postgres:// hoặc postgresql://')
    .optional(),
  PUBLIC_URL: z
    .url()
    .regex(/^https?:\/\/[^/?#]+\/?$/, 'phải là địa chỉ http hoặc https, không có đường dẫn phía sau')
    .optional(),
  SECRET_KEY: z.string().min(32, 'phải có ít nhất 32 ký tự').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PROVINCE_CODE: z
    .string()
    .regex(/^\d{2}$/, 'phải là mã tỉnh gồm hai chữ số')
    .default('46'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'phải bắt đầu bằng smtp:// hoặc smtps://')
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
  TSA_URL: optionalUrl,
  PKCS11_MODULE: z.string().min(1).optional(),
  PKCS11_PINS: z.string().min(1).optional(),
  SIGNING_SERVICE_URL: optionalUrl,
  SIGNING_SERVICE_TOKEN: z.string().min(1).optional(),
  OAI_ADMIN_EMAIL: z.email().optional(),
  OAI_DOMAIN: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/, 'phải là tên miền, như kho.truong.vn')
    .optional(),
  HARVEST_PRIVATE_HOSTS: z.string().min(1).optional(),
  CHECK_LINKS: z.stringbool().default(true),
  CLAMD_URL: z
    .string()
    .regex(/^(tcp:\/\/[^/]+:\d+|unix:\/.+)$/, 'phải như tcp://127.0.0.1:3310 hoặc unix:/run/clamav/clamd.ctl')
    .optional(),
  SOFFICE: z.string().min(1).default('soffice'),
  UPLOAD_KEPT_DAYS: z.coerce.number().int().min(1, 'phải từ 1 trở lên').default(7),
  UPLOAD_OPEN_GB: z.coerce.number().positive().default(20),
  UPLOAD_OPEN_FILES: z.coerce.number().int().min(1, 'phải từ 1 trở lên').default(500),
  REMOVED_FILES_KEPT_DAYS: z.coerce.number().int().min(1, 'phải từ 1 trở lên').default(30),
  TRUST_PROXY: z.stringbool().default(false),
  LOOKS_KEPT_MONTHS: z.coerce.number().int().min(12, 'phải từ 12 trở lên').default(24),
  IMPORT_ROWS_KEPT_DAYS: z.coerce.number().int().min(7, 'phải từ 7 trở lên').default(90),
  VC_API: z.stringbool().default(false),
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
  signing: {
    /** Time-stamping authority (RFC 3161); signatures carry a time stamp when it is set. */
    tsaUrl: string | undefined
    /** Library of the tokens' maker, and the file with their PINs (`label=PIN`, one a line). */
    tokens: { module: string; pinFile: string } | undefined
    /** Remote signing service (Cloud Signature Consortium API). */
    service: { url: string; token: string } | undefined
  }
  /** Exchange of descriptions with other repositories (OAI-PMH). */
  oai: {
    adminEmail: string | undefined
    /** Stands in the identifiers of our records; changing it makes them other records. */
    domain: string | undefined
    /** Hosts inside the own network that may be harvested. */
    privateHosts: readonly string[]
  }
  /** Addresses of link resources are tried once a week. */
  checkLinks: boolean
  uploads: {
    /** clamd's socket; files are served only once it has called them clean. */
    clamdUrl: string | undefined
    /** Program that makes PDFs of office documents; where it is not there, they are taken to be opened elsewhere. */
    converter: string
    /** Days after its last byte an unfinished upload goes. */
    keptDays: number
    /** What one account may have on its way at once. */
    openBytes: number
    openFiles: number
    /** Days the bytes of a removed file stay. */
    removedKeptDays: number
  }
  /** A proxy in front sets `x-forwarded-for`; without one that header is not believed. */
  trustProxy: boolean
  /** How long the log of who looked at whom is kept, in months. */
  looksKeptMonths: number
  /** How long rows read from an imported file are kept after the last act on the batch, in days. */
  importRowsKeptDays: number
  /** The interface of the VC API is served, with a key for tests: for outside test suites only. */
  vcApi: boolean
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
  const parsed = Environment.safeParse(given, { error: z.locales.vi().localeError })
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
    signing: signingSettings(e),
    oai: {
      adminEmail: e.OAI_ADMIN_EMAIL,
      domain: e.OAI_DOMAIN,
      privateHosts: (e.HARVEST_PRIVATE_HOSTS ?? '').split(/[\s,]+/).filter(Boolean),
    },
    checkLinks: e.CHECK_LINKS,
    uploads: {
      clamdUrl: e.CLAMD_URL,
      converter: e.SOFFICE,
      keptDays: e.UPLOAD_KEPT_DAYS,
      openBytes: e.UPLOAD_OPEN_GB * 1024 ** 3,
      openFiles: e.UPLOAD_OPEN_FILES,
      removedKeptDays: e.REMOVED_FILES_KEPT_DAYS,
    },
    trustProxy: e.TRUST_PROXY,
    looksKeptMonths: e.LOOKS_KEPT_MONTHS,
    importRowsKeptDays: e.IMPORT_ROWS_KEPT_DAYS,
    vcApi: e.VC_API,
    dev: e.DEV,
  }
}

function s3Settings(e: z.infer<typeof Environment>): Config['s3'] {
  if (!e.S3_BUCKET) return undefined
  if (!e.S3_ACCESS_KEY_ID) throw new ConfigError('S3_ACCESS_KEY_ID: cần có khi đặt S3_BUCKET')
  if (!e.S3_SECRET_ACCESS_KEY) throw new ConfigError('S3_SECRET_ACCESS_KEY: cần có khi đặt S3_BUCKET')
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
  if (!e.OIDC_CLIENT_ID) throw new ConfigError('OIDC_CLIENT_ID: cần có khi đặt OIDC_ISSUER')
  if (!e.OIDC_CLIENT_SECRET) throw new ConfigError('OIDC_CLIENT_SECRET: cần có khi đặt OIDC_ISSUER')
  return {
    issuer: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET,
    name: e.OIDC_NAME,
  }
}

function signingSettings(e: z.infer<typeof Environment>): Config['signing'] {
  if (e.PKCS11_MODULE && !e.PKCS11_PINS) throw new ConfigError('PKCS11_PINS: cần có khi đặt PKCS11_MODULE')
  if (e.SIGNING_SERVICE_URL && !e.SIGNING_SERVICE_TOKEN)
    throw new ConfigError('SIGNING_SERVICE_TOKEN: cần có khi đặt SIGNING_SERVICE_URL')
  return {
    tsaUrl: e.TSA_URL,
    tokens:
      e.PKCS11_MODULE && e.PKCS11_PINS
        ? { module: resolve(e.PKCS11_MODULE), pinFile: resolve(e.PKCS11_PINS) }
        : undefined,
    service:
      e.SIGNING_SERVICE_URL && e.SIGNING_SERVICE_TOKEN
        ? { url: e.SIGNING_SERVICE_URL, token: e.SIGNING_SERVICE_TOKEN }
        : undefined,
  }
}
