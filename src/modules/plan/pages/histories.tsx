import type { Translate } from '#platform/i18n/index.ts'
import { Section, Table } from '#ui/index.ts'
import type { Edition } from '../store/editions.ts'
import type { IndicatorVersion } from '../store/definitions.ts'
import type { Entry } from '../store/entries.ts'
import { shareOf } from './standing.tsx'

/** Figures that were frozen, latest first. */
export function EditionTable({ editions, code, t }: { editions: Edition[]; code: string; t: Translate }) {
  if (editions.length === 0) return null
  return (
    <Section title={t('plan.frozen.title')} id="ban-chot" lead={t('plan.frozen.lead')}>
      <Table
        caption={t('plan.frozen.title')}
        rows={editions}
        rowKey={(edition) => edition.id}
        rowHref={(edition) => editionAddress(code, edition)}
        columns={[
          {
            key: 'as_of',
            label: t('plan.field.as_of'),
            render: (edition) =>
              t('plan.frozen.name', { day: t.date(edition.as_of), edition: edition.edition }),
          },
          {
            key: 'n',
            label: t('plan.field.counted'),
            align: 'end',
            render: (edition) => `${t.number(edition.numerator)}/${t.number(edition.denominator)}`,
          },
          {
            key: 'share',
            label: t('plan.field.share'),
            align: 'end',
            render: (edition) => shareOf(t, edition.numerator, edition.denominator),
          },
          { key: 'at', label: t('plan.field.frozen_at'), render: (edition) => t.dateTime(edition.frozen_at) },
          { key: 'by', label: t('plan.field.frozen_by'), render: (edition) => edition.frozen_by },
        ]}
      />
    </Section>
  )
}

/** How the indicator was defined, from when to when; nothing while there is only one definition. */
export function VersionTable({
  versions,
  code,
  t,
}: {
  versions: IndicatorVersion[]
  code: string
  t: Translate
}) {
  if (versions.length < 2) return null
  return (
    <Section title={t('plan.versions.title')} id="phien-ban" lead={t('plan.versions.lead')}>
      <Table
        caption={t('plan.versions.title')}
        rows={versions}
        rowKey={(version) => version.id}
        rowHref={(version) => `/chi-tieu/${code}?ngay=${version.to_date ?? version.from_date}`}
        columns={[
          { key: 'from', label: t('plan.versions.from'), render: (version) => t.date(version.from_date) },
          {
            key: 'to',
            label: t('plan.versions.to'),
            render: (version) => (version.to_date ? t.date(version.to_date) : t('plan.versions.now')),
          },
          { key: 'formula', label: t('plan.explain.version'), render: (version) => version.formula_version },
          {
            key: 'basis',
            label: t('plan.versions.basis'),
            render: (version) => version.basis ?? t('plan.versions.first'),
          },
        ]}
      />
    </Section>
  )
}

export function editionAddress(code: string, edition: Pick<Edition, 'as_of' | 'edition'>): string {
  return `/chi-tieu/${code}/ban-chot/${edition.as_of}/${edition.edition}`
}

/** Values entered by hand, each with its proof. */
export function EntryTable({ entries, code, t }: { entries: Entry[]; code: string; t: Translate }) {
  if (entries.length === 0) return null
  return (
    <Section title={t('plan.entered.title')} id="so-nhap-tay" lead={t('plan.entered.lead')}>
      <Table
        caption={t('plan.entered.title')}
        rows={entries}
        rowKey={(entry) => entry.id}
        columns={[
          { key: 'as_of', label: t('plan.field.as_of'), render: (entry) => t.date(entry.as_of) },
          { key: 'value', label: t('plan.field.value'), render: (entry) => entryValue(t, entry) },
          { key: 'confirmed_by', label: t('plan.field.confirmed_by') },
          {
            key: 'valid_until',
            label: t('plan.field.valid_until'),
            render: (entry) => t.date(entry.valid_until),
          },
          {
            key: 'evidence',
            label: t('plan.field.evidence'),
            render: (entry) => <a href={`/chi-tieu/${code}/minh-chung/${entry.id}`}>{entry.evidence_name}</a>,
          },
          {
            key: 'entered_by',
            label: t('plan.field.entered_by'),
            render: (entry) => `${entry.entered_by}, ${t.dateTime(entry.entered_at)}`,
          },
        ]}
      />
    </Section>
  )
}

function entryValue(t: Translate, { numerator, denominator, is_reached }: Entry): string {
  if (numerator === null || denominator === null)
    return t(is_reached ? 'plan.entered.reached' : 'plan.entered.not_reached')
  return `${t.number(numerator)}/${t.number(denominator)} (${shareOf(t, numerator, denominator)})`
}
