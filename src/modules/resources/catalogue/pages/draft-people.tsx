import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Combobox, Disclosure, FieldSet, Select, TextField } from '#ui/index.ts'
import { resourcePath } from '../../resource.ts'
import type { DraftData } from './draft.tsx'
import { licenceText } from './words.tsx'

type Props = { data: DraftData; context: ViewContext }
const spare = 2

/** Who made it, and what it was made from. */
export function DraftPeople(props: Props) {
  return (
    <>
      <Authors {...props} />
      <Sources {...props} />
    </>
  )
}

function Authors({ data, context: { t, form } }: Props) {
  const { authors } = data.whole
  const typed = Object.keys(form.values).filter((name) => /^authors\.\d+\.name$/.test(name)).length
  const lines = Math.max(authors.length + spare, form.sent ? typed : 0)
  const options = data.colleagues.map((one) => ({ value: one.label }))
  return (
    <div id="p-authors">
      <FieldSet legend={t('resources.catalogue.authors')} hint={t('resources.catalogue.authors_hint')}>
        {Array.from({ length: lines }, (_, at) => (
          <div key={at} class="grid gap-x-4 sm:grid-cols-2">
            <Combobox
              {...form.field(`authors.${at}.name`, authors[at]?.name)}
              label={t('resources.catalogue.author', { number: at + 1 })}
              options={options}
            />
            <TextField
              {...form.field(`authors.${at}.organisation`, authors[at]?.organisation)}
              label={t('resources.catalogue.organisation', { number: at + 1 })}
              maxlength={200}
            />
          </div>
        ))}
      </FieldSet>
    </div>
  )
}

function Sources({ data, context: { t, form } }: Props) {
  const { origins, licences } = data.whole
  const hasError = Object.keys(form.errors).some((name) => name.startsWith('source'))
  return (
    <FieldSet legend={t('resources.catalogue.sources')} hint={t('resources.catalogue.sources_hint')}>
      {origins.length > 0 && (
        <ul class="mb-4 grid gap-2">
          {origins.map((one) => (
            <li key={one.id} class="flex flex-wrap items-baseline gap-x-3">
              <span>
                {t.dynamic(`resources.relation.${one.relation}`)}:{' '}
                {one.origin_code ? <a href={resourcePath(one.origin_code)}>{one.title}</a> : one.title}
                {one.authors && ` (${one.authors})`}.{' '}
                {licenceText(
                  licences.find((licence) => licence.code === one.licence),
                  t,
                )}
              </span>
              {!one.is_copied && (
                <Button
                  kind="ghost"
                  small
                  name="remove"
                  value={`source:${one.id}`}
                  label={t('resources.catalogue.take_out_of', { what: one.title })}
                >
                  {t('resources.catalogue.take_out')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Disclosure label={t('resources.catalogue.add_source')} open={hasError}>
        <Select
          {...form.field('source.relation', 'based_on')}
          label={t('resources.catalogue.source_relation')}
          options={(['based_on', 'translation_of', 'contains'] as const).map((value) => ({
            value,
            label: t.dynamic(`resources.relation.${value}`),
          }))}
        />
        <TextField
          {...form.field('source.address')}
          label={t('resources.catalogue.source_address')}
          hint={t('resources.catalogue.source_address_hint')}
          type="url"
        />
        <TextField
          {...form.field('source.title')}
          label={t('resources.catalogue.source_title')}
          maxlength={300}
        />
        <TextField
          {...form.field('source.authors')}
          label={t('resources.catalogue.source_authors')}
          maxlength={500}
        />
        <Select
          {...form.field('source.licence')}
          label={t('resources.catalogue.field.licence')}
          placeholder={t('resources.catalogue.choose')}
          options={licences.map((one) => ({ value: one.code, label: licenceText(one, t) }))}
        />
      </Disclosure>
    </FieldSet>
  )
}
