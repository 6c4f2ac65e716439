import { z } from 'zod'
import { listActiveVersions, listUnits } from '#modules/curricula/index.ts'
import { defineForm, definePage, type LoadContext } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  Empty,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import { listPolicies } from '../../../store/policy.ts'
import { addSection } from '../../actions/add-section.ts'
import {
  findClassChoice,
  listClassChoices,
  listTeacherChoices,
  listTerms,
  termOn,
} from '../../store/choices.ts'
import { choosePlace, inPlace, PlaceForm, placeName } from '../place.tsx'

const Query = z.object({
  'co-so': z.string().max(100).optional(),
  'chuong-trinh': z.uuid().optional().catch(undefined),
  lop: z.uuid().optional().catch(undefined),
})
type Query = z.output<typeof Query>

/** Opens one section by hand: first whose programme, then which unit. */
export const sectionNew = definePage({
  path: '/lop-hoc-phan/moi',
  permission: 'students.edit',
  query: Query,
  load: loadNew,
  about: ({ place }) => ({ institution: place.here.id }),
  title: (_data, t) => t('students.teaching.sections.new'),
  forms: {
    save: defineForm({
      action: addSection,
      then: (result) => ({ to: `/lop-hoc-phan/${result.id}`, say: 'students.teaching.sections.added' }),
    }),
  },
  view: (data, context) => {
    const { t, form } = context
    const { place, terms, term, classes, versions, version, units, teachers, group, sizes } = data
    return (
      <>
        <PageHeader
          title={t('students.teaching.sections.new')}
          lead={[placeName(place), t('students.teaching.sections.new_lead')].filter(Boolean).join(' · ')}
          breadcrumb={[
            { href: inPlace(place, '/lop-hoc-phan'), label: t('students.teaching.sections.title') },
          ]}
          breadcrumbLabel={t('students.teaching.sections.title')}
        />
        {!term && <Empty title={t('students.teaching.no_term')}>{t('students.teaching.no_term_hint')}</Empty>}
        {!version && <PlaceForm place={place} context={context} />}
        {term && !version && (
          <Form method="get" hidden={{ 'co-so': place.here.code }}>
            <Select
              name="lop"
              label={t('students.teaching.sections.for_class')}
              placeholder={t('students.teaching.mixed')}
              options={classes.map((one) => ({ value: one.id, label: one.code }))}
              width="half"
            />
            <Select
              name="chuong-trinh"
              label={t('students.teaching.sections.of_programme')}
              hint={t('students.teaching.sections.of_programme_hint')}
              placeholder={t('students.teaching.choose')}
              options={versions.map((one) => ({ value: one.version_id, label: `${one.name} (${one.code})` }))}
            />
            <FormActions>
              <Button>{t('students.teaching.continue')}</Button>
              <LinkButton kind="ghost" href={inPlace(place, '/lop-hoc-phan')}>
                {t('students.teaching.back')}
              </LinkButton>
            </FormActions>
          </Form>
        )}
        {term && version && (
          <Form hidden={{ ...form.hidden('save'), ...(group ? { group: group.id } : {}) }}>
            <Select
              {...form.field('term', term.id)}
              label={t('students.teaching.field.term')}
              options={terms.map((one) => ({ value: one.id, label: one.name }))}
              width="half"
            />
            <Select
              {...form.field('unit')}
              label={t('students.teaching.field.section')}
              placeholder={t('students.teaching.choose')}
              options={units.map((unit) => ({ value: unit.id, label: `${unit.code} · ${unit.name}` }))}
              required
            />
            <TextField
              {...form.field('code')}
              label={t('students.teaching.field.section_code')}
              hint={t('students.teaching.sections.code_hint')}
              width="half"
              required
            />
            <Select
              {...form.field('teacher')}
              label={t('students.teaching.field.teacher')}
              placeholder={t('students.teaching.later')}
              options={teachers.map((one) => ({ value: one.person_id, label: one.full_name }))}
            />
            <Select
              {...form.field('delivery', 'in_person')}
              label={t('students.teaching.field.delivery')}
              width="half"
              options={['in_person', 'online', 'blended'].map((value) => ({
                value,
                label: t.dynamic(`students.teaching.delivery.${value}`),
              }))}
            />
            <Checkbox
              name="is_hazardous"
              checked={form.values.is_hazardous === 'true'}
              label={t('students.teaching.field.hazardous')}
              hint={
                sizes &&
                t('students.teaching.hazardous_hint', {
                  hazardous: sizes.organisation.max_hazardous_practice_class,
                  usual: sizes.organisation.max_practice_class,
                  document: sizes.document,
                })
              }
            />
            <FormActions>
              <Button icon="save">{t('students.teaching.sections.add')}</Button>
              <LinkButton kind="ghost" href={inPlace(place, '/lop-hoc-phan')}>
                {t('students.teaching.back')}
              </LinkButton>
            </FormActions>
          </Form>
        )}
      </>
    )
  },
})

async function loadNew({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const place = await choosePlace(db, actor, today, query['co-so'])
  const terms = await listTerms(db, place.here.id)
  const term = termOn(terms, today)
  const found = query.lop ? await findClassChoice(db, query.lop) : undefined
  const group = found?.institution_id === place.here.id ? found : undefined
  const version = group?.programme_version_id ?? query['chuong-trinh']
  return {
    place,
    terms,
    term,
    group,
    version,
    classes: term ? await listClassChoices(db, place.here.id, term) : [],
    versions: version ? [] : await listActiveVersions(db, today, { institution: place.here.id }),
    units: version ? await listUnits(db, version) : [],
    sizes: (await listPolicies(db, place.here.id, today))[0]?.policy,
    teachers: version ? await listTeacherChoices(db, place.here.id, today) : [],
  }
}
