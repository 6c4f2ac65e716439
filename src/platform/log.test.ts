import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { logOptions } from './log.ts'

test('passwords, tokens and the rows a database error quotes are cut', () => {
  const lines: string[] = []
  const into = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })
  const error = Object.assign(new Error('duplicate key'), {
    detail: 'Key (email)=(rieng.tu@truong.vn) already exists.',
    where: 'COPY person, line 3: "001234567890"',
  })
  const log = pino(logOptions('info'), into)
  log.error({ err: error, body: { password: 'mat khau', token: 'bi mat' } }, 'failed')
  expect(lines.join()).toContain('duplicate key')
  expect(lines.join()).not.toMatch(/rieng\.tu|001234567890|mat khau|bi mat/)
})
