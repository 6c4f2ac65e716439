import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('settings', () => {
  test('have sensible defaults', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      provinceCode: '46',
      s3: undefined,
      oidc: undefined,
      dev: false,
    })
  })

  test('an empty variable counts as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined })
  })

  test.each([
    ['PORT', 'ba nghìn'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_URL', 'nghe-so'],
    ['PUBLIC_URL', 'ftp://nghe-so.example'],
    ['PUBLIC_URL', 'https://so.example/nghe-so'],
    ['LOOKS_KEPT_MONTHS', '6'],
    ['IMPORT_ROWS_KEPT_DAYS', '1'],
    ['SECRET_KEY', 'ngắn'],
    ['LOG_LEVEL', 'loud'],
    ['TILE_URL', 'https://tiles.example/{z}.png'],
  ])('a wrong %s (%s) is named', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: `))
  })

  test('every wrong variable is named at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT: [^]*LOG_LEVEL: /)
  })

  test.each([
    ['S3_BUCKET', 'tep', 'S3_ACCESS_KEY_ID'],
    ['OIDC_ISSUER', 'https://id.example', 'OIDC_CLIENT_ID'],
  ])('%s asks for its companions', (name, value, missing) => {
    expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(`${missing}: cần có khi đặt ${name}`))
  })
})
