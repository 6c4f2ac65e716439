import type { App } from '#platform/app.ts'
import type { Lang, MessageKey, Params } from '#platform/i18n/index.ts'
import { writeLetter } from '#platform/mail/index.ts'

type Recipient = { email: string; lang: Lang }

/** The link to choose a new password. */
export async function sendResetLetter(
  app: App,
  user: { id: string; email: string },
  token: string,
): Promise<void> {
  const found = await app.database.owner.query<{ lang: Lang }>(
    `select lang from identity.account where id = $1`,
    [user.id],
  )
  const to = { email: user.email, lang: found.rows[0]?.lang ?? 'vi' }
  await send(app, to, 'reset', {}, `/dat-lai-mat-khau?token=${encodeURIComponent(token)}`)
}

/** The link by which an invited person chooses a password. */
export async function sendInvitationLetter(
  app: App,
  to: Recipient & { name: string },
  token: string,
): Promise<void> {
  await send(app, to, 'invitation', { name: to.name }, `/loi-moi?token=${encodeURIComponent(token)}`)
}

/** Somebody signed in from a device not seen before. */
export async function sendNewDeviceLetter(app: App, to: Recipient, device: string): Promise<void> {
  const at = app.catalog(to.lang).dateTime(app.clock.now())
  await send(app, to, 'device', { device, at }, '/tai-khoan#phien')
}

const subjects = {
  reset: 'identity.letter.reset.subject',
  invitation: 'identity.letter.invitation.subject',
  device: 'identity.letter.device.subject',
} as const satisfies Record<string, MessageKey>

async function send(
  app: App,
  to: Recipient,
  kind: keyof typeof subjects,
  params: Params,
  path: string,
): Promise<void> {
  const t = app.catalog(to.lang)
  const say = (part: string) => t.dynamic(`identity.letter.${kind}.${part}`, params)
  const body = writeLetter({
    lang: to.lang,
    paragraphs: [say('hello'), say('body')],
    action: { label: say('act'), url: app.publicUrl() + path },
    closing: t('identity.letter.closing'),
  })
  await app.mailer.send({ to: to.email, subject: t(subjects[kind], params), ...body })
}
