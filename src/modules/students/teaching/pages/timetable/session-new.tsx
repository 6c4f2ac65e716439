import { z } from 'zod'
import type { Db } from '#platform/db/database.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  DateField,
  Empty,
  FieldSet,
  Form,
  FormActions,
  LinkButton,
  NumberField,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import { findSection } from '../../../store/section.ts'
import { addSessions } from '../../actions/add-sessions.ts'
import { sessionDeliveries, sessionKinds } from '../../block.ts'
import { listClassChoices, listPeriods, listTerms, termOn } from '../../store/choices.ts'
import { listRooms } from '../../store/room.ts'
import { listSections } from '../../store/sections.ts'
import { listSectionTeachers } from '../../store/teachers.ts'
import { listTeachingRules } from '../../store/teaching-rules.ts'
import { findRule } from '../../teaching-rule.ts'
import { weekdayOf } from '../../time.ts'
import { choosePlace, inPlace, PlaceForm } from '../place.tsx'
import { PeriodsHint, roomOptions, WarningsBox } from './session-fields.tsx'

/** Sections of no one class, among the classes to choose from. */
const mixed = 'ghep'
/** More sections than a class has in a term, or mixed ones a school. */
const mostSections = 300

const Query = z.object({
  'co-so': z.string().max(100).optional(),
  hp: z.uuid().optional().catch(undefined),
  lop: z
    .union([z.uuid(), z.literal(mixed)])
    .optional()
    .catch(undefined),
})
type Query = z.output<typeof Query>

