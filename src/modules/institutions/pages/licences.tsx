import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { Combobox, DateField, FieldSet, NumberField, Section, Select, TextField } from '#ui/index.ts'
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
import { PeriodFields } from './decision-fields.tsx'
import { EditHeader } from './edit-header.tsx'
import { fieldOf } from './field-of.ts'
import { PartForm } from './part-form.tsx'

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
        <EditHeader
          institution={institution}
          title={t('institutions.licences.title', { name: institution.name })}
          current="licence_item"
          context={context}
        />
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
        <PeriodFields context={context} values={values} />
      </FieldSet>
      <FieldSet legend={t('institutions.field.licence')}>
        <TextField
          {...fieldOf(context, 'licence_number', values.licence_number)}
          label={t('institutions.field.licence_number')}
          width="half"
        />
        <DateField
          {...fieldOf(context, 'issued_on', t.date(String(values.issued_on ?? '')))}
          label={t('institutions.field.issued_on')}
        />
        <TextField {...fieldOf(context, 'issuer', values.issuer)} label={t('institutions.field.issuer')} />
      </FieldSet>
    </>
  )
}
