import type { ViewContext } from '#platform/pages/page.ts'
import { Button, CheckboxGroup, Disclosure, FieldSet, TextField } from '#ui/index.ts'
import { levels } from '../description.ts'
import type { DraftData } from './draft.tsx'
import { ticked } from './words.tsx'

type Props = { data: DraftData; context: ViewContext }

/** What it is for: one subject or module is enough, the rest follows from it. */
export function DraftSubjects({ data, context }: Props) {
  const { version, subjects } = data.whole
  const { t, form } = context
  const tags = [
    ...subjects.units.map((one) => ({
      value: `unit:${one.unit_id}`,
      name: `${one.code} ${one.name}`.trim(),
      note: one.programme,
    })),
    ...subjects.occupations.map((one) => ({
      value: `occupation:${one.code}`,
      name: one.name,
      note: one.code,
    })),
  ]
  return (
    <div id="p-subjects">
      <FieldSet legend={t('resources.catalogue.subjects')} hint={t('resources.catalogue.subjects_hint')}>
        {tags.length > 0 && (
          <ul class="mb-4 grid gap-2">
            {tags.map((tag) => (
              <li key={tag.value} class="flex flex-wrap items-center gap-x-3">
                <span>
                  {tag.name} {tag.note && <span class="text-muted">({tag.note})</span>}
                </span>
                <Button
                  kind="ghost"
                  small
                  name="remove"
                  value={tag.value}
                  label={t('resources.catalogue.take_out_of', { what: tag.name })}
                >
                  {t('resources.catalogue.take_out')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div class="flex flex-wrap items-end gap-3">
          <TextField
            {...form.field('subject')}
            label={t('resources.catalogue.find_subject')}
            hint={t('resources.catalogue.find_subject_hint')}
          />
          <div class="mb-4">
            <Button name="go" value="subjects" kind="secondary" icon="search">
              {t('resources.catalogue.find_subject_act')}
            </Button>
          </div>
        </div>
        <TextField
          {...form.field('occupation')}
          label={t('resources.catalogue.add_occupation')}
          hint={t('resources.catalogue.add_occupation_hint')}
          optional={t('resources.catalogue.optional')}
          width="half"
        />
        <CheckboxGroup
          name="levels[]"
          label={t('resources.catalogue.field.levels')}
          options={levels.map((value) => ({ value, label: t.dynamic(`institutions.level.${value}`) }))}
          values={ticked(form, 'levels', version.levels)}
          inline
        />
        <Components data={data} context={context} />
      </FieldSet>
    </div>
  )
}

function Components({ data, context: { t, form } }: Props) {
  const chosen = data.whole.subjects.components.map((one) => one.code)
  if (data.components.length === 0) return null
  return (
    <Disclosure label={t('resources.catalogue.components', { count: chosen.length })}>
      <CheckboxGroup
        name="components[]"
        label={t('resources.catalogue.components_label')}
        options={data.components.map((one) => ({
          value: one.code,
          label: `${one.code} ${t.lang === 'en' ? one.name_en : one.name}`,
        }))}
        values={ticked(form, 'components', chosen)}
      />
    </Disclosure>
  )
}