/** Adds a block or a series to the timetable. */
export const sessionNew = definePage({
  path: '/thoi-khoa-bieu/them',
  permission: 'students.edit',
  query: Query,
  load: loadNew,
  about: ({ place }) => ({ institution: place.here.id }),
  title: (_data, t) => t('students.teaching.timetable.add'),
  forms: {
    add: defineForm({
      action: addSessions,
      then: (result) => ({
        to: `/lop-hoc-phan/${result.section}?xem=lich`,
        say: result.skipped > 0 ? 'students.teaching.session.added_some' : 'students.teaching.session.added',
        params: { count: result.count, skipped: result.skipped },
      }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.teaching.timetable.add')}
          lead={
            data.section
              ? `${data.section.name} (${data.section.code})`
              : t('students.teaching.session.choose_section')
          }
          breadcrumb={[
            { href: inPlace(data.place, '/thoi-khoa-bieu'), label: t('students.teaching.timetable.title') },
          ]}
          breadcrumbLabel={t('students.teaching.timetable.title')}
        />
        {data.section ? (
          <SeriesForm data={data} context={context} />
        ) : data.ofClass ? (
          <ChooseSection data={data} context={context} />
        ) : (
          <ChooseClass data={data} context={context} />
        )}
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadNew>>

/** The rule of the hour in force, for words; nothing where none is. */
async function ruleWords(db: Db, today: string) {
  const rule = findRule(await listTeachingRules(db), today)
  return rule && { theory: rule.minutes_theory, practice: rule.minutes_practice, citation: rule.citation }
}

async function loadNew({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  const found = query.hp ? await findSection(db, query.hp, today) : undefined
  const place = await choosePlace(db, actor, today, found?.institution_id ?? query['co-so'])
  const section = found?.institution_id === place.here.id ? found : undefined
  const terms = await listTerms(db, place.here.id)
  const term = section ? terms.find((one) => one.id === section.term_id) : termOn(terms, today)
  return {
    place,
    section,
    term,
    ofClass: query.lop,
    classes: !section && term && !query.lop ? await listClassChoices(db, place.here.id, term) : [],
    sections:
      !section && term && query.lop
        ? await listSections(
            db,
            { term: term.id, classGroup: query.lop === mixed ? null : query.lop, state: 'open' },
            today,
            { limit: mostSections },
          )
        : [],
    teachers: section
      ? (await listSectionTeachers(db, section.id)).filter(
          (one) => one.to_date === null || one.to_date >= today,
        )
      : [],
    rooms: section ? await listRooms(db, place.here.id) : [],
    periods: section ? await listPeriods(db, place.here.id) : [],
    rule: section ? await ruleWords(db, today) : undefined,
  }
}

/** A school has more sections than one list can hold: first whose. */
function ChooseClass({ data: { place, classes }, context }: { data: Data; context: ViewContext }) {
  const { t } = context
  return (
    <>
      <PlaceForm place={place} context={context} />
      <Form method="get" hidden={{ 'co-so': place.here.code }}>
        <Select
          name="lop"
          label={t('students.teaching.field.class')}
          width="half"
          options={[
            ...classes.map((one) => ({ value: one.id, label: one.code })),
            { value: mixed, label: t('students.teaching.mixed') },
          ]}
        />
        <Button>{t('students.teaching.continue')}</Button>
      </Form>
    </>
  )
}

function ChooseSection({
  data: { place, sections, ofClass },
  context: { t },
}: {
  data: Data
  context: ViewContext
}) {
  const other = inPlace(place, '/thoi-khoa-bieu/them')
  if (sections.length === 0)
    return (
      <Empty
        title={t('students.teaching.sections.empty')}
        action={{ href: inPlace(place, '/lop-hoc-phan/mo-hoc-ky'), label: t('students.teaching.term.open') }}
      >
        {t('students.teaching.sections.empty_hint')}{' '}
        <a href={other}>{t('students.teaching.session.other_class')}</a>
      </Empty>
    )
  return (
    <Form method="get" hidden={{ 'co-so': place.here.code, lop: ofClass }}>
      <Select
        name="hp"
        label={t('students.teaching.field.section')}
        placeholder={t('students.teaching.choose')}
        options={sections.map((one) => ({ value: one.id, label: `${one.name} (${one.code})` }))}
      />
      <FormActions>
        <Button>{t('students.teaching.continue')}</Button>
        <LinkButton kind="ghost" href={other}>
          {t('students.teaching.session.other_class')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}

function SeriesForm({ data, context }: { data: Data; context: ViewContext }) {
  const { t, form, today } = context
  const section = data.section!
  const term = data.term!
  const begin = term.from_date > today ? term.from_date : today
  const optional = t('students.teaching.optional')
  const practice = section.hours_practice > section.hours_theory
  const ticked = form.values['weekdays[]']
  return (
    <Form hidden={{ ...form.hidden('add'), section_id: section.id }}>
      {form.errors.section_id && (
        <p class="field-error mb-4" id="f-section_id">
          {form.errors.section_id}
        </p>
      )}
      <FieldSet legend={t('students.teaching.session.when')}>
        <DateField
          {...form.field('from_date', t.date(begin))}
          label={t('students.teaching.session.from')}
          hint={t('students.teaching.day_hint')}
          required
        />
        <DateField
          {...form.field('to_date', t.date(term.to_date))}
          label={t('students.teaching.session.to')}
          hint={t('students.teaching.session.to_hint')}
          optional={optional}
        />
        <CheckboxGroup
          name="weekdays[]"
          error={form.errors.weekdays}
          label={t('students.teaching.session.weekdays')}
          inline
          values={ticked === undefined ? [String(weekdayOf(begin))] : [ticked].flat()}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            value: String(day),
            label: t.dynamic(`students.teaching.weekday.${day}`),
          }))}
        />
        <TextField
          {...form.field('span')}
          label={t('students.teaching.session.span')}
          hint={<PeriodsHint periods={data.periods} institution={data.place.here.id} t={t} />}
          width="half"
          required
        />
      </FieldSet>
      <FieldSet legend={t('students.teaching.session.what')}>
        <Select
          {...form.field('kind', practice ? 'practice' : 'theory')}
          label={t('students.teaching.field.kind')}
          hint={data.rule && t('students.teaching.session.kind_hint', data.rule)}
          width="half"
          options={sessionKinds.map((value) => ({
            value,
            label: t.dynamic(`students.teaching.kind.${value}`),
          }))}
        />
        <Select
          {...form.field('teacher_person_id', data.teachers[0]?.person_id)}
          label={t('students.teaching.field.teacher')}
          placeholder={t('students.teaching.later')}
          options={data.teachers.map((one) => ({ value: one.person_id, label: one.full_name }))}
        />
        <Select
          {...form.field('room_id')}
          label={t('students.teaching.field.room')}
          placeholder={t('students.teaching.no_room')}
          options={roomOptions(data.rooms)}
        />
        <Select
          {...form.field('delivery', 'in_person')}
          label={t('students.teaching.field.delivery')}
          width="half"
          options={sessionDeliveries.map((value) => ({
            value,
            label: t.dynamic(`students.teaching.delivery.${value}`),
          }))}
        />
        <NumberField
          {...form.field('hours')}
          label={t('students.teaching.session.hours')}
          hint={t('students.teaching.session.hours_hint')}
          optional={optional}
          decimal
        />
        <TextField {...form.field('topic')} label={t('students.teaching.field.topic')} optional={optional} />
      </FieldSet>
      {Object.keys(form.errors).some((field) =>
        ['room_id', 'teacher_person_id', 'section_id'].includes(field),
      ) && (
        <Checkbox
          name="skip_clashes"
          checked={form.values.skip_clashes === 'true'}
          label={t('students.teaching.session.skip')}
          hint={t('students.teaching.session.skip_hint')}
        />
      )}
      <WarningsBox context={context} />
      <FormActions>
        <Button icon="plus">{t('students.teaching.session.add')}</Button>
        <LinkButton kind="ghost" href={`/lop-hoc-phan/${section.id}?xem=lich`}>
          {t('students.teaching.back')}
        </LinkButton>
      </FormActions>
    </Form>
  )
}
