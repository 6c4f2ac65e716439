import type { Translate } from '#platform/i18n/index.ts'
import type { Fact } from '#ui/index.ts'
import { durationText } from '../description.ts'
import type { Difference, FileChange } from '../difference.ts'
import type { Licence } from '../licence.ts'
import { kindText, languageText, licenceText } from './words.tsx'

/** Each change as a fact: what it said before and what it says now. */
export function differenceFacts(difference: Difference, licences: readonly Licence[], t: Translate): Fact[] {
  const valueText = (field: string, value: string) => textOf(field, value, licences, t)
  return [
    ...difference.texts.map(({ field, before, after }): Fact => ({
      label: t.dynamic(`resources.catalogue.field.${field}`),
      value: (
        <>
          {before !== null && (
            <p>
              <span class="text-muted">{t('resources.catalogue.before')}</span>{' '}
              <del>{valueText(field, before)}</del>
            </p>
          )}
          <p>
            <span class="text-muted">{t('resources.catalogue.after')}</span>{' '}
            {after === null ? t('resources.catalogue.emptied') : <ins>{valueText(field, after)}</ins>}
          </p>
        </>
      ),
    })),
    ...difference.lists.map(({ field, added, removed }): Fact => ({
      label: t.dynamic(`resources.catalogue.field.${field}`),
      value: (
        <ul>
          {added.map((one) => (
            <li key={`+${one}`}>
              {t('resources.catalogue.added')} <ins>{valueText(field, one)}</ins>
            </li>
          ))}
          {removed.map((one) => (
            <li key={`-${one}`}>
              {t('resources.catalogue.removed')} <del>{valueText(field, one)}</del>
            </li>
          ))}
        </ul>
      ),
    })),
    ...(difference.files.length > 0
      ? [
          {
            label: t('resources.catalogue.files'),
            value: (
              <ul>
                {difference.files.map((file) => (
                  <li key={file.path}>{fileText(file, t)}</li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ]
}

const fileText = (file: FileChange, t: Translate): string =>
  t.dynamic(`resources.catalogue.file.${file.change}`, { file: file.path, from: file.from ?? '' })

function textOf(field: string, value: string, licences: readonly Licence[], t: Translate): string {
  const licence = (code: string) =>
    licenceText(
      licences.find((one) => one.code === code),
      t,
    )
  if (field === 'kind') return kindText(value, t)
  if (field === 'languages') return languageText(value, t)
  if (field === 'levels') return t.dynamic(`institutions.level.${value}`)
  if (field === 'audiences') return t.dynamic(`resources.audience.${value}`)
  if (field === 'accessibility') return t.dynamic(`resources.accessibility.${value}`)
  if (field === 'licence') return licence(value)
  if (field === 'access') return t.dynamic(`resources.access.${value}`)
  if (field === 'open_on') return t.date(value)
  if (field === 'origins') {
    const [relation, code = '', title] = value.split('\n')
    return `${t.dynamic(`resources.relation.${relation}`)}: ${title} (${licence(code)})`
  }
  if (field === 'seconds') return durationText(Number(value))
  return value
}
