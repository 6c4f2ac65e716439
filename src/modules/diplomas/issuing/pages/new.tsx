import { z } from 'zod'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { fieldProps } from '#modules/people/index.ts'
import { findUnit } from '#modules/places/index.ts'
import { findTrainingRun } from '#modules/staff/index.ts'
import { findDecision, listGraduates } from '#modules/students/index.ts'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Alert,
  Button,
  DateField,
  Facts,
  FieldSet,
  Form,
  FormActions,
  HiddenInputs,
  LinkButton,
  NumberField,
  PageHeader,
  Select,
  TextField,
} from '#ui/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { listKinds } from '../../kinds/store/kind.ts'
import { startRun } from '../actions/start-run.ts'
import { listRuns } from '../store/run.ts'
import { dayText } from '../typed.ts'
import { SettingFields } from './setting-fields.tsx'

const permission = 'diplomas.register'
const Query = z.object({
  'quyet-dinh': z.uuid().optional().catch(undefined),
  'lop-boi-duong': z.uuid().optional().catch(undefined),
})
type Query = z.output<typeof Query>
/** Kinds that are issued by a list typed by hand: certificates of courses the register of learners need not hold. */
const listKindCodes = ['elementary_certificate', 'training_certificate'] as const

/** Begins an issue: from a decision or a training class named in the address, else for a list typed by hand. */
export const runNew = definePage({
  path: '/cap-bang/moi',
  permission,
  query: Query,
  load: loadStart,
  about: ({ institution }) => (institution ? { institution } : { anywhere: true }),
  title: (_data, t) => t('diplomas.issuing.new.title'),
  forms: {
    start: defineForm({
      action: startRun,
      then: ({ run, lines, faulty }) => ({
        to: `/cap-bang/${run}`,
        say: faulty > 0 ? 'diplomas.issuing.new.started_faulty' : 'diplomas.issuing.new.started',
        params: { lines, faulty },
      }),
    }),
  },
  view: (data, context) => {
    const { t, form, today } = context
    const { decision, course, kinds } = data
    const hidden = decision
      ? { source: 'graduation', decision: decision.id }
      : course
        ? { source: 'course', course: course.id }
        : { source: 'list' }
    return (
      <>
        <PageHeader
          title={t('diplomas.issuing.new.title')}
          lead={t('diplomas.issuing.new.lead')}
          breadcrumb={[{ href: '/cap-bang', label: t('diplomas.issuing.runs.title') }]}
          breadcrumbLabel={t('diplomas.issuing.crumbs')}
        />
        <From data={data} context={context} />
        <Begun data={data} context={context} />
        <Form hidden={{ ...form.hidden('start'), ...hidden }} label={t('diplomas.issuing.new.title')}>
          {!course && kinds.length > 1 && (
            <Select
              {...form.field('kind')}
              label={t('diplomas.issuing.field.kind')}
              placeholder={t('diplomas.issuing.choose')}
              options={kinds.map((kind) => ({ value: kind.code, label: kind.name }))}
              required
            />
          )}
          {!decision && <DecisionFields context={context} />}
          {!decision && !course && <ListFields data={data} context={context} />}
          <SettingFields
            context={context}
            setting={{
              issue_date: dayText(today),
              issue_place: data.place,
              signer_name: decision?.signer ?? '',
              signer_capacity: t('diplomas.issuing.head_of_school'),
              medium: kinds.every((kind) => kind.is_digital) ? 'digital' : 'paper',
            }}
          />
          <FormActions>
            <Button>{t('diplomas.issuing.new.act')}</Button>
            <LinkButton kind="ghost" href="/cap-bang">
              {t('diplomas.issuing.back')}
            </LinkButton>
          </FormActions>
        </Form>
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadStart>>
type Props = { data: Data; context: ViewContext }

async function loadStart({ db, query, actor, app, today }: LoadContext<Record<string, string>, Query>) {
  const decision = query['quyet-dinh'] ? await findDecision(db, query['quyet-dinh']) : undefined
  const course = query['lop-boi-duong'] ? await findTrainingRun(db, query['lop-boi-duong']) : undefined
  if (query['quyet-dinh'] && decision?.kind !== 'graduation') throw notFound()
  if (query['lop-boi-duong'] && !course?.institution_id) throw notFound()
  const institution = decision?.institution_id ?? course?.institution_id ?? undefined
  const graduates = decision ? await listGraduates(db, decision.id) : []
  const levels = new Set<string>(graduates.map((one) => one.level))
  const isAsked = (kind: Kind) =>
    decision
      ? levels.has(kind.level ?? '')
      : course
        ? kind.code === 'pd_certificate'
        : (listKindCodes as readonly string[]).includes(kind.code)
  const options = institution ? [] : await listInstitutionOptions(db, actor, { on: today })
  return {
    decision,
    course,
    institution,
    graduates: graduates.length,
    kinds: (await listKinds(db, today)).filter(isAsked),
    schools: options.filter((option) => may(actor, permission, { institution: option.id })),
    runs: decision ? await listRuns(db, { reach: 'all', decision: decision.id }, { limit: 20 }) : [],
    place: await provinceName(db, app.config.provinceCode, today),
  }
}

/** The province without its kind: "Huế", as place of issue. */
async function provinceName(
  db: Parameters<typeof findUnit>[0],
  code: string,
  today: string,
): Promise<string> {
  const unit = await findUnit(db, code, today)
  return unit?.name.replace(/^(Thành phố|Tỉnh)\s+/i, '') ?? ''
}

/** What the issue begins from. */
function From({ data: { decision, course, graduates }, context: { t } }: Props) {
  if (decision)
    return (
      <Facts
        items={[
          {
            label: t('diplomas.issuing.field.decision'),
            value: t('diplomas.issuing.decision_of', {
              number: decision.number,
              day: t.date(decision.signed_on),
            }),
          },
          { label: t('diplomas.issuing.new.graduates'), value: t.number(graduates) },
        ]}
      />
    )
  if (!course) return null
  return (
    <Facts
      items={[
        { label: t('diplomas.issuing.field.course'), value: `${course.course_name} (${course.code})` },
        {
          label: t('diplomas.issuing.field.course_days'),
          value: `${t.date(course.from_date)} – ${t.date(course.to_date)}`,
        },
      ]}
    />
  )
}

/** Issues there are for the decision already: who is in them is not in the new one. */
function Begun({ data: { runs }, context: { t } }: Props) {
  if (runs.length === 0) return null
  return (
    <Alert kind="info" title={t('diplomas.issuing.new.begun')}>
      <ul class="bullets">
        {runs.map((run) => (
          <li key={run.id}>
            <a href={`/cap-bang/${run.id}`}>
              {t('diplomas.issuing.new.begun_run', {
                state: t.dynamic(`diplomas.issuing.run_state.${run.state}`),
                count: run.lines,
                day: t.date(run.issue_date),
              })}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function DecisionFields({ context }: { context: ViewContext }) {
  const { t } = context
  return (
    <FieldSet legend={t('diplomas.issuing.new.decision')}>
      <TextField
        {...fieldProps(context, 'decision_no')}
        label={t('diplomas.issuing.field.decision_no')}
        hint={t('diplomas.issuing.hint.decision_no')}
        width="half"
        maxlength={60}
        required
      />
      <DateField
        {...fieldProps(context, 'decision_date')}
        label={t('diplomas.issuing.field.decision_date')}
        hint={t('diplomas.issuing.hint.day')}
        required
      />
    </FieldSet>
  )
}

function ListFields({ data: { schools }, context }: Props) {
  const { t, form } = context
  const only = schools.length === 1 ? schools[0] : undefined
  const optional = t('diplomas.issuing.optional')
  return (
    <FieldSet legend={t('diplomas.issuing.new.course')} hint={t('diplomas.issuing.new.course_hint')}>
      {only ? (
        <HiddenInputs values={{ institution: only.id }} />
      ) : (
        <Select
          {...form.field('institution')}
          label={t('diplomas.issuing.field.school')}
          placeholder={t('diplomas.issuing.choose')}
          options={schools.map((one) => ({ value: one.id, label: one.name }))}
          required
        />
      )}
      <TextField
        {...fieldProps(context, 'programme')}
        label={t('diplomas.issuing.field.programme')}
        maxlength={200}
        required
      />
      <NumberField
        {...fieldProps(context, 'hours')}
        label={t('diplomas.issuing.field.hours')}
        unit={t('diplomas.issuing.hours')}
        optional={optional}
        decimal
      />
      <DateField
        {...fieldProps(context, 'from_date')}
        label={t('diplomas.issuing.field.from_date')}
        optional={optional}
      />
      <DateField
        {...fieldProps(context, 'to_date')}
        label={t('diplomas.issuing.field.to_date')}
        optional={optional}
      />
    </FieldSet>
  )
}
