import { definePage } from '#platform/pages/page.ts'
import { AppError } from '#platform/errors.ts'
import { Empty, Facts, PageHeader, Table } from '#ui/index.ts'

/** Letters that were written to the folder instead of sent (example data, or no mail server). */
export const devMailList = definePage({
  path: '/dev/mail',
  permission: 'public',
  load: async ({ app }) => ({ letters: await app.mailer.listMail(100) }),
  title: (_data, t) => t('app.mail.title'),
  view: ({ letters }, { t }) => (
    <>
      <PageHeader title={t('app.mail.title')} lead={t('app.mail.lead')} />
      <Table
        caption={t('app.mail.title')}
        rows={letters}
        rowKey={(letter) => letter.id}
        rowHref={(letter) => `/dev/mail/${letter.id}`}
        columns={[
          { key: 'subject', label: t('app.mail.subject') },
          { key: 'to', label: t('app.mail.to') },
          { key: 'at', label: t('app.mail.at'), render: (letter) => t.dateTime(letter.at) },
        ]}
        empty={<Empty title={t('app.mail.empty')}>{t('app.mail.lead')}</Empty>}
      />
    </>
  ),
})

export const devMailLetter = definePage({
  path: '/dev/mail/:id',
  permission: 'public',
  async load({ app, params }) {
    const letter = await app.mailer.readMail(params.id ?? '')
    if (!letter) throw new AppError('not_found', 'platform.error.not_found')
    return letter
  },
  title: (letter) => letter.subject,
  view: (letter, { t }) => (
    <>
      <PageHeader
        title={letter.subject}
        breadcrumb={[{ href: '/dev/mail', label: t('app.mail.title') }]}
        breadcrumbLabel={t('app.mail.title')}
      />
      <Facts
        items={[
          { label: t('app.mail.to'), value: letter.to },
          { label: t('app.mail.at'), value: t.dateTime(letter.at) },
        ]}
      />
      <pre class="mt-6 whitespace-pre-wrap">{linked(letter.text)}</pre>
    </>
  ),
})

/** Addresses in the text become links. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part) => (/^https?:/.test(part) ? <a href={part}>{part}</a> : part))
}
