import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMailer, writeLetter, type Message } from '#platform/mail/index.ts'

const from = 'Nghề Số <khong-tra-loi@example.invalid>'
const letter: Message = {
  to: 'lan@example.invalid',
  subject: 'Đặt lại mật khẩu',
  ...writeLetter({
    lang: 'vi',
    paragraphs: ['Chào Nguyễn Thị Lan,', 'Bạn vừa yêu cầu đặt lại <mật khẩu>.'],
    action: { label: 'Đặt lại', url: 'https://example.invalid/dat-lai?a=1&b=2' },
    closing: 'Nghề Số',
  }),
}

/** A mail server of one test: takes every letter unless told to refuse. */
async function startSmtp(refuse = false) {
  const taken: { from: string; to: string[]; raw: string }[] = []
  const server = createServer((socket) => {
    let current = { from: '', to: [] as string[], raw: '' }
    let inData = false
    let waiting = ''
    const answer = (line: string) => socket.write(`${line}\r\n`)
    const hear = (line: string) => {
      if (inData) {
        if (line !== '.') return void (current.raw += `${line.replace(/^\.\./, '.')}\r\n`)
        inData = false
        taken.push(current)
        current = { from: '', to: [], raw: '' }
        return answer('250 ok')
      }
      if (/^EHLO/i.test(line)) return answer('250-test\r\n250 8BITMIME')
      if (/^MAIL FROM:/i.test(line)) current.from = /<(.*?)>/.exec(line)?.[1] ?? ''
      if (/^RCPT TO:/i.test(line)) {
        if (refuse) return answer('550 no such user')
        current.to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
      }
      if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n')
      inData = /^DATA/i.test(line)
      return answer(inData ? '354 go on' : '250 ok')
    }
    socket.on('error', () => socket.destroy())
    socket.on('data', (piece) => {
      const lines = (waiting + piece.toString()).split('\r\n')
      waiting = lines.pop() ?? ''
      lines.forEach(hear)
    })
    answer('220 test')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, taken, stop: () => new Promise<unknown>((resolve) => server.close(resolve)) }
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a folder', () => {
  const mailer = () => createMailer({ smtpUrl: undefined, from, folder: join(folder, 'mail') })

  test('keeps letters to read back, newest first', async () => {
    expect(await mailer().listMail()).toEqual([])
    await mailer().send(letter)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await mailer().send({ to: 'b@example.invalid', subject: 'Hai', text: 'Chỉ chữ' })
    const found = await mailer().listMail()
    expect(found.map((mail) => mail.subject)).toEqual(['Hai', 'Đặt lại mật khẩu'])
    expect(await mailer().readMail(found[1]!.id)).toMatchObject({ ...letter, from })
    expect(await mailer().listMail(1)).toHaveLength(1)
  })

  test('holds the letter as it would have travelled', async () => {
    await mailer().send(letter)
    const eml = (await readdir(join(folder, 'mail'))).find((name) => name.endsWith('.eml'))
    const raw = await readFile(join(folder, 'mail', eml ?? ''), 'latin1')
    expect(raw).toMatch(/^To: lan@example\.invalid\r$/m)
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(raw).toContain('multipart/alternative')
  })

  test('gives nothing outside itself', async () => {
    await writeFile(join(folder, 'secret.json'), '{}')
    for (const id of ['../secret', '..%2fsecret', '', '20261122T214500123Z-00000000']) {
      expect(await mailer().readMail(id)).toBeUndefined()
    }
  })
})

describe('a mail server', () => {
  test('gets the letter, with both bodies and one recipient', async () => {
    const server = await startSmtp()
    const mailer = createMailer({ smtpUrl: server.url, from, folder })
    await mailer.send(letter)
    await server.stop()
    expect(server.taken).toHaveLength(1)
    const [taken] = server.taken
    expect(taken).toMatchObject({ from: 'khong-tra-loi@example.invalid', to: ['lan@example.invalid'] })
    expect(taken?.raw).toContain('multipart/alternative')
    expect(taken?.raw).toMatch(/text\/plain[\s\S]+text\/html/)
    expect(await mailer.listMail()).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  test('that refuses, or is not there, is told apart from a bad letter', async () => {
    const server = await startSmtp(true)
    const refused = createMailer({ smtpUrl: server.url, from, folder }).send(letter)
    await expect(refused).rejects.toMatchObject({ name: 'MailError', code: 'undelivered' })
    await server.stop()
    const gone = createMailer({ smtpUrl: server.url, from, folder }).send(letter)
    await expect(gone).rejects.toMatchObject({
      code: 'undelivered',
      cause: { code: expect.stringMatching(/^E(SOCKET|CONN)/) },
    })
  })
})

test.each<[string, Partial<Message>]>([
  ['a header in the subject', { subject: 'Chào\r\nBcc: x@example.invalid' }],
  ['a line break in the subject', { subject: 'Chào\nbạn' }],
  ['no subject', { subject: '' }],
  ['a header in the address', { to: 'a@example.invalid\r\nBcc: x@example.invalid' }],
  ['several addresses', { to: 'a@example.invalid, b@example.invalid' }],
  ['a name with the address', { to: 'A <a@example.invalid>' }],
  ['nothing to say', { text: '' }],
])('%s is refused before anything is sent', async (_, change) => {
  const sent = createMailer({ smtpUrl: undefined, from, folder }).send({ ...letter, ...change })
  await expect(sent).rejects.toMatchObject({ code: 'bad_message' })
  expect(await readdir(folder)).toEqual([])
})

test('both bodies say the same, and markup in the words stays words', () => {
  expect(letter.text).toBe(
    'Chào Nguyễn Thị Lan,\n\nBạn vừa yêu cầu đặt lại <mật khẩu>.\n\nĐặt lại:\nhttps://example.invalid/dat-lai?a=1&b=2\n\n--\nNghề Số\n',
  )
  expect(letter.html).toContain('đặt lại &lt;mật khẩu&gt;.')
  expect(letter.html).toContain('href="https://example.invalid/dat-lai?a=1&amp;b=2"')
  expect(letter.html).toContain('<html lang="vi">')
  const scripted = { lang: 'vi', paragraphs: [], action: { label: 'x', url: 'javascript:alert(1)' } }
  expect(() => writeLetter(scripted)).toThrow('must begin with http')
})
