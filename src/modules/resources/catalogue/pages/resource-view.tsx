import type { ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Badge,
  Button,
  CopyField,
  Facts,
  Form,
  LinkButton,
  Menu,
  PageHeader,
  Section,
  Split,
  type Fact,
} from '#ui/index.ts'
import { resourcePath, versionPath } from '../../resource.ts'
import { ReuseActs, ReuseFigures } from '../../reuse/panel.tsx'
import { durationText } from '../description.ts'
import type { Shown } from './resource.tsx'
import { FileList, Look } from './resource-files.tsx'
import { kindText, languageText, licenceSentences, licenceText, StateBadge, titleText } from './words.tsx'

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
      <Notices data={data} context={context} isVersion={isVersion ?? false} />
      <Split asideLabel={t('resources.catalogue.use_it')} aside={<Aside data={data} context={context} />}>
        <Look data={data} context={context} />
        {version.summary && (
          <Section title={t('resources.catalogue.field.summary')}>
            <p class="max-w-prose whitespace-pre-line">
              {t.lang === 'en' ? version.summary_en || version.summary : version.summary}
            </p>
          </Section>
        )}
        <FileList data={data} context={context} />
        <Items data={data} context={context} />
        <About data={data} context={context} />
        <Lineage data={data} context={context} />
        {data.reuse && <ReuseFigures reuse={data.reuse} context={context} />}
      </Split>
    </>
  )
}

function bylineText({ whole, names, resource }: Shown, t: ViewContext['t']): string {
  const authors = whole.authors.map((one) => one.name).join(', ')
  const school = resource.institution_id
    ? names.get(resource.institution_id)
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
      {isWorkable && !open && !isGone && resource.published_id && (
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
            ? [{ href: `${here}/goi.zip`, label: t('resources.catalogue.package') }]
            : []),
          { href: `${here}/mo-ta.json`, label: t('resources.catalogue.metadata_lrmi') },
          { href: `${here}/mo-ta.xml?dang=dc`, label: t('resources.catalogue.metadata_dc') },
          { href: `${here}/mo-ta.xml?dang=lom`, label: t('resources.catalogue.metadata_lom') },
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
  const year = version.published_at ? new Date(version.published_at).getFullYear() : ''
  return (
    <div class="grid gap-6">
      <section class="panel">
        <h2 class="text-base font-semibold">{t('resources.catalogue.field.licence')}</h2>
        <p class="mt-2">
          {licence?.url ? (
            <a href={licence.url} rel="license">
              {licenceText(licence, t)}
            </a>
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
            year: String(year),
            title: version.title,
            number: version.number,
            address: data.address,
          })}
        />
      )}
    </div>
  )
}

function Items({ data, context: { t } }: { data: Shown; context: ViewContext }) {
  if (data.items.length === 0) return null
  return (
    <Section title={t('resources.catalogue.items')}>
      <ol class="grid list-decimal gap-2 pl-6">
        {data.items.map((item) => (
          <li key={item.resource_id}>
            <a href={item.fixed_number ? versionPath(item.code, item.fixed_number) : resourcePath(item.code)}>
              {item.title || item.code}
            </a>{' '}
            <span class="text-muted">{item.kind && kindText(item.kind, t)}</span>
            {item.is_withdrawn && <> {t('resources.catalogue.item_gone')}</>}
            {item.note && <p>{item.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function About({ data, context: { t } }: { data: Shown; context: ViewContext }) {
  const { version, subjects } = data.whole
  const en = t.lang === 'en'
  const links = (items: { href: string; label: string }[]) => (
    <ul>
      {items.map((item) => (
        <li key={item.href + item.label}>
          <a href={item.href}>{item.label}</a>
        </li>
      ))}
    </ul>
  )
  const all: (Fact | false)[] = [
    subjects.units.length > 0 && {
      label: t('resources.catalogue.subject'),
      value: (
        <ul>
          {subjects.units.map((one) => (
            <li
              key={one.unit_id}
            >{`${one.code} ${one.name}${one.programme ? ` (${one.programme})` : ''}`}</li>
          ))}
        </ul>
      ),
    },
    subjects.occupations.length > 0 && {
      label: t('resources.catalogue.occupation'),
      value: links(
        subjects.occupations.map((one) => ({
          href: `/hoc-lieu?nghe=${one.code}`,
          label: `${one.code} ${one.name}`,
        })),
      ),
    },
    version.levels.length > 0 && {
      label: t('resources.catalogue.field.levels'),
      value: version.levels.map((one) => t.dynamic(`institutions.level.${one}`)).join(', '),
    },
    subjects.components.length > 0 && {
      label: t('resources.catalogue.competence'),
      value: links(
        subjects.components.map((one) => ({
          href: `/hoc-lieu?nang_luc=${one.code}`,
          label: `${one.code} ${en ? one.name_en : one.name}`,
        })),
      ),
    },
    version.audiences.length > 0 && {
      label: t('resources.catalogue.field.audiences'),
      value: version.audiences.map((one) => t.dynamic(`resources.audience.${one}`)).join(', '),
    },
    {
      label: t('resources.catalogue.field.languages'),
      value: version.languages.map((one) => languageText(one, t)).join(', ') || '–',
    },
    version.pages !== null && { label: t('resources.catalogue.field.pages'), value: t.number(version.pages) },
    version.seconds !== null && {
      label: t('resources.catalogue.field.seconds'),
      value: durationText(version.seconds),
    },
    version.study_minutes !== null && {
      label: t('resources.catalogue.field.study_minutes'),
      value: t.number(version.study_minutes),
    },
    (version.accessibility.length > 0 || version.accessibility_note !== null) && {
      label: t('resources.catalogue.field.accessibility'),
      value: [
        version.accessibility.map((one) => t.dynamic(`resources.accessibility.${one}`)).join(', '),
        version.accessibility_note,
      ]
        .filter(Boolean)
        .join('. '),
    },
    version.keywords.length > 0 && {
      label: t('resources.catalogue.field.keywords'),
      value: version.keywords.join(', '),
    },
    version.published_at !== null && {
      label: t('resources.catalogue.published_on'),
      value: t.date(version.published_at),
      note: t('resources.catalogue.version_number', { number: version.number }),
    },
  ]
  return (
    <Section title={t('resources.catalogue.about')}>
      <Facts items={all.filter((one) => one !== false)} />
    </Section>
  )
}

/** What it was made from, and what was made from it. */
function Lineage({ data, context: { t } }: { data: Shown; context: ViewContext }) {
  const { origins, licences } = data.whole
  if (origins.length === 0 && data.derivatives.length === 0) return null
  return (
    <Section title={t('resources.catalogue.lineage')}>
      <ul class="grid gap-2">
        {origins.map((one) => (
          <li key={one.id}>
            {t.dynamic(`resources.relation.${one.relation}`)}:{' '}
            {one.origin_code && one.origin_number ? (
              <a href={versionPath(one.origin_code, one.origin_number)}>{one.title}</a>
            ) : one.address ? (
              <a href={one.address} rel="noopener">
                {one.title}
              </a>
            ) : (
              one.title
            )}
            {one.authors && ` (${one.authors})`}.{' '}
            {licenceText(
              licences.find((licence) => licence.code === one.licence),
              t,
            )}
          </li>
        ))}
        {data.derivatives.map((one) => (
          <li key={one.code}>
            {t.dynamic(`resources.relation_back.${one.relation}`)}:{' '}
            <a href={resourcePath(one.code)}>{one.title}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
