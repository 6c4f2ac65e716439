import { fieldProps } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { formatDate } from '#platform/text/index.ts'
import {
  Button,
  CheckboxGroup,
  DateField,
  Disclosure,
  FieldSet,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { accesses, accessibilities, audiences, kinds } from '../../resource.ts'
import { durationText, languages } from '../description.ts'
import type { DraftData } from './draft.tsx'
import { kindText, languageText, licenceText, ticked } from './words.tsx'

const formatDay = (day: string | null): string => (day ? formatDate(day, 'vi') : '')

type Props = { data: DraftData; context: ViewContext }

/** Title and rights first; the rest can wait or was proposed. */
export function DraftText(props: Props) {
  return (
    <>
      <Asked {...props} />
      <Rights {...props} />
      <Further {...props} />
    </>
  )
}

function Asked({ data, context }: Props) {
  const { version } = data.whole
  const { t } = context
  return (
    <FieldSet legend={t('resources.catalogue.about')}>
      <div id="p-title">
        <TextField
          {...fieldProps(context, 'title', version.title)}
          label={t('resources.catalogue.field.title')}
          maxlength={300}
          required
        />
      </div>
      <div id="p-summary">
        <TextArea
          {...fieldProps(context, 'summary', version.summary)}
          label={t('resources.catalogue.field.summary')}
          hint={t('resources.catalogue.summary_hint')}
          maxlength={5000}
        />
      </div>
      <Select
        {...fieldProps(context, 'kind', version.kind, kindText(version.kind, t))}
        label={t('resources.kind')}
        options={kinds.map((value) => ({ value, label: kindText(value, t) }))}
      />
      <div id="p-address">
        {(version.kind === 'link' || version.address) && (
          <TextField
            {...fieldProps(context, 'address', version.address)}
            label={t('resources.catalogue.field.address')}
            type="url"
          />
        )}
      </div>
      {version.number > 1 && (
        <TextArea
          {...fieldProps(context, 'change_note', version.change_note)}
          label={t('resources.catalogue.field.change_note')}
          hint={t('resources.catalogue.change_note_hint')}
          maxlength={2000}
        />
      )}
    </FieldSet>
  )
}

function Rights({ data, context }: Props) {
  const { version, licences } = data.whole
  const { t } = context
  const offered = accesses.filter((one) => version.institution_id || one !== 'school')
  return (
    <div id="p-licence">
      <FieldSet legend={t('resources.catalogue.rights')}>
        <Select
          {...fieldProps(
            context,
            'licence',
            version.licence,
            licenceText(
              licences.find((one) => one.code === version.licence),
              t,
            ),
          )}
          label={t('resources.catalogue.field.licence')}
          hint={t('resources.catalogue.licence_hint')}
          placeholder={t('resources.catalogue.choose')}
          options={licences.map((one) => ({ value: one.code, label: licenceText(one, t) }))}
          required
        />
        <p class="mb-4">
          <Button name="go" value="licence" kind="ghost" icon="question" small>
            {t('resources.catalogue.licence_ask')}
          </Button>
        </p>
        <RadioGroup
          {...fieldProps(context, 'access', version.access, t.dynamic(`resources.access.${version.access}`))}
          label={t('resources.access')}
          options={offered.map((value) => ({
            value,
            label: t.dynamic(`resources.access.${value}`),
            hint: t.dynamic(`resources.catalogue.access_hint.${value}`),
          }))}
        />
        <DateField
          {...fieldProps(context, 'open_on', formatDay(version.open_on))}
          label={t('resources.catalogue.field.open_on')}
          hint={t('resources.catalogue.open_on_hint')}
          optional={t('resources.catalogue.optional')}
        />
        <TextField
          {...fieldProps(context, 'rights_holder', version.rights_holder)}
          label={t('resources.catalogue.field.rights_holder')}
          hint={t('resources.catalogue.rights_holder_hint')}
          optional={t('resources.catalogue.optional')}
          maxlength={300}
        />
      </FieldSet>
    </div>
  )
}

function Further({ data, context }: Props) {
  const { version } = data.whole
  const { t, form } = context
  const optional = t('resources.catalogue.optional')
  const boxes = (
    name: 'audiences' | 'accessibility' | 'languages',
    options: { value: string; label: string }[],
  ) => (
    <div id={`p-${name}`}>
      <CheckboxGroup
        name={`${name}[]`}
        error={form.errors[name]}
        label={t.dynamic(`resources.catalogue.field.${name}`)}
        options={options}
        values={ticked(form, name, version[name])}
        inline
      />
    </div>
  )
  const line = (
    name: 'title_en' | 'keywords' | 'pages' | 'seconds' | 'study_minutes',
    value: string | number | null,
    hint?: string,
  ) => (
    <TextField
      {...fieldProps(context, name, value)}
      label={t.dynamic(`resources.catalogue.field.${name}`)}
      hint={hint}
      optional={optional}
      width={name === 'title_en' || name === 'keywords' ? 'full' : 'short'}
    />
  )
  return (
    <FieldSet legend={t('resources.catalogue.further')}>
      {boxes(
        'audiences',
        audiences.map((value) => ({ value, label: t.dynamic(`resources.audience.${value}`) })),
      )}
      {line('keywords', version.keywords.join(', '), t('resources.catalogue.keywords_hint'))}
      <Disclosure label={t('resources.catalogue.more_fields')} open={Boolean(form.sent)}>
        {boxes(
          'languages',
          languages.map((value) => ({ value, label: languageText(value, t) })),
        )}
        {boxes(
          'accessibility',
          accessibilities.map((value) => ({ value, label: t.dynamic(`resources.accessibility.${value}`) })),
        )}
        <TextField
          {...fieldProps(context, 'accessibility_note', version.accessibility_note)}
          label={t('resources.catalogue.field.accessibility_note')}
          optional={optional}
        />
        {line('pages', version.pages)}
        {line('seconds', durationText(version.seconds), t('resources.catalogue.duration_hint'))}
        {line('study_minutes', version.study_minutes, t('resources.catalogue.study_minutes_hint'))}
        {line('title_en', version.title_en)}
        <TextArea
          {...fieldProps(context, 'summary_en', version.summary_en)}
          label={t('resources.catalogue.field.summary_en')}
          optional={optional}
        />
      </Disclosure>
    </FieldSet>
  )
}
