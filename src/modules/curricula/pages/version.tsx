import { z } from 'zod'
import { defineForm, definePage, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Form, FormActions, LinkButton, Section, Timeline } from '#ui/index.ts'
import { confirmDigital } from '../actions/declare.ts'
import { discardDraft } from '../actions/programme.ts'
import {
  activateVersion,
  appraiseVersion,
  approveVersion,
  retireVersion,
  returnVersion,
  submitVersion,
} from '../actions/step-version.ts'
import { checkContent } from '../life.ts'
import type { Violation } from '../rules/structure.ts'
import { loadStepContent } from '../store/content.ts'
import { listSteps, type ReviewStep } from '../store/review.ts'
import { getVersion } from '../store/version.ts'
import type { CourseUnit } from '../course-unit.ts'
import { isPublished, type Version } from '../version.ts'
import { VersionHeader, versionPath, Violations } from './parts.tsx'
import { Steps } from './version-steps.tsx'
import { VersionFacts } from './version-facts.tsx'

type Data = { version: Version; units: CourseUnit[]; violations: Violation[]; steps: ReviewStep[] }

const moved = (result: { id: string; state: string }) => ({
  to: versionPath(result.id),
  say: `curricula.moved.${result.state}`,
})

/** A version: what it says, what speaks against it, the next step of its life and those behind it. */
export const versionPage = definePage<Data, { id: string }>({
  path: '/chuong-trinh/phien-ban/:id',
  permission: 'public',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const version = await getVersion(db, params.id)
    const content = await loadStepContent(db, version.id, version.decision_date ?? today)
    return {
      version,
      units: [...content.units],
      violations: checkContent(version, content),
      steps: await listSteps(db, version.id),
    }
  },
  title: ({ version }, t) => t('curricula.version.title', { name: version.name, number: version.number }),
  forms: {
    submit: defineForm({ action: submitVersion, then: moved }),
    return: defineForm({ action: returnVersion, then: moved }),
    appraise: defineForm({ action: appraiseVersion, then: moved }),
    approve: defineForm({ action: approveVersion, then: moved }),
    activate: defineForm({ action: activateVersion, then: moved }),
    retire: defineForm({ action: retireVersion, then: moved }),
    confirm: defineForm({
      action: confirmDigital,
      then: (result) => ({ to: versionPath(result.id), say: 'curricula.saved' }),
    }),
    discard: defineForm({
      action: discardDraft,
      then: (result) => ({ to: `/chuong-trinh/${result.programme}`, say: 'curricula.version.discarded' }),
    }),
  },
  view: (data, context) => {
    const { version, units } = data
    const { t } = context
    return (
      <>
        <VersionHeader
          version={version}
          part="overview"
          context={context}
          actions={<Acts data={data} context={context} />}
        />
        <Checks data={data} context={context} />
        <Steps version={version} context={context} />
        <VersionFacts version={version} units={units} t={t} />
        <Confirmation data={data} context={context} />
        <History data={data} context={context} />
        <Discard data={data} context={context} />
      </>
    )
  },
})

type Props = { data: Data; context: ViewContext }

function Acts({ data: { version }, context: { t, may } }: Props) {
  const isMine = may('curricula.read', { institution: version.institution_id })
  return (
    <>
      {(isMine || isPublished(version.state)) && (
        <>
          <LinkButton href={versionPath(version.id, 'chuong-trinh.pdf')} kind="secondary" icon="file">
            {t('curricula.document.programme')}
          </LinkButton>
          <LinkButton href={versionPath(version.id, 'chuan-dau-ra.pdf')} kind="secondary" icon="file">
            {t('curricula.document.outcomes')}
          </LinkButton>
        </>
      )}
      {version.state === 'draft' && may('curricula.edit', { institution: version.institution_id }) && (
        <LinkButton href={versionPath(version.id, 'noi-dung')} icon="edit">
          {t('curricula.texts.edit')}
        </LinkButton>
      )}
    </>
  )
}

/** Checks concern those who write and appraise; a reader of a decided version sees the decision. */
function Checks({ data: { version, units, violations }, context: { t, may } }: Props) {
  if (!may('curricula.read', { institution: version.institution_id })) return null
  const names = new Map(units.map((unit) => [unit.id, unit.code || unit.name]))
  const errors = violations.filter((one) => one.severity === 'error').length
  return (
    <Section
      title={t('curricula.checks.title')}
      lead={t('curricula.checks.lead', { errors, warnings: violations.length - errors })}
      actions={<a href="/quy-dinh-chuong-trinh#cau-truc">{t('curricula.rules.see')}</a>}
      id="kiem-tra"
    >
      {violations.length > 0 && <Violations list={violations} t={t} nameOf={(id) => names.get(id)} />}
    </Section>
  )
}

function Confirmation({ data: { version }, context: { t, may, form } }: Props) {
  const isConfirmed = version.delivery_confirmed_on !== null
  return (
    <>
      {isConfirmed && (
        <div class="mt-6">
          <Alert
            kind="success"
            title={t('curricula.confirm.done', { day: t.date(version.delivery_confirmed_on) })}
          >
            {version.delivery_confirmed_by}
          </Alert>
        </div>
      )}
      {may('curricula.confirm', { institution: version.institution_id }) && (
        <Form
          bare
          hidden={{ ...form.hidden('confirm'), id: version.id, confirm: isConfirmed ? 'no' : 'yes' }}
        >
          <FormActions>
            <Button kind="secondary" icon={isConfirmed ? 'undo' : 'check'}>
              {t(isConfirmed ? 'curricula.confirm.take_back' : 'curricula.confirm.act')}
            </Button>
          </FormActions>
        </Form>
      )}
    </>
  )
}

function History({ data: { steps }, context: { t } }: Props) {
  if (steps.length === 0) return null
  return (
    <Section title={t('curricula.history')}>
      <Timeline
        label={t('curricula.history')}
        items={steps.map((step) => ({
          when: t.date(step.on_date),
          datetime: step.on_date,
          title: t.dynamic(`curricula.moved.${step.to_state}`),
          by: step.account_name,
          text: [
            step.document_no &&
              t('curricula.decision', {
                number: step.document_no,
                day: step.document_date ? t.date(step.document_date) : '–',
              }),
            step.note,
          ]
            .filter(Boolean)
            .join('. '),
        }))}
      />
    </Section>
  )
}

function Discard({ data: { version }, context: { t, may, form } }: Props) {
  if (version.state !== 'draft' || !may('curricula.edit', { institution: version.institution_id }))
    return null
  return (
    <div class="mt-10">
      <Disclosure label={t('curricula.version.discard')}>
        <p>{t('curricula.version.discard_lead')}</p>
        <Form bare hidden={{ ...form.hidden('discard'), id: version.id }}>
          <FormActions>
            <Button kind="danger" icon="trash">
              {t('curricula.version.discard_act')}
            </Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}
