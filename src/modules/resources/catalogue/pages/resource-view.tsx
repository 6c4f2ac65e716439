import { dayOf } from '#platform/clock.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  CopyField,
  Form,
  LinkButton,
  Menu,
  PageHeader,
  Section,
  Split,
} from '#ui/index.ts'
import { deadText } from '../../links/duties.ts'
import { HarvestNotice } from '../../oai/notice.tsx'
import { resourcePath } from '../../resource.ts'
import { ReuseActs, ReuseFigures } from '../../reuse/panel.tsx'
import { Alike } from '../../search/alike.tsx'
import type { Shown } from './resource.tsx'
import { About, Items, Lineage } from './resource-about.tsx'
import { FileList, Look } from './resource-files.tsx'
import { kindText, licenceSentences, licenceText, StateBadge, summaryText, titleText } from './words.tsx'

type Props = { data: Shown; context: ViewContext; isVersion?: boolean }

/** The thing itself first; beside it what one may do with it; below what it is. */
export function ResourceView({ data, context, isVersion }: Props) {
  const { whole, resource, isGone } = data
  const { version } = whole
  const { t } = context
  return (
    <>
      {data.data && (
        <script
          type="application/ld+json"
          // oxlint-disable-next-line react/no-danger -- JSON, with every "<" written as an escape
          dangerouslySetInnerHTML={{ __html: JSON.stringify(data.data).replaceAll('<', '\\u003c') }}
        />
      )}
      <PageHeader
        title={titleText(version, t)}
        lead={bylineText(data, t)}
        state={
          <>
            <Badge kind="primary">{kindText(version.kind, t)}</Badge>
            {(isVersion || isGone || version.state !== 'published') && (
              <StateBadge state={isGone ? 'withdrawn' : version.state} t={t} />
            )}
            {resource.access !== 'public' && resource.access !== 'private' && (
              <Badge>{t.dynamic(`resources.access.${resource.access}`)}</Badge>
            )}
            {resource.is_demo && <Badge>{t('resources.catalogue.example')}</Badge>}
          </>
        }
        breadcrumb={[
          { href: '/hoc-lieu', label: t('resources.catalogue.title') },
          ...(isVersion && version.published_id
            ? [{ href: resourcePath(version.code), label: t('resources.catalogue.latest') }]
            : []),
        ]}
        breadcrumbLabel={t('resources.crumbs')}
        actions={<Acts data={data} context={context} />}
      />
      {data.harvested && !isGone && <HarvestNotice origin={data.harvested} t={t} />}
      <Notices data={data} context={context} isVersion={isVersion ?? false} />
      <Split asideLabel={t('resources.catalogue.use_it')} aside={<Aside data={data} context={context} />}>
        <Look data={data} context={context} />
        {version.summary && (
          <Section title={t('resources.catalogue.field.summary')}>
            <p class="max-w-prose whitespace-pre-line">{summaryText(version, t)}</p>
          </Section>
        )}
        <FileList data={data} context={context} />
        <Items data={data} context={context} />
        <About data={data} context={context} />
        <Lineage data={data} context={context} />
        {data.reuse && <ReuseFigures reuse={data.reuse} context={context} />}
        <Alike rows={data.alike} context={context} />
      </Split>
    </>
  )
}

function bylineText({ whole, names, resource }: Shown, t: ViewContext['t']): string {
  const authors = whole.authors.map((one) => one.name).join(', ')
  const school = resource.institution_id
    ? names.get(resource.institution_id)
    : resource.origin === 'harvested'
      ? resource.owner_name
      : t('resources.catalogue.department')
  return [authors, school].filter(Boolean).join(' · ')
}

