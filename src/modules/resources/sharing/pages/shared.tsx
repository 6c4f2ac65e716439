import { z } from 'zod'
import { definePage } from '#platform/pages/page.ts'
import { Alert, Facts, PageHeader, Section } from '#ui/index.ts'
import { FileList, Look } from '../../catalogue/pages/resource-files.tsx'
import { kindText, licenceText, summaryText, titleText } from '../../catalogue/pages/words.tsx'
import { loadSeen } from '../../files/load.ts'
import { reader, readByLink } from '../read.ts'

/** What a link shows: the version, its files, its licence; nothing else of the repository. */
export const sharedPage = definePage({
  path: '/hoc-lieu/xem/:secret',
  permission: 'public',
  params: z.object({ secret: z.string().max(40) }),
  query: z.object({ tep: z.uuid().optional().catch(undefined) }),
  headers: {
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  },
  async load({ app, params, query, request }) {
    const whole = await readByLink(app, params.secret, request)
    const first = whole.files.find((file) => file.role === 'content')
    const chosen = whole.files.find((file) => file.id === query.tep) ?? first
    return {
      whole,
      secret: params.secret,
      chosen,
      seen: await app.database.read(reader, (db) => loadSeen(db, whole.files, chosen)),
    }
  },
  title: ({ whole }, t) => titleText(whole.version, t),
  view: ({ whole, secret, chosen, seen }, context) => {
    const { t } = context
    const { version } = whole
    const data = {
      whole,
      isGone: false,
      files: whole.files,
      chosen,
      seen,
      base: `/hoc-lieu/xem/${secret}/tep`,
    }
    return (
      <>
        <PageHeader title={titleText(version, t)} lead={whole.authors.map((one) => one.name).join(', ')} />
        <Alert kind="info" title={t('resources.sharing.seen', { day: t.date(whole.to_date) })} />
        <Look data={data} context={context} />
        {version.summary && (
          <Section title={t('resources.catalogue.field.summary')}>
            <p class="max-w-prose whitespace-pre-line">{summaryText(version, t)}</p>
          </Section>
        )}
        <FileList data={data} context={context} />
        <Section title={t('resources.catalogue.about')}>
          <Facts
            items={[
              { label: t('resources.kind'), value: kindText(version.kind, t) },
              { label: t('resources.catalogue.field.licence'), value: licenceText(whole.licence, t) },
              { label: t('resources.catalogue.version'), value: String(version.number) },
              { label: t('resources.state'), value: t.dynamic(`resources.state.${version.state}`) },
            ]}
          />
        </Section>
      </>
    )
  },
})
