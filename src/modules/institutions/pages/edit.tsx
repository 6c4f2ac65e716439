import { z } from 'zod'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { listUnits } from '#modules/places/index.ts'
import {
  LinkButton,
  NumberField,
  RadioGroup,
  Section,
  Select,
  Table,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { campusKinds, institutionTypes, ownerships, precisions } from '../institution.ts'
import { listCampuses, type Campus } from '../store/details.ts'
import { loadPart, partForms, type PartEditing } from './part-editing.ts'
import { PeriodFields } from './decision-fields.tsx'
import { EditHeader } from './edit-header.tsx'
import { fieldOf } from './field-of.ts'
import { PartForm } from './part-form.tsx'

const Query = z.object({
  phan: z.enum(['profile', 'contact', 'campus']).catch('profile').default('profile'),
  /** The campus to change; `moi` for a new one. */
  id: z
    .union([z.uuid(), z.literal('moi')])
    .optional()
    .catch(undefined),
})

type Data = {
  editing: PartEditing
  campuses: Campus[]
  units: { id: string; name: string }[]
  isChoosing: boolean
}

/** Change of the profile, the contacts or a campus: the school proposes, the department writes. */
export const editPage = definePage<Data, { code: string }, z.infer<typeof Query>>({
  path: '/co-so/:code/sua',
  permission: 'institutions.propose',
  query: Query,
  async load({ db, actor, params, query, today }) {
    const subjectId = query.phan === 'campus' && query.id && query.id !== 'moi' ? query.id : null
    const editing = await loadPart(db, actor, today, params.code, query.phan, subjectId)
    const isCampus = query.phan === 'campus'
    const campuses = isCampus ? await listCampuses(db, editing.institution.id, today) : []
    const units = isCampus ? await listUnits(db, { kind: 'commune', on: today }) : []
    return { editing, campuses, units, isChoosing: isCampus && query.id === undefined }
  },
  about: ({ editing }) => ({ institution: editing.institution.id }),
  title: ({ editing }, t) => t('institutions.edit.title', { name: editing.institution.name }),
  forms: partForms,
  view: (data, context) => {
    const { t } = context
    const { editing } = data
    const { institution, part } = editing
    return (
      <>
        <EditHeader
          institution={institution}
          title={t(editing.isDirect ? 'institutions.edit.title' : 'institutions.propose.title', {
            name: institution.name,
          })}
          lead={t(editing.isDirect ? 'institutions.edit.lead' : 'institutions.propose.lead')}
          current={part}
          context={context}
        />
        {data.isChoosing && !context.form.sent ? (
          <CampusChoice data={data} context={context} />
        ) : (
          <PartForm editing={editing} context={context}>
            {part === 'profile' && <ProfileFields values={editing.values} context={context} />}
            {part === 'contact' && <ContactFields values={editing.values} context={context} />}
            {part === 'campus' && <CampusFields data={data} context={context} />}
          </PartForm>
        )}
      </>
    )
  },
})

type FieldsProps = { values: PartEditing['values']; context: ViewContext }

function ProfileFields({ values, context }: FieldsProps) {
  const { t } = context
  const typeName = (code: string) => t.dynamic(`institutions.type.${code}`)
  const ownershipName = (code: string) => t.dynamic(`institutions.ownership.${code}`)
  return (
    <>
      <TextField
        {...fieldOf(context, 'short_name', values.short_name)}
        label={t('institutions.field.short_name')}
        width="half"
      />
      <TextField {...fieldOf(context, 'name_en', values.name_en)} label={t('institutions.field.name_en')} />
      <Select
        {...fieldOf(context, 'type', values.type, typeName)}
        label={t('institutions.field.type')}
        options={institutionTypes.map((code) => ({ value: code, label: typeName(code) }))}
      />
      <Select
        {...fieldOf(context, 'ownership', values.ownership, ownershipName)}
        label={t('institutions.field.ownership')}
        placeholder={t('institutions.blank')}
        options={ownerships.map((code) => ({ value: code, label: ownershipName(code) }))}
      />
      <TextField
        {...fieldOf(context, 'governing_body', values.governing_body)}
        label={t('institutions.field.governing_body')}
      />
      <TextField
        {...fieldOf(context, 'website', values.website)}
        label={t('institutions.field.website')}
        type="url"
      />
      <NumberField
        {...fieldOf(context, 'founded_year', values.founded_year)}
        label={t('institutions.field.founded_year')}
      />
      <TextField
        {...fieldOf(context, 'founding_decision', values.founding_decision)}
        label={t('institutions.field.founding_decision')}
        hint={t('institutions.form.decision_hint')}
      />
      <TextArea
        {...fieldOf(context, 'introduction', values.introduction)}
        label={t('institutions.field.introduction')}
        optional={t('institutions.optional')}
      />
    </>
  )
}

function ContactFields({ values, context }: FieldsProps) {
  const { t } = context
  return (
    <>
      <TextField
        {...fieldOf(context, 'phone', values.phone)}
        label={t('institutions.contact.phone')}
        type="tel"
      />
      <TextField
        {...fieldOf(context, 'email', values.email)}
        label={t('institutions.contact.email')}
        type="email"
      />
      <TextField
        {...fieldOf(context, 'admissions', values.admissions)}
        label={t('institutions.contact.admissions')}
        type="tel"
      />
      <TextField
        {...fieldOf(context, 'social', values.social)}
        label={t('institutions.contact.social')}
        type="url"
      />
    </>
  )
}

function CampusFields({ data: { editing, campuses, units }, context }: { data: Data; context: ViewContext }) {
  const { t } = context
  const { values } = editing
  const coded = (kind: string) => (code: string) => t.dynamic(`institutions.${kind}.${code}`)
  // An address may name a unit that is gone: it stays to be chosen as it was written.
  const own = campuses.find((campus) => campus.id === editing.subjectId)
  const former =
    own?.unit_id && own.ward_then && !units.some((unit) => unit.id === own.unit_id)
      ? [{ id: own.unit_id, name: t('institutions.form.former_ward', { name: own.ward_then.name }) }]
      : []
  const all = [...former, ...units]
  const unitName = (id: string) => all.find((unit) => unit.id === id)?.name ?? id
  return (
    <>
      <RadioGroup
        {...fieldOf(context, 'kind', values.kind, coded('campus'))}
        label={t('institutions.field.campus_kind')}
        options={campusKinds.map((code) => ({ value: code, label: coded('campus')(code) }))}
      />
      <TextField
        {...fieldOf(context, 'name', values.name)}
        label={t('institutions.field.campus_name')}
        optional={t('institutions.optional')}
      />
      <TextField
        {...fieldOf(context, 'address', values.address)}
        label={t('institutions.field.address')}
        hint={t('institutions.form.address_hint')}
      />
      <Select
        {...fieldOf(context, 'unit_id', values.unit_id, unitName)}
        label={t('institutions.field.ward')}
        placeholder={t('institutions.form.choose')}
        options={all.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
      <TextField
        {...fieldOf(context, 'lat', values.lat)}
        label={t('institutions.field.lat')}
        hint={t('institutions.form.point_hint')}
        inputmode="decimal"
        width="half"
      />
      <TextField
        {...fieldOf(context, 'lon', values.lon)}
        label={t('institutions.field.lon')}
        inputmode="decimal"
        width="half"
      />
      <Select
        {...fieldOf(context, 'geo_precision', values.geo_precision ?? 'unknown', coded('precision'))}
        label={t('institutions.field.precision')}
        options={precisions.map((code) => ({ value: code, label: coded('precision')(code) }))}
      />
      <PeriodFields context={context} values={values} />
    </>
  )
}

function CampusChoice({ data, context: { t } }: { data: Data; context: ViewContext }) {
  const own = `/co-so/${data.editing.institution.code}/sua?phan=campus`
  return (
    <Section
      title={t('institutions.section.campuses')}
      actions={
        <LinkButton href={`${own}&id=moi`} kind="secondary" icon="plus">
          {t('institutions.campus.add')}
        </LinkButton>
      }
    >
      <Table
        caption={t('institutions.section.campuses')}
        rows={data.campuses}
        rowKey={(campus) => campus.id}
        rowHref={(campus) => `${own}&id=${campus.id}`}
        columns={[
          {
            key: 'kind',
            label: t('institutions.field.campus_kind'),
            render: (campus) => t.dynamic(`institutions.campus.${campus.kind}`),
          },
          {
            key: 'address',
            label: t('institutions.field.address'),
            render: (campus) => [campus.address, campus.ward_now?.name].filter(Boolean).join(', ') || '–',
          },
        ]}
        empty={<p class="text-muted">{t('institutions.blank')}</p>}
      />
    </Section>
  )
}