function Acts({ data, context }: { data: Shown; context: ViewContext }) {
  const { resource, whole, isWorkable, open, isGone } = data
  const { t, form } = context
  const here = resourcePath(resource.code)
  return (
    <>
      {isWorkable && open && (
        <LinkButton href={`${here}/soan`} kind="secondary" icon="edit">
          {t('resources.catalogue.go_on')}
        </LinkButton>
      )}
      {isWorkable && !open && !isGone && resource.published_id && resource.origin !== 'harvested' && (
        <Form
          bare
          label={t('resources.catalogue.new_version')}
          hidden={{ ...form.hidden('start'), id: whole.version.id }}
        >
          <Button kind="secondary" icon="plus">
            {t('resources.catalogue.new_version')}
          </Button>
        </Form>
      )}
      <Menu
        label={t('resources.catalogue.more')}
        end
        items={[
          {
            href: `${here}/phien-ban`,
            label: t('resources.catalogue.versions_count', { count: data.versions }),
          },
          ...(resource.published_id && !isGone
            ? [
                { href: `${here}/ngoai-tuyen.zip`, label: t('resources.offline.menu') },
                { href: `${here}/goi.zip`, label: t('resources.catalogue.package') },
              ]
            : []),
          // They describe what the address shows.
          ...(data.data
            ? [
                { href: `${here}/mo-ta.json`, label: t('resources.catalogue.metadata_lrmi') },
                { href: `${here}/mo-ta.xml?dang=dc`, label: t('resources.catalogue.metadata_dc') },
                { href: `${here}/mo-ta.xml?dang=lom`, label: t('resources.catalogue.metadata_lom') },
              ]
            : []),
        ]}
      />
    </>
  )
}

function Notices({
  data,
  context: { t },
  isVersion,
}: {
  data: Shown
  context: ViewContext
  isVersion: boolean
}) {
  const { resource, whole, isGone } = data
  const { version } = whole
  if (isGone)
    return (
      <Alert kind="warning" title={t('resources.catalogue.gone', { day: t.date(resource.withdrawn_at) })}>
        {resource.withdrawn_kind && t.dynamic(`resources.withdrawal.${resource.withdrawn_kind}`)}{' '}
        {resource.withdrawn_reason}
      </Alert>
    )
  if (version.state === 'published' && resource.access === 'private' && version.open_on)
    return <Alert kind="info" title={t('resources.catalogue.embargo', { day: t.date(version.open_on) })} />
  if (version.state === 'published' && data.dead)
    return (
      <Alert kind="warning" title={t('resources.links.dead')}>
        {deadText(data.dead, t)}
      </Alert>
    )
  if (isVersion && version.state === 'superseded')
    return (
      <Alert
        kind="info"
        title={t('resources.catalogue.newer')}
        actions={
          <>
            <LinkButton href={resourcePath(version.code)} kind="secondary">
              {t('resources.catalogue.see_latest')}
            </LinkButton>
            <LinkButton href={`${resourcePath(version.code)}/khac-biet?tu=${version.number}`} kind="ghost">
              {t('resources.catalogue.see_difference')}
            </LinkButton>
          </>
        }
      />
    )
  return null
}

/** What one may do with it, in plain sentences, and how to name it. */
function Aside({ data, context }: { data: Shown; context: ViewContext }) {
  const { t } = context
  const { licence, version } = data.whole
  const authors = data.whole.authors.map((one) => one.name).join(', ')
  const { published_at: at } = version
  const year = at ? dayOf(new Date(at)).slice(0, 4) : ''
  return (
    <div class="grid gap-6">
      <section class="panel">
        <h2 class="text-base font-semibold">{t('resources.catalogue.field.licence')}</h2>
        <p class="mt-2">
          {licence?.url ? (
            <a href={licence.url} rel="license">
              {licenceText(licence, t)}
            </a>
          ) : data.harvested && !licence ? (
            t('resources.oai.no_licence')
          ) : (
            licenceText(licence, t)
          )}
        </p>
        {licence && (
          <ul class="mt-2 list-disc pl-5">
            {licenceSentences(licence, t).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {version.rights_holder && (
          <p class="mt-2 text-sm text-muted">
            {t('resources.catalogue.held_by', { name: version.rights_holder })}
          </p>
        )}
      </section>
      {data.reuse && (
        <ReuseActs
          version={version}
          licence={licence}
          reuse={data.reuse}
          isWorkable={data.isWorkable}
          context={context}
        />
      )}
      {version.state !== 'draft' && (
        <CopyField
          name="cite"
          label={t('resources.catalogue.cite')}
          value={t('resources.catalogue.citation', {
            authors: authors || t('resources.catalogue.department'),
            year,
            title: version.title,
            number: version.number,
            address: data.address,
          })}
        />
      )}
    </div>
  )
}
