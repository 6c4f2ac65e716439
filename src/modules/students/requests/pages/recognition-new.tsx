import { z } from 'zod'
import { listUnits } from '#modules/curricula/index.ts'
import { defineForm, definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import {
  Button,
  Empty,
  FileField,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { hasEnded } from '../../enrolment.ts'
import { recognitionMaxBody } from '../../marks/actions/recognition.ts'
import { bases, scopes } from '../../marks/recognition.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { listResults } from '../../store/result.ts'
import { ownPerson } from '../actions/data-request.ts'
import { askOwnRecognition } from '../actions/own-recognition.ts'

const Query = z.object({ khoa: z.uuid().optional().catch(undefined) })
type Query = z.output<typeof Query>

/** A learner asks that what they learned elsewhere be recognised, or for exemption, with the paper that proves it. */
export const ownRecognitionNew = definePage({
  path: '/hoc-tap/de-nghi/cong-nhan',
  permission: 'students.learn',
  query: Query,
  load: loadNew,
  title: (_data, t) => t('students.request.recognition'),
  maxBody: recognitionMaxBody,
  forms: {
    ask: defineForm({
      action: askOwnRecognition,
      then: () => ({ to: '/hoc-tap/de-nghi', say: 'students.request.sent' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <PageHeader
          title={t('students.request.recognition')}
          lead={t('students.request.recognition_lead')}
          breadcrumb={[
            { href: '/hoc-tap', label: t('students.own.title') },
            { href: '/hoc-tap/de-nghi', label: t('students.request.own_title') },
          ]}
          breadcrumbLabel={t('students.threshold.crumbs')}
        />
        {data.enrolment ? (
          <AskForm data={data} context={context} />
        ) : (
          <Empty title={t('students.request.error.ended')} />
        )}
      </>
    )
  },
})

type Data = Awaited<ReturnType<typeof loadNew>>

async function loadNew({ db, actor, query }: LoadContext<Record<string, string>, Query>) {
  const person = ownPerson(actor)
  const open = person ? (await listEnrolmentsOf(db, person)).filter((one) => !hasEnded(one.state)) : []
  const enrolment = open.find((one) => one.id === query.khoa) ?? open[0]
  const passed = new Set(
    enrolment
      ? (await listResults(db, enrolment.id)).filter((one) => one.is_passed).map((one) => one.course_unit_id)
      : [],
  )
  const units = enrolment
    ? (await listUnits(db, enrolment.programme_version_id)).filter((unit) => !passed.has(unit.id))
    : []
  return { open, enrolment, units }
}

function AskForm({
  data: { open, enrolment, units },
  context: { t, form },
}: {
  data: Data
  context: ViewContext
}) {
  const optional = t('students.marks.optional')
  return (
    <>
      {open.length > 1 && (
        <p class="mb-4 flex flex-wrap gap-x-4">
          {open.map((one) => (
            <a
              key={one.id}
              href={`/hoc-tap/de-nghi/cong-nhan?khoa=${one.id}`}
              aria-current={one === enrolment ? 'true' : undefined}
            >
              {one.cohort_name}
            </a>
          ))}
        </p>
      )}
      <Form multipart hidden={{ ...form.hidden('ask'), enrolment: enrolment!.id }}>
        <Select
          {...form.field('unit')}
          label={t('students.marks.field.unit')}
          placeholder={t('students.marks.choose')}
          options={units.map((unit) => ({ value: unit.id, label: `${unit.code} ${unit.name}` }))}
          required
        />
        <Select
          {...form.field('basis')}
          label={t('students.marks.field.basis')}
          placeholder={t('students.marks.choose')}
          options={bases.map((basis) => ({
            value: basis,
            label: t.dynamic(`students.marks.basis.${basis}`),
          }))}
          required
        />
        <RadioGroup
          {...form.field('scope', 'full')}
          label={t('students.marks.field.scope')}
          options={scopes.map((scope) => ({
            value: scope,
            label: t.dynamic(`students.marks.scope.${scope}`),
            hint: t.dynamic(`students.marks.scope_hint.${scope}`),
          }))}
        />
        <TextField
          {...form.field('grade')}
          label={t('students.marks.recognition.grade')}
          hint={t('students.marks.recognition.grade_hint')}
          optional={optional}
          width="short"
          inputmode="decimal"
        />
        <TextArea
          {...form.field('evidence')}
          label={t('students.marks.recognition.evidence')}
          hint={t('students.marks.recognition.evidence_hint')}
          rows={2}
          maxlength={500}
        />
        <FileField
          {...form.field('file')}
          label={t('students.request.paper_file')}
          hint={t('students.request.paper_hint')}
          optional={optional}
          accept=".pdf,.jpg,.jpeg,.png"
        />
        <FormActions>
          <Button>{t('students.request.send')}</Button>
          <LinkButton kind="ghost" href="/hoc-tap/de-nghi">
            {t('people.edit.cancel')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  )
}
