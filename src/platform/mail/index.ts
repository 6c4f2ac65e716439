import type { Transporter } from 'nodemailer'
import { keepMail, listKept, readKept, removeKept, type KeptMail } from './folder.ts'
import { checkMessage, MailError, type Message } from './message.ts'

export type { KeptMail } from './folder.ts'
export { MailError, writeLetter, type Letter, type Message } from './message.ts'

export type MailSettings = {
  /** `smtp://user:password@host:port`; without it letters are written to the folder. */
  smtpUrl: string | undefined
  /** Sender, as `Name <address>`. */
  from: string
  folder: string
}

export type Mailer = {
  mode: 'smtp' | 'folder'
  /** Sends one letter, once; repeating is the job's part. @throws MailError bad_message, undelivered */
  send: (message: Message) => Promise<void>
  /** Letters written to the folder, newest first (at most `limit`, default 200); none in `smtp` mode. */
  listMail: (limit?: number) => Promise<KeptMail[]>
  readMail: (id: string) => Promise<KeptMail | undefined>
  /** Removes letters written to the folder before then. */
  sweep: (before: Date) => Promise<void>
}

/** Sends through the mail server of the settings, or writes to the folder when there is none. */
export function createMailer(settings: MailSettings): Mailer {
  return settings.smtpUrl ? smtpMailer(settings.smtpUrl, settings.from) : folderMailer(settings)
}

// Bodies may never make the library read files or fetch addresses.
const shut = { disableFileAccess: true, disableUrlAccess: true }
const waitMs = 15_000

function smtpMailer(url: string, from: string): Mailer {
  let opened: Promise<Transporter> | undefined
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    const limits = { connectionTimeout: waitMs, greetingTimeout: waitMs, socketTimeout: waitMs }
    return createTransport({ url, ...limits, ...shut })
  }
  return {
    mode: 'smtp',
    async send(message) {
      checkMessage(message)
      const transport = await (opened ??= open())
      await transport.sendMail({ ...message, from }).catch((error: unknown) => {
        throw new MailError('undelivered', 'the mail server did not take the letter', error)
      })
    },
    listMail: async () => [],
    readMail: async () => undefined,
    sweep: async () => undefined,
  }
}

function folderMailer({ from, folder }: MailSettings): Mailer {
  return {
    mode: 'folder',
    async send(message) {
      checkMessage(message)
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...shut })
      const { message: raw } = await transport.sendMail({ ...message, from })
      if (!Buffer.isBuffer(raw)) throw new Error('the letter was not written to memory')
      await keepMail(folder, { ...message, from }, raw)
    },
    listMail: (limit = 200) => listKept(folder, limit),
    readMail: (id) => readKept(folder, id),
    sweep: (before) => removeKept(folder, before),
  }
}
