import type { Translate } from '#platform/i18n/index.ts'
import { formatNumber } from '#platform/text/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import type { Version, VersionState } from '../../resource.ts'
import type { Licence } from '../licence.ts'

const badges: Record<VersionState, BadgeKind> = {
  draft: 'neutral',
  submitted: 'info',
  reviewed: 'info',
  accepted: 'primary',
  published: 'success',
  superseded: 'neutral',
  withdrawn: 'warning',
}

/** Where a version stands, in a word. */
export function StateBadge({ state, t }: { state: VersionState; t: Translate }) {
  return <Badge kind={badges[state]}>{t.dynamic(`resources.state.${state}`)}</Badge>
}

export const kindText = (kind: string, t: Translate): string => t.dynamic(`resources.kind.${kind}`)

/** The title in the reader's language where there is one; drafts may have none yet. */
export function titleText(version: Pick<Version, 'title' | 'title_en'>, t: Translate): string {
  const title = t.lang === 'en' ? version.title_en || version.title : version.title
  return title || t('resources.catalogue.untitled')
}

/** The summary in the reader's language where there is one. */
export const summaryText = (version: Pick<Version, 'summary' | 'summary_en'>, t: Translate): string =>
  t.lang === 'en' ? version.summary_en || version.summary : version.summary

export const licenceText = (licence: Licence | null | undefined, t: Translate): string =>
  licence ? (t.lang === 'en' ? licence.name_en : licence.name) : t('resources.catalogue.no_licence')

/** What a licence allows, as one sentence each. */
export function licenceSentences(licence: Licence, t: Translate): string[] {
  return [
    t.dynamic(`resources.licence.widest.${licence.widest}`),
    licence.needs_credit ? t('resources.licence.credit') : t('resources.licence.no_credit'),
    licence.may_derive
      ? licence.share_alike
        ? t('resources.licence.derive_alike')
        : t('resources.licence.derive')
      : t('resources.licence.no_derive'),
    licence.may_sell ? t('resources.licence.sell') : t('resources.licence.no_sell'),
  ]
}

const units = ['B', 'kB', 'MB', 'GB'] as const

/** A size as people read it: `3,4 MB`. */
export function sizeText(bytes: number, t: Translate): string {
  let [size, at] = [bytes, 0]
  while (size >= 1000 && at < units.length - 1) [size, at] = [size / 1000, at + 1]
  return `${formatNumber(size, t.lang, { atMost: at === 0 ? 0 : 1 })} ${units[at]}`
}

export function languageText(code: string, t: Translate): string {
  if (code === 'zxx') return t('resources.catalogue.language.none')
  return new Intl.DisplayNames([t.lang], { type: 'language' }).of(code) ?? code
}

/** Names of the ticked boxes of a form shown again, else what is stored. */
export function ticked(
  form: { sent: string | undefined; values: Readonly<Record<string, string | string[]>> },
  name: string,
  stored: readonly string[],
): readonly string[] {
  return form.sent ? [form.values[`${name}[]`] ?? []].flat() : stored
}
