import { z } from 'zod'
import { notFound, precondition } from '#platform/errors.ts'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, CheckboxGroup, Form, FormActions, PageHeader } from '#ui/index.ts'
import { saveStep } from '../actions/self-assess.ts'
import { findOpen, listAnswers } from '../store/assessments.ts'
import { getFramework } from '../store/framework.ts'
import { named } from './named.ts'

/** One part on one screen; saved by itself. */
export const assessmentStep = definePage({
  path: '/tu-danh-gia/phan/:domain',
  permission: 'signed-in',
  params: z.object({ domain: z.string().max(10) }),
  async load({ db, actor, params, today }) {
    const personId = actor.kind === 'account' ? actor.personId : undefined
    if (!personId) throw precondition('staff.competence.error.no_person')
    const framework = await getFramework(db, today)
    const at = framework.domains.findIndex((one) => one.code === params.domain)
    const domain = framework.domains[at]
    if (!domain) throw notFound()
    const open = await findOpen(db, personId, framework.questionnaire_id)
    const answers = new Map(
      (open ? await listAnswers(db, open.id) : []).map((answer) => [answer.component_code, answer.ticked]),
    )
    return { domain, number: at + 1, count: framework.domains.length, answers }
  },
  title: ({ domain }, t) => named(t, domain),
  forms: {
    save: defineForm({
      action: saveStep,
      input: (body, { params }) => ({ domain: params.domain, ticks: body.ticks ?? {} }),
      then: (result) => ({
        to: result.next ? `/tu-danh-gia/phan/${result.next}` : '/tu-danh-gia',
        say: 'staff.competence.step.saved',
      }),
    }),
    pause: defineForm({
      action: saveStep,
      input: (body, { params }) => ({ domain: params.domain, ticks: body.ticks ?? {} }),
      then: () => ({ to: '/tu-danh-gia', say: 'staff.competence.step.saved' }),
    }),
  },
  view: ({ domain, number, count, answers }, { t, form }) => {
    const { _form, ...hidden } = form.hidden('save')
    return (
      <>
        <PageHeader
          title={named(t, domain)}
          lead={t('staff.competence.step.lead', { number, count })}
          breadcrumb={[{ href: '/tu-danh-gia', label: t('staff.competence.start.title') }]}
          breadcrumbLabel={t('staff.competence.nav')}
        />
        <Form hidden={hidden}>
          {domain.components.map((component) => {
            const name = `ticks.${component.code.replace('.', '-')}[]`
            const stored = (answers.get(component.code) ?? []).flatMap((isTrue, at) =>
              isTrue ? [String(at + 1)] : [],
            )
            const typed = form.values[name]
            return (
              <CheckboxGroup
                key={component.code}
                name={name}
                label={`${component.code}. ${named(t, component)}`}
                values={typed === undefined ? stored : [typed].flat()}
                options={component.statements.map((statement, at) => ({
                  value: String(at + 1),
                  label: t.lang === 'vi' ? statement.vi : statement.en,
                }))}
              />
            )
          })}
          <FormActions>
            <Button name="_form" value="save">
              {t('staff.competence.step.save')}
            </Button>
            <Button kind="ghost" name="_form" value="pause">
              {t('staff.competence.step.pause')}
            </Button>
          </FormActions>
        </Form>
      </>
    )
  },
})
