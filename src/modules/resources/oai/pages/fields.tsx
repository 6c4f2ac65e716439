import type { Translate } from '#platform/i18n/index.ts'
import type { FormState } from '#platform/forms/state.ts'
import { RadioGroup, Select, TextField } from '#ui/index.ts'
import type { SourceFields } from '../store/source.ts'

/** What is asked of a source. */
export function SourceForm({ form, t, source }: { form: FormState; t: Translate; source?: SourceFields }) {
  return (
    <>
      <TextField
        {...form.field('name', source?.name)}
        label={t('resources.oai.field.name')}
        maxlength={200}
        required
      />
      <TextField
        {...form.field('address', source?.address)}
        label={t('resources.oai.field.address')}
        hint={t('resources.oai.field.address_hint')}
        type="url"
        required
      />
      <Select
        {...form.field('prefix', source?.prefix ?? 'oai_dc')}
        label={t('resources.oai.field.prefix')}
        options={(['oai_dc', 'oai_lom'] as const).map((value) => ({
          value,
          label: t(`resources.oai.prefix.${value}`),
        }))}
      />
      <TextField
        {...form.field('set_spec', source?.set_spec)}
        label={t('resources.oai.field.set_spec')}
        hint={t('resources.oai.field.set_hint')}
        optional={t('resources.catalogue.optional')}
        maxlength={200}
      />
      <RadioGroup
        {...form.field('access', source?.access ?? 'public')}
        label={t('resources.oai.field.access')}
        options={(['public', 'signed_in'] as const).map((value) => ({
          value,
          label: t.dynamic(`resources.access.${value}`),
        }))}
      />
    </>
  )
}
