import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Facts, Section, type Fact } from '#ui/index.ts'
import { resourcePath, versionPath } from '../../resource.ts'
import { durationText } from '../description.ts'
import type { Shown } from './resource.tsx'
import { kindText, languageText, licenceText } from './words.tsx'

/** What a collection holds. */
export function Items({ data, context: { t } }: { data: Pick<Shown, 'items'>; context: ViewContext }) {
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

/** What it is and for whom. */
export function About({ data, context: { t } }: { data: Pick<Shown, 'whole'>; context: ViewContext }) {
  const all = [...purposeFacts(data, t), ...formFacts(data, t)]
  return (
    <Section title={t('resources.catalogue.about')}>
      <Facts items={all.filter((one) => one !== false)} />
    </Section>
  )
}

const links = (items: { href: string; label: string }[]) => (
  <ul>
    {items.map((item) => (
      <li key={item.href + item.label}>
        <a href={item.href}>{item.label}</a>
      </li>
    ))}
  </ul>
)

/** For which subject, occupation, level and competence. */
function purposeFacts(
  { whole: { version, subjects } }: Pick<Shown, 'whole'>,
  t: Translate,
): (Fact | false)[] {
  const en = t.lang === 'en'
  return [
    subjects.units.length > 0 && {
      label: t('resources.catalogue.subject'),
      value: links(
        subjects.units.map((one) => ({
          href: `/hoc-lieu?mon_hoc=${one.unit_id}`,
          label: `${one.code} ${one.name}${one.programme ? ` (${one.programme})` : ''}`.trim(),
        })),
      ),
    },
    subjects.outcomes.length > 0 && {
      label: t('resources.catalogue.outcomes'),
      value: (
        <ul>
          {subjects.outcomes.map((one) => (
            <li key={one.id}>
              {one.code} {one.statement}
            </li>
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
  ]
}

/** For whom, in which language and form. */
function formFacts({ whole: { version } }: Pick<Shown, 'whole'>, t: Translate): (Fact | false)[] {
  return [
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
}

/** What it was made from, and what was made from it. */
export function Lineage({ data, context: { t } }: { data: Shown; context: ViewContext }) {
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
