import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import {
  Combobox,
  DateField,
  FieldSet,
  NumberField,
  PageHeader,
  Section,
  Select,
  TextField,
} from '#ui/index.ts'
import { levels } from '../institution.ts'
import {
  listCampuses,
  listLicenceItems,
  listOccupations,
  type Campus,
  type LicenceItem,
  type Occupation,
} from '../store/details.ts'
import { LicenceTable } from './detail-parts.tsx'
import { loadPart, partForms, type PartEditing } from './part-editing.ts'
import { fieldOf, PartForm, PartTabs } from './part-form.tsx'

const Query = z.object({ id: z.uuid().optional().catch(undefined) })

type Data = {
  editing: PartEditing
  items: (LicenceItem & { is_in_force: boolean })[]
  campuses: Campus[]
  occupations: Occupation[]
}

/** Licensed occupations of an institution: the list, and the form of one of them or of a new one. */
export const licencePage = definePage<Data, { code: string }, z.infer<typeof Query>>({
  path: '/co-so/:code/nganh-nghe',
  permission: 'institutions.propose',
  query: Query,
  async load({ db, actor, params, query, today }) {
    const editing = await loadPart(db, actor, today, params.code, 'licence_item', query.id ?? null)
    const { id } = editing.institution
    const [items, campuses, occupations] = await Promise.all([
      listLicenceItems(db, id, today),
      listCampuses(db, id, today),
      listOccupations(db, today),
    ])
    return { editing, items, campuses, occupations }
  },
  about: ({ editing }) => ({ institution: editing.institution.id }),
  title: ({ editing }, t) => t('institutions.licences.title', { name: editing.institution.name }),
  forms: partForms,
  view: (data, context) => {
    const { t } = context
    const { institution, subjectId } = data.editing
    const own = `/co-so/${institution.code}/nganh-nghe`
    return (
      <>
        <PageHeader
          title={t('institutions.licences.title', { name: institution.name })}
          breadcrumb={[
            { href: '/co-so', label: t('institutions.list.title') },
            { href: `/co-so/${institution.code}`, label: institution.name },
          ]}
          breadcrumbLabel={t('institutions.breadcrumb')}
        />
        <PartTabs code={institution.code} current="licence_item" context={context} />
        <LicenceTable items={data.items} t={t} edit={(id) => `${own}?id=${id}#sua`} />
        <Section
          title={t(subjectId ? 'institutions.licences.change' : 'institutions.licences.add')}
          id="sua"
          actions={subjectId && <a href={own}>{t('institutions.licences.add')}</a>}
        >
          <PartForm editing={data.editing} context={context}>
            <ItemFields data={data} context={context} />
          </PartForm>
        </Section>
      </>
    )
  },
})

function ItemFields({
  data: { editing, campuses, occupations },
  context,
}: {
  data: Data
  context: ViewContext
}) {
  const { t } = context
  const { values } = editing
  const day = (name: string) => fieldOf(context, name, t.date(String(values[name] ?? '')))
  const levelName = (code: string) => t.dynamic(`institutions.level.${code}`)
  const campusName = (id: string) => {
    const campus = campuses.find((one) => one.id === id)
    return campus
      ? [t.dynamic(`institutions.campus.${campus.kind}`), campus.name ?? campus.address]
          .filter(Boolean)
          .join(': ')
      : id
  }
  return (
    <>
      <FieldSet legend={t('institutions.field.occupation')}>
        <Combobox
          {...fieldOf(context, 'occupation_code', values.occupation_code)}
          label={t('institutions.field.occupation_code')}
          hint={t('institutions.form.occupation_hint')}
          width="half"
          options={occupations.map((one) => ({
            value: one.code,
            label: `${one.name} · ${levelName(one.level)}`,
          }))}
        />
        <TextField
          {...fieldOf(context, 'occupation_name', values.occupation_name)}
          label={t('institutions.field.occupation_name')}
          hint={t('institutions.form.occupation_name_hint')}
        />
        <Select
          {...fieldOf(context, 'level', values.level, levelName)}
          label={t('institutions.field.level')}
          placeholder={t('institutions.form.choose')}
          width="half"
          options={levels.map((code) => ({ value: code, label: levelName(code) }))}
        />
        <NumberField
          {...fieldOf(context, 'quota', values.quota)}
          label={t('institutions.field.quota')}
          unit={t('institutions.field.quota_unit')}
        />
        <Select
          {...fieldOf(context, 'campus_id', values.campus_id, campusName)}
          label={t('institutions.field.campus')}
          placeholder={t('institutions.form.any_campus')}
          options={campuses.map((campus) => ({ value: campus.id, label: campusName(campus.id) }))}
        />
        <DateField
          {...day('from_date')}
          label={t('institutions.field.from')}
          hint={t('institutions.form.day_hint')}
          optional={t('institutions.optional')}
        />
        <DateField
          {...day('to_date')}
          label={t('institutions.field.to')}
          optional={t('institutions.optional')}
        />
      </FieldSet>
      <FieldSet legend={t('institutions.field.licence')}>
        <TextField
          {...fieldOf(context, 'licence_number', values.licence_number)}
          label={t('institutions.field.licence_number')}
          width="half"
        />
        <DateField {...day('issued_on')} label={t('institutions.field.issued_on')} />
        <TextField {...fieldOf(context, 'issuer', values.issuer)} label={t('institutions.field.issuer')} />
      </FieldSet>
    </>
  )
}
