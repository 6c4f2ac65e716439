import type { ViewContext } from '#platform/pages/page.ts'
import { addressOf } from '#platform/pages/query.ts'
import {
  Alert,
  Button,
  CheckAnswers,
  Form,
  FormActions,
  HiddenInputs,
  LinkButton,
  Section,
  Table,
} from '#ui/index.ts'
import type { TermData } from './open-term.tsx'

type Line = TermData['lines'][number]
type Props = { data: TermData; context: ViewContext }

/** Every unit of the class's programme: those of the term are ticked, each with a teacher to choose. */
export function UnitsTable({ data, context: { t } }: Props) {
  const { group, term, number, lines, query } = data
  const isFresh = query.buoc === undefined && !lines.some((line) => line.choice.take)
  return (
    <Section
      title={t('students.teaching.term.units', { group: group!.code, number: number ?? 1 })}
      lead={t('students.teaching.term.units_lead', { learners: data.learners })}
    >
      <Form method="get" bare label={t('students.teaching.term.open')}>
        <HiddenInputs
          values={{
            'co-so': data.place.here.code,
            lop: group!.id,
            'hoc-ky': term!.id,
            'ky-thu': number,
            buoc: 'xem',
          }}
        />
        <Table
          caption={t('students.teaching.field.section')}
          rows={lines}
          rowKey={(line) => line.unit.id}
          columns={[
            {
              key: 'unit',
              label: t('students.teaching.field.section'),
              render: (line) => (
                <TakeUnit line={line} isTicked={isFresh ? line.isOfTerm : line.choice.take} t={t} />
              ),
            },
            {
              key: 'term',
              label: t('students.teaching.term.number'),
              render: (line) => (line.unit.term === null ? '–' : String(line.unit.term)),
            },
            {
              key: 'credits',
              label: t('students.teaching.field.credits'),
              render: (line) => line.unit.credits ?? '–',
            },
            {
              key: 'hours',
              label: t('students.teaching.field.hours'),
              render: (line) => hoursOfUnit(line, t),
            },
            {
              key: 'teacher',
              label: t('students.teaching.field.teacher'),
              render: (line) => (line.opened ? '–' : <TeacherChoice line={line} data={data} t={t} />),
            },
            {
              key: 'hazardous',
              label: t('students.teaching.field.hazardous_short'),
              render: (line) =>
                line.opened || line.unit.hours_practice === 0 ? (
                  '–'
                ) : (
                  <label class="tick">
                    <input
                      class="checkbox"
                      type="checkbox"
                      name={`nang.${line.unit.id}`}
                      value="1"
                      checked={line.choice.hazardous}
                    />
                    <span class="sr-only">
                      {t('students.teaching.field.hazardous')}: {line.unit.name}
                    </span>
                  </label>
                ),
            },
          ]}
        />
        <FormActions>
          <Button>{t('students.teaching.term.check')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

type T = ViewContext['t']

const hoursOfUnit = ({ unit }: Line, t: T): string =>
  t('students.teaching.hours_parts', {
    total: unit.hours_total,
    theory: unit.hours_theory,
    practice: unit.hours_practice,
    test: unit.hours_test,
  })

function TakeUnit({ line: { unit, opened }, isTicked, t }: { line: Line; isTicked: boolean; t: T }) {
  const condition = unit.is_condition ? ` · ${t('students.teaching.condition')}` : ''
  if (opened)
    return (
      <>
        {unit.name} ({unit.code}){condition}
        <br />
        <a href={`/lop-hoc-phan/${opened.id}`}>
          {t('students.teaching.term.opened_in', { term: opened.term_name })}
        </a>
      </>
    )
  return (
    <label class="choice">
      <input class="checkbox" type="checkbox" name={`mon.${unit.id}`} value="1" checked={isTicked} />
      <span>
        {unit.name} ({unit.code}){condition}
      </span>
    </label>
  )
}

function TeacherChoice({ line: { unit, choice }, data, t }: { line: Line; data: TermData; t: T }) {
  return (
    <select
      class="select w-full sm:min-w-48"
      name={`gv.${unit.id}`}
      aria-label={t('students.teaching.term.teacher_of', { section: unit.name })}
    >
      <option value="">{t('students.teaching.later')}</option>
      {data.teachers.map((one) => (
        <option key={one.person_id} value={one.person_id} selected={one.person_id === choice.teacher}>
          {one.full_name}
        </option>
      ))}
    </select>
  )
}

/** The answers before everything is made. */
export function CheckTerm({ data, context: { t, form } }: Props) {
  const { group, term, learners, lines, query } = data
  const chosen = lines.filter((line) => line.choice.take && !line.opened)
  const teacher = (line: Line) =>
    data.teachers.find((one) => one.person_id === line.choice.teacher)?.full_name ??
    t('students.teaching.term.no_teacher')
  // Practice groups are small, smaller where the work is heavy, harmful or dangerous: sizes of the policy (Thông tư 04/2022/TT-BLĐTBXH).
  const { organisation, document } = data.policy!
  const { max_practice_class: most, max_hazardous_practice_class: hazardous } = organisation
  const crowded = chosen.filter(
    (line) => line.unit.hours_practice > 0 && learners > (line.choice.hazardous ? hazardous : most),
  )
  const back = addressOf('/lop-hoc-phan/mo-hoc-ky', { ...query, buoc: undefined })
  return (
    <>
      {crowded.length > 0 && (
        <Alert kind="warning" title={t('students.teaching.warning.title_short')}>
          {t('students.teaching.warning.practice_class', { learners, most, hazardous, document })}
        </Alert>
      )}
      <CheckAnswers
        title={t('students.teaching.term.look', { sections: chosen.length })}
        changeLabel={t('students.teaching.change')}
        items={[
          { label: t('students.teaching.field.class'), value: group!.code, changeHref: back },
          {
            label: t('students.teaching.field.term'),
            value: `${term!.name} (${t.date(term!.from_date)} – ${t.date(term!.to_date)})`,
          },
          { label: t('students.teaching.field.learners'), value: t.number(learners) },
          ...chosen.map((line) => ({
            label: `${line.unit.name} (${line.unit.code})`,
            value: `${hoursOfUnit(line, t)} · ${teacher(line)}`,
            changeHref: back,
          })),
        ]}
      />
      <Form
        hidden={{
          ...form.hidden('open'),
          group: group!.id,
          term: term!.id,
          ...Object.fromEntries(
            chosen.flatMap(({ unit, choice }) => [
              [`units.${unit.id}.take`, 'true'],
              ...(choice.teacher ? [[`units.${unit.id}.teacher`, choice.teacher]] : []),
              ...(choice.hazardous ? [[`units.${unit.id}.hazardous`, 'true']] : []),
            ]),
          ),
        }}
      >
        <FormActions>
          <Button icon="check">{t('students.teaching.term.make')}</Button>
          <LinkButton kind="ghost" href={back}>
            {t('students.teaching.change')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
