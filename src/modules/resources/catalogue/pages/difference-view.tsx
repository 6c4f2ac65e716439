import type { Translate } from '#platform/i18n/index.ts'
import type { Fact } from '#ui/index.ts'
import { durationText } from '../description.ts'
import type { Difference, FileChange } from '../difference.ts'
import { kindText, languageText } from './words.tsx'

/** Each change as a fact: what it said before and what it says now. */
export function DifferenceView(difference: Difference, t: Translate): Fact[] {
  return [
    ...difference.texts.map(({ field, before, after }): Fact => ({
      label: t.dynamic(`resources.catalogue.field.${field}`),
      value: (
        <>
          {before !== null && (
            <p>
              <span class="text-muted">{t('resources.catalogue.before')}</span>{' '}
              <del>{valueText(field, before, t)}</del>
            </p>
          )}
          <p>
            <span class="text-muted">{t('resources.catalogue.after')}</span>{' '}
            {after === null ? t('resources.catalogue.emptied') : <ins>{valueText(field, after, t)}</ins>}
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
              {t('resources.catalogue.added')} <ins>{valueText(field, one, t)}</ins>
            </li>
          ))}
          {removed.map((one) => (
            <li key={`-${one}`}>
              {t('resources.catalogue.removed')} <del>{valueText(field, one, t)}</del>
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

function valueText(field: string, value: string, t: Translate): string {
  if (field === 'kind') return kindText(value, t)
  if (field === 'languages') return languageText(value, t)
  if (field === 'levels') return t.dynamic(`institutions.level.${value}`)
  if (field === 'audiences') return t.dynamic(`resources.audience.${value}`)
  if (field === 'accessibility') return t.dynamic(`resources.accessibility.${value}`)
  if (field === 'licence') return value.toUpperCase()
  if (field === 'seconds') return durationText(Number(value))
  return value
}
