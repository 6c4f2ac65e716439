import type { Translate } from '#platform/i18n/index.ts'
import { Disclosure, Facts, Section, Table } from '#ui/index.ts'
import type { Licence } from '../../catalogue/licence.ts'
import { kindText, licenceText } from '../../catalogue/pages/words.tsx'
import type { Found } from '../store/run.ts'
import type { Source } from '../store/source.ts'

const deletions = ['persistent', 'transient', 'no'] as const

/** What a try found: the source in its own words, and what its first records would be here. */
export function FoundView({
  found,
  source,
  licences,
  t,
}: {
  found: Found
  source: Source
  licences: readonly Licence[]
  t: Translate
}) {
  const deletion = deletions.find((one) => one === found.deletions)
  return (
    <Section title={t('resources.oai.found')}>
      <Facts
        items={[
          { label: t('resources.oai.found.repository'), value: found.repository || '–' },
          {
            label: t('resources.oai.found.expected'),
            value: found.expected === null ? t('resources.oai.found.unknown') : t.number(found.expected),
          },
          { label: t('resources.oai.found.formats'), value: found.formats.join(', ') },
          {
            label: t('resources.oai.found.deletions'),
            value: deletion ? t(`resources.oai.deletions.${deletion}`) : found.deletions || '–',
          },
        ]}
      />
      <h3 class="mt-6 mb-3 text-base font-semibold">{t('resources.oai.found.records')}</h3>
      <Table
        caption={t('resources.oai.found.records')}
        rows={found.records}
        rowKey={(row) => row.title + row.address}
        columns={[
          {
            key: 'title',
            label: t('resources.catalogue.field.title'),
            render: (row) => (
              <div class="wrap-anywhere">
                {row.title}
                {row.skip && (
                  <p class="text-muted">
                    {t('resources.oai.found.skip', { why: t.dynamic(`resources.oai.skip.${row.skip}`) })}
                  </p>
                )}
              </div>
            ),
          },
          {
            key: 'kind',
            label: t('resources.catalogue.field.kind'),
            render: (row) => (row.skip ? '–' : kindText(row.kind, t)),
          },
          {
            key: 'licence',
            label: t('resources.catalogue.field.licence'),
            render: (row) => {
              const licence = licences.find((one) => one.code === row.licence)
              if (row.skip) return '–'
              return licence ? licenceText(licence, t) : t('resources.oai.no_licence')
            },
          },
          {
            key: 'address',
            label: t('resources.catalogue.field.address'),
            render: (row) => <span class="break-all">{row.address}</span>,
          },
        ]}
        empty={<p>{t('resources.oai.found.none')}</p>}
      />
      {found.sets.length > 0 && (
        <Disclosure
          label={t('resources.oai.found.sets', { count: found.sets.length })}
          open={!source.set_spec}
        >
          <ul class="grid gap-1">
            {found.sets.map((set) => (
              <li key={set.spec}>
                <code>{set.spec}</code> {set.name}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  )
}
