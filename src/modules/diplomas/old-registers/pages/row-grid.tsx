import type { ViewContext } from '#platform/pages/page.ts'
import { rowFields, type Difference, type OldRow, type RowField } from '../row.ts'

const widths: Partial<Record<RowField, string>> = {
  full_name: 'min-w-52',
  programme: 'min-w-44',
  birth_place: 'min-w-36',
}

type Props = {
  rows: readonly OldRow[]
  lines: number
  differences?: readonly Difference[]
  context: ViewContext
}

/** The lines of a page as a grid of fields; where two people read differently, both readings stand under the field. */
export function RowGrid({ rows, lines, differences = [], context: { t, form } }: Props) {
  return (
    <div class="overflow-x-auto" tabindex={0} role="region" aria-label={t('diplomas.old.grid')}>
      <table class="table">
        <caption class="sr-only">{t('diplomas.old.grid')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('diplomas.old.line')}</th>
            {rowFields.map((field) => (
              <th key={field} scope="col">
                {t.dynamic(`diplomas.old.field.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: lines }, (_, at) => (
            <tr key={at}>
              <th scope="row">{at + 1}</th>
              {rowFields.map((field) => {
                const name = `rows.${at}.${field}`
                const typed = form.values[name]
                const value = typeof typed === 'string' ? typed : (rows[at]?.[field] ?? '')
                const differs = differences.find((one) => one.row === at && one.field === field)
                const error = form.errors[name]
                return (
                  <td key={field} class={`align-top ${widths[field] ?? 'min-w-28'}`}>
                    <input
                      class={`input w-full ${error || differs ? 'input-error' : ''}`}
                      name={name}
                      value={value}
                      maxlength={300}
                      autocomplete="off"
                      aria-label={t('diplomas.old.cell', {
                        field: t.dynamic(`diplomas.old.field.${field}`),
                        line: at + 1,
                      })}
                      aria-invalid={error ? 'true' : undefined}
                    />
                    {differs && (
                      <span class="block text-sm">
                        {t('diplomas.old.both', {
                          first: differs.first || '–',
                          second: differs.second || '–',
                        })}
                      </span>
                    )}
                    {error && <span class="block text-sm text-error">{error}</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
